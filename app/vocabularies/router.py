"""The addresses of vocabularies."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.query.parameters import RecordQuery
from app.vocabularies.filters import VocabularyQuery
from app.vocabularies.record import Vocabulary, VocabularyList
from app.vocabularies.resource import VOCABULARIES
from app.web.answer import answer_list
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["vocabularies"], route_class=ReadRoute)


@router.get("/vocabularies", operation_id="list_vocabularies", response_model=VocabularyList, responses=LIST_RESPONSES)
def list_vocabularies(request: Request, query: Annotated[VocabularyQuery, Query()]) -> Response:
    """Every vocabulary of this API: what each value of each enum, unit and measure means, with an example."""
    return answer_list(request, VOCABULARIES, query)


@router.get("/vocabularies/{id}", operation_id="get_vocabulary", response_model=Vocabulary, responses=RECORD_RESPONSES)
def get_vocabulary(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the vocabulary.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One vocabulary: its values in order, each with definition, example and, where one fits, a mapping."""
    return answer_record(request, VOCABULARIES, id, query)


add_versions(router, VOCABULARIES)
