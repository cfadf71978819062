"""The documents that reports are about, from payloads to rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.db.bulk import Values, insert_rows, select_pairs, update_rows
from app.db.parts import in_parts
from app.ingest.files import Report
from app.ingest.ids import Ids
from app.ingest.ledger import Ledger, digest_of
from app.ingest.rows import Surroundings, claim_id
from app.model import Claim, Document


def write_documents(ledger: Ledger, reports: Sequence[Report], stakeholders: Ids, new: Iterator[int]) -> set[int]:
    """Write the documents that are new or changed; their internal ids."""
    slugs = [report.payload.document.id for report in reports]
    known: dict[str, int] = dict(select_pairs(ledger.session, col(Document.slug), col(Document.id), slugs))
    changed = ledger.changed("documents", {report.payload.document.id: _digest(report) for report in reports})
    written = [report for report in reports if report.payload.document.id in changed or report.payload.document.id not in known]
    ids = {report.payload.document.id: known.get(report.payload.document.id) or next(new) for report in reports}
    rows = [_columns(report, ids, stakeholders) for report in written]
    insert_rows(ledger.session, Document, [row for row in rows if row["slug"] not in known])
    update_rows(ledger.session, Document, [row for row in rows if row["slug"] in known])
    return {row["id"] for row in rows}


def surroundings_in(session: Session, slugs: Iterable[str], stakeholders: Ids, topics: Ids) -> Mapping[str, Surroundings]:
    """The documents that there are of these, as they stand, with what claims may refer to."""
    columns = (Document.slug, Document.id, Document.title, Document.publisher_id, Document.published_at)
    chosen = select(*map(col, columns))
    found = (row for part in in_parts(slugs) for row in session.execute(chosen.where(col(Document.slug).in_(part))))
    return {slug: Surroundings(slug, id_, title, publisher, at, stakeholders, topics) for slug, id_, title, publisher, at in found}


def left_over(session: Session, reports: Sequence[Report]) -> Iterator[str]:
    """The public ids of claims of these documents that the reports no longer have, in reading order."""
    kept = {claim_id(report.payload.document, claim.key) for report in reports for claim in report.payload.claims}
    claims = select(col(Claim.public_id)).join(Document).order_by(col(Claim.id))
    for part in in_parts(report.payload.document.id for report in reports):
        found = session.execute(claims.where(col(Document.slug).in_(part))).scalars()
        yield from (public_id for public_id in found if public_id not in kept)


def _digest(report: Report) -> str:
    return digest_of(report.payload.document, report.anchors.text_sha256, report.anchors.text_length)


def _columns(report: Report, ids: Ids, stakeholders: Ids) -> Values:
    payload = report.payload.document
    return {
        "id": ids[payload.id],
        "slug": payload.id,
        **payload.model_dump(exclude={"id", "publisher"}),
        "publisher_id": stakeholders[payload.publisher] if payload.publisher else None,
        "text_sha256": report.anchors.text_sha256,
        "text_length": report.anchors.text_length,
    }
