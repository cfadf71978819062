"""Documents as a resource."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal
from sqlmodel import col

from app.documents import record
from app.documents.columns import DOCUMENT_COLUMNS, document_words
from app.documents.filters import DocumentQuery
from app.documents.query import document_conditions
from app.model import Claim, Document
from app.model.columns import UtcDateTime
from app.query.counts import counted_loader
from app.query.keys import read_moment
from app.query.related import related
from app.query.resource import BY_UPDATE, Facet, Resource, Sort
from app.query.rows import loader

_UNDATED = datetime(1, 1, 1, tzinfo=UTC)
_load_rows = loader(Document, related(Document.publisher))


def _published_at(document: Any) -> ColumnElement[datetime]:  # noqa: ANN401 (the table or an alias of it)
    return func.coalesce(document.published_at, _UNDATED, type_=UtcDateTime())


DOCUMENTS = Resource(
    noun="documents",
    singular="document",
    table=Document,
    identity=Document.id,
    public_id=Document.slug,
    query=DocumentQuery,
    conditions=document_conditions,
    sorts={
        "-published": Sort(_published_at, read_moment, "newest first", is_descending=True),
        "published": Sort(_published_at, read_moment, "oldest first"),
    }
    | BY_UPDATE,
    load=counted_loader(_load_rows, col(Claim.document_id), literal("document"), col(Claim.id)),
    render=record.document_record,
    record=record.Document,
    columns=DOCUMENT_COLUMNS,
    words=document_words,
    facets={"publisher": Facet(col(Document.publisher_id), noun="stakeholders")},
)
