"""The addresses of documents."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.documents.filters import DocumentQuery
from app.documents.record import Document, DocumentList
from app.documents.resource import DOCUMENTS
from app.query.parameters import RecordQuery
from app.web.answer import answer_list
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["documents"], route_class=ReadRoute)


@router.get("/documents", operation_id="list_documents", response_model=DocumentList, responses=LIST_RESPONSES)
def list_documents(request: Request, query: Annotated[DocumentQuery, Query()]) -> Response:
    """The reports, statements and laws that claims are taken from.

    Their texts are not served. `sha256` and `length` say in which text the offsets of the evidence count.
    """
    return answer_list(request, DOCUMENTS, query)


@router.get("/documents/{id}", operation_id="get_document", response_model=Document, responses=RECORD_RESPONSES)
def get_document(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the document.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One document: what it says of itself, and which text its evidence counts in."""
    return answer_record(request, DOCUMENTS, id, query)


add_versions(router, DOCUMENTS)
