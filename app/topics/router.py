"""The addresses of topics."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.query.parameters import RecordQuery
from app.topics.filters import TopicQuery
from app.topics.record import Topic, TopicList
from app.topics.resource import TOPICS
from app.web.answer import answer_list
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["topics"], route_class=ReadRoute)


@router.get("/topics", operation_id="list_topics", response_model=TopicList, responses=LIST_RESPONSES)
def list_topics(request: Request, query: Annotated[TopicQuery, Query()]) -> Response:
    """The topics of refugee policy, with their definitions and how many claims are about each."""
    return answer_list(request, TOPICS, query)


@router.get("/topics/{id}", operation_id="get_topic", response_model=Topic, responses=RECORD_RESPONSES)
def get_topic(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the topic.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One topic, with its definition."""
    return answer_record(request, TOPICS, id, query)


add_versions(router, TOPICS)
