"""Topics as a resource."""

from sqlalchemy import literal
from sqlmodel import col

from app.model import ClaimTopic, Topic
from app.query.counts import counted_loader
from app.query.keys import read_text
from app.query.related import related
from app.query.resource import BY_UPDATE, Resource, Sort
from app.query.rows import loader
from app.topics import record
from app.topics.columns import TOPIC_COLUMNS, topic_words
from app.topics.filters import TopicQuery
from app.topics.query import topic_conditions

_load_rows = loader(Topic, related(Topic.mappings))

TOPICS = Resource(
    noun="topics",
    singular="topic",
    table=Topic,
    identity=Topic.id,
    public_id=Topic.slug,
    query=TopicQuery,
    conditions=topic_conditions,
    sorts={
        "name": Sort(lambda topic: topic.name, read_text, "by name"),
        "-name": Sort(lambda topic: topic.name, read_text, "by name, from the end", is_descending=True),
    }
    | BY_UPDATE,
    load=counted_loader(_load_rows, col(ClaimTopic.topic_id), literal("topic"), col(ClaimTopic.claim_id)),
    render=record.topic_record,
    record=record.Topic,
    columns=TOPIC_COLUMNS,
    words=topic_words,
    facets={},
)
