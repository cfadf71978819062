"""Writing documents. Who publishes one, and when, shows in the claims that are taken from it: these are written anew with it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.db.bulk import Values, insert_rows, select_pairs, update_rows
from app.db.ids import new_ids
from app.editorial import claims
from app.editorial.content.claim import ClaimContent, claim_content
from app.editorial.content.document import DocumentContent
from app.editorial.entry import Entry, Written, published
from app.ingest.errors import DataError, FileFault
from app.ingest.ids import NONE_GIVEN, Ids
from app.ingest.lists import ids_by_slug
from app.ingest.references import unknown
from app.model import Claim, Document, Evidence, Stakeholder


def write(session: Session, entries: Sequence[Entry[DocumentContent]], moment: datetime, note: str | None) -> Written:  # noqa: ARG001 (as every noun is written)
    """Write the rows of documents, and those of their claims. Raises :class:`DataError` with everything that is wrong."""
    stakeholders = ids_by_slug(session, Stakeholder)
    slugs = [entry.public_id for entry in entries]
    there: dict[str, int] = dict(select_pairs(session, col(Document.slug), col(Document.id), slugs))
    if faults := [*_faults(entries, stakeholders), *_cut_off(session, entries, there)]:
        raise DataError(faults)
    ids = write_rows(session, [entry.content for entry in entries], stakeholders)
    shown = claims.rewrite(session, list(_claims_of(session, ids)))
    return Written({"documents": ids, **shown.changed}, {"documents": ids}, shown.left)


def write_rows(session: Session, contents: Sequence[DocumentContent], stakeholders: Ids, given: Ids = NONE_GIVEN) -> set[int]:
    """Write the rows of documents, new or not, and of nothing else; their internal ids. New ones get those that are ``given``."""
    known: dict[str, int] = dict(select_pairs(session, col(Document.slug), col(Document.id), [content.id for content in contents]))
    new = new_ids(session, Document)
    rows = [_columns(content, known.get(content.id) or given.get(content.id) or next(new), stakeholders) for content in contents]
    insert_rows(session, Document, [row for row in rows if row["slug"] not in known])
    update_rows(session, Document, [row for row in rows if row["slug"] in known])
    return {row["id"] for row in rows}


def _faults(entries: Sequence[Entry[DocumentContent]], stakeholders: Ids) -> Iterator[FileFault]:
    for entry in entries:
        for detail in unknown(entry.content.publisher, stakeholders, "stakeholder"):
            yield entry.fault("publisher", detail)


def _cut_off(session: Session, entries: Sequence[Entry[DocumentContent]], known: Ids) -> Iterator[FileFault]:
    """Texts that end before something that was found in them."""
    reach = select(col(Evidence.document_id), func.max(col(Evidence.end))).group_by(col(Evidence.document_id))
    ends: dict[int, int] = dict(session.execute(reach.where(col(Evidence.document_id).in_(known.values()))).all())
    for entry in entries:
        end = ends.get(known.get(entry.public_id, 0), 0)
        if end > entry.content.length:
            yield entry.fault("length", f"there is evidence up to character {end} of this text")


def _claims_of(session: Session, documents: set[int]) -> Iterator[Entry[ClaimContent]]:
    """The claims of these documents as they are."""
    chosen = select(col(Claim.public_id)).where(col(Claim.document_id).in_(documents)).order_by(col(Claim.id))
    for found in published(session, "claims", session.execute(chosen).scalars().all()).values():
        yield Entry(found.public_id, ClaimContent.model_validate(claim_content(found.record)), found)


def _columns(content: DocumentContent, item_id: int, stakeholders: Ids) -> Values:
    return {
        "id": item_id,
        "slug": content.id,
        **content.model_dump(exclude={"id", "publisher", "source_url", "sha256", "length"}),
        "url": content.source_url,
        "publisher_id": stakeholders[content.publisher] if content.publisher else None,
        "text_sha256": content.sha256,
        "text_length": content.length,
    }
