"""Vocabularies as a resource."""

from sqlmodel import col

from app.model import Vocabulary
from app.query.keys import read_text
from app.query.related import related
from app.query.resource import BY_UPDATE, Resource, Sort, loader
from app.vocabularies.filters import VocabularyQuery
from app.vocabularies.query import vocabulary_conditions
from app.vocabularies.record import vocabulary_record

VOCABULARIES = Resource(
    noun="vocabularies",
    singular="vocabulary",
    table=Vocabulary,
    identity=Vocabulary.id,
    public_id=Vocabulary.slug,
    query=VocabularyQuery,
    conditions=vocabulary_conditions,
    sorts={
        "id": Sort(col(Vocabulary.slug), read_text, "by id"),
        "-id": Sort(col(Vocabulary.slug), read_text, "by id, from the end", is_descending=True),
    }
    | BY_UPDATE,
    load=loader(Vocabulary, related(Vocabulary.terms)),
    render=vocabulary_record,
)
