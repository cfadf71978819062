"""Vocabularies as a resource."""

from sqlmodel import col

from app.model import Vocabulary
from app.query.keys import read_text
from app.query.related import related
from app.query.resource import BY_UPDATE, Facet, Resource, Sort
from app.query.rows import loader
from app.vocabularies import record
from app.vocabularies.columns import VOCABULARY_COLUMNS, vocabulary_words
from app.vocabularies.filters import VocabularyQuery
from app.vocabularies.query import vocabulary_conditions

VOCABULARIES = Resource(
    noun="vocabularies",
    singular="vocabulary",
    table=Vocabulary,
    identity=Vocabulary.id,
    public_id=Vocabulary.slug,
    query=VocabularyQuery,
    conditions=vocabulary_conditions,
    sorts={
        "id": Sort(lambda vocabulary: vocabulary.slug, read_text, "by id"),
        "-id": Sort(lambda vocabulary: vocabulary.slug, read_text, "by id, from the end", is_descending=True),
    }
    | BY_UPDATE,
    load=loader(Vocabulary, related(Vocabulary.terms)),
    render=record.vocabulary_record,
    record=record.Vocabulary,
    columns=VOCABULARY_COLUMNS,
    words=vocabulary_words,
    facets={"is_closed": Facet(col(Vocabulary.is_closed))},
)
