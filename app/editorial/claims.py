"""Writing claims: what somebody sent, held against everything that a claim must be, becomes rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session, col
from ulid import ULID

from app.db.bulk import insert_rows
from app.db.ids import new_ids
from app.db.parts import in_parts
from app.editorial.content.claim import ClaimContent, EvidenceContent, FigureContent
from app.editorial.entry import Entry, Published, Written, published
from app.ingest.claims import ClaimItem, lost_figures, write_claims
from app.ingest.documents import surroundings_in
from app.ingest.errors import DataError, FileFault
from app.ingest.ids import Ids, permanent_id
from app.ingest.lists import ids_by_slug
from app.ingest.references import Lists, Wrong, unknown, wrong_references
from app.ingest.relations import bearings_of, other_claim, relate
from app.ingest.rows import Surroundings
from app.ingest.rules import broken_rules
from app.model import Claim, Correction, Document, Evidence, Figure, Hop, Stakeholder, Term, Topic, Vocabulary
from app.model.vocabulary import PublicStatus

_NOBODY = "a claim that was erased"
_RETRACTED = "a retracted claim stays as it is; write a new one"


def write(session: Session, entries: Sequence[Entry[ClaimContent]], moment: datetime, note: str | None) -> Written:
    """Write the rows of claims; one that was published becomes corrected, with the note. Raises :class:`DataError` with all faults."""
    if faults := [entry.fault("", _RETRACTED) for entry in entries if entry.before and _status(entry.before) == PublicStatus.RETRACTED]:
        raise DataError(faults)
    return _write(session, entries, PublicStatus.CORRECTED, lambda: _correct(session, entries, moment, note or ""))


def rewrite(session: Session, entries: Sequence[Entry[ClaimContent]]) -> Written:
    """Write the rows of claims anew that say what they said, because what they show of others has changed."""
    return _write(session, entries, None, lambda: None)


def retract(session: Session, claim: Published, moment: datetime, note: str) -> Written:
    """Mark a claim as retracted; it keeps everything that it said."""
    session.execute(update(Claim).where(col(Claim.id) == claim.item_id).values(status=PublicStatus.RETRACTED))
    insert_rows(session, Correction, [_correction(claim, moment, note)])
    return Written({"claims": {claim.item_id}})


def new_claim_id(content: ClaimContent, moment: datetime) -> str:
    """The id of a new claim: made from its key, which gives the same id each time, or else by chance."""
    return permanent_id("clm", content.document, content.key) if content.key else f"clm_{ULID.from_datetime(moment)}".lower()


def settled(content: ClaimContent, public_id: str) -> ClaimContent:
    """The claim of that id with the ids that keys stand for, as it is once it is published."""
    figures = tuple(figure.model_copy(update={"id": _known_id(public_id, figure), "key": None}) for figure in content.figures)
    relations = tuple(each.model_copy(update={"claim": other_claim(content.document, each.claim)}) for each in content.relations)
    return content.model_copy(update={"key": None, "figures": figures, "relations": relations})


def _write(session: Session, entries: Sequence[Entry[ClaimContent]], changed_to: PublicStatus | None, then: Callable[[], None]) -> Written:
    slugs = {entry.content.document for entry in entries}
    around = surroundings_in(session, slugs, ids_by_slug(session, Stakeholder), ids_by_slug(session, Topic))
    if faults := list(_faults(session, entries, around)):
        raise DataError(faults)
    items = [_item(entry, around[entry.content.document], changed_to) for entry in entries]
    if faults := list(lost_figures(session, items)):
        raise DataError(faults)
    rows = write_claims(session, items, {table: new_ids(session, table) for table in (Claim, Hop, Figure, Evidence)})
    unrelated = relate(session, list(bearings_of(items, rows.ids)))
    then()
    changed = {"claims": {*rows.ids.values(), *rows.left["claims"]}, "figures": rows.figures}
    return Written(changed, left=rows.left, rows=rows.rows, unrelated=unrelated)


def _item(entry: Entry[ClaimContent], around: Surroundings, changed_to: PublicStatus | None) -> ClaimItem:
    status = PublicStatus.PUBLISHED if entry.before is None else changed_to or _status(entry.before)
    figure_ids = [_figure_id(entry.public_id, figure) for figure in entry.content.figures]
    return ClaimItem(entry.public_id, entry.content, figure_ids, around, entry.place, status)


def _status(claim: Published) -> PublicStatus:
    return PublicStatus(claim.record["status"])


def _figure_id(claim_id: str, figure: FigureContent) -> str:
    return _known_id(claim_id, figure) or f"fig_{ULID()}".lower()


def _known_id(claim_id: str, figure: FigureContent) -> str | None:
    return figure.id or (permanent_id("fig", claim_id, figure.key) if figure.key else None)


def _correct(session: Session, entries: Sequence[Entry[ClaimContent]], moment: datetime, note: str) -> None:
    insert_rows(session, Correction, [_correction(entry.before, moment, note) for entry in entries if entry.before is not None])


def _correction(before: Published, moment: datetime, note: str) -> dict[str, object]:
    return {"claim_id": before.item_id, "version": before.version + 1, "corrected_at": moment, "note": note}


def _faults(session: Session, entries: Sequence[Entry[ClaimContent]], around: Mapping[str, Surroundings]) -> Iterator[FileFault]:
    terms = _terms(session)
    taken = _figures_of_others(session, entries)
    lengths: Ids = dict(session.execute(select(col(Document.slug), col(Document.text_length)).where(col(Document.slug).in_(around))).all())
    for entry in entries:
        document = around.get(entry.content.document)
        if document is None:
            known = session.execute(select(col(Document.slug))).scalars().all()
            yield from (entry.fault("document", detail) for detail in unknown(entry.content.document, known, "document"))
            continue
        lists = Lists(document.stakeholders, document.topics, terms["units"], terms["measures"])
        for wrong in (
            *wrong_references(entry.content, lists),
            *broken_rules(entry.content),
            *_beyond(entry.content, lengths[entry.content.document]),
            *_wrong_figures(entry, taken),
            *_wrong_beside(entry),
        ):
            yield entry.fault(*wrong)


def _terms(session: Session) -> Mapping[str, list[str]]:
    chosen = select(col(Vocabulary.slug), col(Term.value)).join(Term).where(col(Vocabulary.is_closed).is_(False))
    terms: dict[str, list[str]] = {"units": [], "measures": []}
    for slug, value in session.execute(chosen.order_by(col(Term.position))):
        terms[slug].append(value)
    return terms


def _beyond(content: ClaimContent, length: int) -> Iterator[Wrong]:
    """Places that lie behind the end of the text."""
    for where, items in _all_evidence(content):
        for index, evidence in enumerate(items):
            if evidence.end > length:
                yield f"{where}.{index}.end", f"the text of {content.document} has {length} characters"


def _all_evidence(content: ClaimContent) -> Iterator[tuple[str, Sequence[EvidenceContent]]]:
    yield "evidence", content.evidence
    yield from ((f"chain.{index}.evidence", hop.evidence) for index, hop in enumerate(content.chain))
    yield from ((f"figures.{index}.evidence", figure.evidence) for index, figure in enumerate(content.figures))


def _figures_of_others(session: Session, entries: Sequence[Entry[ClaimContent]]) -> Mapping[str, str]:
    """Whose the figures are that these name: those of a claim, or of nobody any more."""
    named = {figure.id for entry in entries for figure in entry.content.figures if figure.id is not None}
    gone = {public_id: _NOBODY for public_id, found in published(session, "figures", list(named)).items() if found.gone is not None}
    chosen = select(col(Figure.public_id), col(Claim.public_id)).join(Claim)
    return gone | {row[0]: row[1] for part in in_parts(named) for row in session.execute(chosen.where(col(Figure.public_id).in_(part)))}


def _wrong_figures(entry: Entry[ClaimContent], owners: Mapping[str, str]) -> Iterator[Wrong]:
    for index, figure in enumerate(entry.content.figures):
        owner = entry.public_id if figure.id is None else owners.get(figure.id, entry.public_id)
        if owner != entry.public_id:
            yield f"figures.{index}.id", f"{figure.id} belongs to {owner}; leave the id of a new figure out"
    for what in ("id", "key"):
        given = [getattr(figure, what) for figure in entry.content.figures]
        yield from ((f"figures.{index}.{what}", f"{value!r} is given twice") for index, value in _repeated(given))


def _repeated(given: Iterable[str | None]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for index, value in enumerate(given):
        if value is not None and value in seen:
            yield index, value
        if value is not None:
            seen.add(value)


def _wrong_beside(entry: Entry[ClaimContent]) -> Iterator[Wrong]:
    """What is wrong with a change, whatever the claim says."""
    for index, relation in enumerate(entry.content.relations):
        if relation.claim in {entry.public_id, entry.content.key}:
            yield f"relations.{index}.claim", "a claim does not bear on itself"
    if entry.before is None:
        return
    if (document := entry.before.record["evidence"][0]["document"]["id"]) != entry.content.document:
        yield "document", f"a claim stays with its document, {document}"
