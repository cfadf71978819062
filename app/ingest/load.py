"""Load: data files into tables, only what changed since the last time, and the public records that show it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlmodel import Session, col

from app import model
from app.ingest.errors import DataError, FileFault
from app.ingest.files import DataFiles, Report
from app.ingest.involvement import parts_of
from app.ingest.ledger import Ledger, row_id
from app.ingest.lists import load_stakeholders, load_topics, load_vocabularies
from app.ingest.names import write_name_index
from app.ingest.payload.report import ClaimPayload
from app.ingest.references import check
from app.ingest.rows import Surroundings, anchors_of, claim_columns, claim_id, figure_id, fill_claim
from app.publishing.publish import everything, index_what_is_not, is_stale, publish
from app.query.related import related


@dataclass(frozen=True, slots=True)
class Summary:
    """What loading did: rows written by noun, public records changed, and claims that the files no longer have."""

    written: dict[str, int]
    records_changed: int
    left_over: tuple[str, ...]


def load(session: Session, files: DataFiles, moment: datetime) -> Summary:
    """Bring the tables to what the files say, in the caller's transaction. Loading the same files again writes nothing.

    Nothing is deleted: a claim that the files no longer have is named in the summary, to be retracted.
    Raises :class:`~app.ingest.errors.DataError` before anything is written.
    """
    check(files)
    ledger = Ledger(session)
    load_vocabularies(ledger, files)
    load_topics(ledger, files)
    load_stakeholders(ledger, files)
    for report in files.reports:
        _load_report(ledger, report)
    for report in files.reports:
        _relate(ledger, report)
    write_name_index(session, ledger.written)
    index_what_is_not(session)
    records = publish(session, everything(session) if is_stale(session) else ledger.written, moment)
    written = {noun: len(ids) for noun, ids in ledger.written.items() if ids}
    return Summary(written, records, _left_over(session, files))


def _load_report(ledger: Ledger, report: Report) -> None:
    document = report.payload.document
    around = Surroundings(document, _load_document(ledger, report), report.anchors, ledger.ids(model.Stakeholder), ledger.ids(model.Topic))
    for payload in report.payload.claims:
        if ledger.is_new("claims", claim_id(document, payload.key), payload, document, *anchors_of(payload, report.anchors)):
            _load_claim(ledger, report, payload, around)


def _load_claim(ledger: Ledger, report: Report, payload: ClaimPayload, around: Surroundings) -> None:
    session = ledger.session
    public_id = claim_id(around.document, payload.key)
    columns = claim_columns(payload, around)
    claim = session.execute(_whole_claim(public_id)).scalar_one_or_none()
    if claim is None:
        claim = model.Claim(public_id=public_id, **columns)
    else:
        _note_what_it_leaves(ledger, claim)
        _refuse_lost_figures(report, payload, claim)
        claim.sqlmodel_update(columns)
    fill_claim(claim, payload, around)
    session.add(claim)
    session.flush()
    _index_involvement(session, claim)
    ledger.wrote("claims", claim.id)
    ledger.wrote("figures", *(figure.id for figure in claim.figures))


def _load_document(ledger: Ledger, report: Report) -> int:
    payload, anchors = report.payload.document, report.anchors
    session = ledger.session
    document = session.execute(select(model.Document).where(col(model.Document.slug) == payload.id)).scalar_one_or_none()
    is_new = ledger.is_new("documents", payload.id, payload, anchors.text_sha256, anchors.text_length)
    if document is None or is_new:
        columns = {
            **payload.model_dump(exclude={"id", "publisher"}),
            "publisher_id": ledger.ids(model.Stakeholder)[payload.publisher] if payload.publisher else None,
            "text_sha256": anchors.text_sha256,
            "text_length": anchors.text_length,
        }
        document = model.Document(slug=payload.id, **columns) if document is None else document.sqlmodel_update(columns)
        session.add(document)
        session.flush()
        ledger.wrote("documents", document.id)
    return row_id(document)


def _note_what_it_leaves(ledger: Ledger, claim: model.Claim) -> None:
    """A claim that is rewritten may leave stakeholders, topics and claims behind, whose records then count or show it no more."""
    involved = select(col(model.Involvement.stakeholder_id)).where(col(model.Involvement.claim_id) == claim.id)
    ledger.wrote("stakeholders", *ledger.session.execute(involved).scalars())
    ledger.wrote("topics", *(link.topic_id for link in claim.topics))
    ledger.wrote("claims", *(link.other_id for link in claim.relations))


def _refuse_lost_figures(report: Report, payload: ClaimPayload, claim: model.Claim) -> None:
    kept = {figure_id(report.payload.document, payload.key, figure.key) for figure in payload.figures}
    if lost := [figure.as_printed for figure in claim.figures if figure.public_id not in kept]:
        detail = f"the published figure {', '.join(lost)} is no longer there; what is published does not vanish"
        raise DataError([FileFault(report.file, f"claim {payload.key}", "figures", detail)])


def _index_involvement(session: Session, claim: model.Claim) -> None:
    session.execute(delete(model.Involvement).where(col(model.Involvement.claim_id) == claim.id))
    parts = sorted(parts_of(claim))
    own_id = row_id(claim)
    session.add_all(model.Involvement(part=part, stakeholder_id=stakeholder_id, claim_id=own_id) for part, stakeholder_id in parts)
    session.flush()


def _relate(ledger: Ledger, report: Report) -> None:
    """Write the relations of the claims that were written, now that all claims are there."""
    session = ledger.session
    claims = ledger.ids(model.Claim)
    for payload in report.payload.claims:
        if (own_id := claims[claim_id(report.payload.document, payload.key)]) not in ledger.written["claims"]:
            continue
        session.execute(delete(model.ClaimRelation).where(col(model.ClaimRelation.claim_id) == own_id))
        for position, relation in enumerate(payload.relations):
            is_id = relation.claim.startswith("clm_")
            public_id = relation.claim if is_id else claim_id(report.payload.document, relation.claim)
            if public_id not in claims:
                detail = f"there is no claim {public_id}"
                raise DataError([FileFault(report.file, f"claim {payload.key}", f"relations.{position}.claim", detail)])
            session.add(model.ClaimRelation(claim_id=own_id, position=position, relation=relation.relation, other_id=claims[public_id]))
        session.flush()


def _whole_claim(public_id: str) -> Select[model.Claim]:
    owned = (
        related(model.Claim.topics),
        related(model.Claim.chain, model.Hop.evidence),
        related(model.Claim.participants),
        related(model.Claim.figures, model.Figure.evidence),
        related(model.Claim.evidence),
        related(model.Claim.relations),
    )
    return select(model.Claim).where(col(model.Claim.public_id) == public_id).options(*owned)


def _left_over(session: Session, files: DataFiles) -> tuple[str, ...]:
    """Claims of these documents that the files no longer have."""
    kept = {claim_id(report.payload.document, claim.key) for report in files.reports for claim in report.payload.claims}
    slugs = [report.payload.document.id for report in files.reports]
    of_these = (
        select(col(model.Claim.public_id)).join(model.Document).where(col(model.Document.slug).in_(slugs)).order_by(col(model.Claim.id))
    )
    return tuple(public_id for public_id in session.execute(of_these).scalars() if public_id not in kept)
