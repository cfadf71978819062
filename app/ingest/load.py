"""Load: reports into tables, only what changed since the last time, and the public records that show it."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db.bulk import room_to_write
from app.db.ids import new_ids
from app.ingest.claims import ClaimItem, lost_figures, write_claims
from app.ingest.documents import left_over, surroundings_in, write_documents
from app.ingest.errors import DataError, FileFault
from app.ingest.files import DataStream, Report
from app.ingest.folder import forget_folder
from app.ingest.ledger import Ledger, digest_of
from app.ingest.lists import ids_by_slug, load_stakeholders, load_topics, load_vocabularies, stakeholder_ids
from app.ingest.names import write_name_index
from app.ingest.references import References
from app.ingest.relations import Bearing, bearings_of, relate
from app.ingest.rows import NewIds, Surroundings, anchors_of, claim_id, figure_id
from app.model import Claim, Document, Evidence, Figure, Hop, Topic
from app.publishing.dependents import Changed
from app.publishing.maker import ALONE, Maker
from app.publishing.publish import Edition, make_by_noun

_BATCH = 1_000
"""How many claims are written at once, at least; a report is never divided."""
_MOST_FAULTS = 1_000
"""As many are told as somebody may want to read; nothing is checked after that."""
_YOUNG = 1
"""The generations of objects that batches make."""
_COLLECTED_EACH = 10
"""Batches: each leaves a megabyte of cycles behind, and looking for them takes the time in which thirty claims are loaded."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What loading did: rows written by noun, public records changed, and claims that the reports no longer have."""

    written: dict[str, int]
    records_changed: int
    left_over: tuple[str, ...]


def load(
    session: Session, data: DataStream, moment: datetime, advance: Callable[[int], object] | None = None, alone: int = ALONE
) -> Summary:
    """Bring the tables to what the data say, in the caller's transaction. Loading the same data again writes nothing.

    Reports are read one after the other, a batch of claims at a time, so that any number of them can be loaded; ``advance`` is
    told how many claims each batch had. After ``alone`` records, further ones are made in a second process, which ends with the
    load. Nothing is deleted: a claim that the reports no longer have is named in the summary, to be retracted. Raises
    :class:`~app.ingest.errors.DataError` with all faults together; the caller then rolls back, because reports that came before
    the first fault are written by then. It rolls back after any other error too, such as the death of the second process.
    """
    with _collector_paused(), room_to_write(session), Maker(make_by_noun, alone) as maker:
        loading = _Loading(session, data, Edition(session, moment, maker))
        for number, reports in enumerate(_batches(data.reports), 1):
            loading.take(reports)
            if number % _COLLECTED_EACH == 0:
                gc.collect(_YOUNG)
            if advance is not None:
                advance(sum(len(report.payload.claims) for report in reports))
        return loading.end()


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    count = 0
    for report in reports:
        batch.append(report)
        count += len(report.payload.claims)
        if count >= _BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Look for cycles of objects seldom: Python would do so hundreds of times a batch, which is a quarter of the time of a load."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Loading:
    """A load under way."""

    def __init__(self, session: Session, data: DataStream, edition: Edition) -> None:
        """Write the lists, unless something is wrong with them; the reports are then checked all the same."""
        self._session = session
        forget_folder(session.connection())
        self._ledger = Ledger(session)
        self._references = References(data)
        self._faults: list[FileFault] = list(self._references.faults_of_lists())
        self._has_lists = not self._faults
        self._edition = edition
        self._named: Changed = {"documents": set()}
        self._written: Counter[str] = Counter()
        self._left_over: list[str] = []
        self._unrelated: list[Bearing] = []
        if self._has_lists:
            self._write_lists(data)
        self._stakeholders = stakeholder_ids(session)
        if self._has_lists:
            self._references.forget_erased(self._stakeholders)
        self._topics = ids_by_slug(session, Topic)
        self._new_ids: NewIds = {table: new_ids(session, table) for table in (Document, Claim, Hop, Figure, Evidence)}

    def take(self, reports: list[Report]) -> None:
        """Check some reports, and write them unless anything was wrong so far."""
        if len(self._faults) >= _MOST_FAULTS:
            return
        found = [fault for report in reports for fault in self._references.faults_of_report(report)]
        self._faults += found
        if self._has_lists and not found:
            self._write(reports)

    def end(self) -> Summary:
        """Publish what waits for the end. Raises :class:`DataError` with all that was wrong."""
        faults = self._faults or [bearing.fault for bearing in relate(self._session, self._unrelated)]
        if faults:
            raise DataError(faults)
        self._edition.renew({"claims": {bearing.claim_id for bearing in self._unrelated}})
        write_name_index(self._session, self._named)
        return Summary(dict(+self._written), self._edition.close(), tuple(self._left_over))

    def _write_lists(self, data: DataStream) -> None:
        changed = {
            "vocabularies": load_vocabularies(self._ledger, data),
            "topics": load_topics(self._ledger, data),
            "stakeholders": load_stakeholders(self._ledger, data),
        }
        self._named |= changed
        self._written.update({noun: len(ids) for noun, ids in changed.items()})
        self._edition.renew(changed)

    def _write(self, reports: list[Report]) -> None:
        self._left_over += left_over(self._session, reports)
        documents = write_documents(self._ledger, reports, self._stakeholders, self._new_ids[Document])
        slugs = [report.payload.document.id for report in reports]
        around = surroundings_in(self._session, slugs, self._stakeholders, self._topics)
        items = [item for report in reports for item in _items(report, around[report.payload.document.id].quoted_in(report))]
        changed = self._ledger.changed("claims", {public_id: digest for report in reports for public_id, digest in _digests(report)})
        items = [item for item in items if item.public_id in changed]
        self._faults += lost_figures(self._session, items)
        if not self._faults:
            self._named["documents"] |= documents
            self._publish(items, documents)

    def _publish(self, items: list[ClaimItem], documents: set[int]) -> None:
        claims = write_claims(self._session, items, self._new_ids)
        self._unrelated += relate(self._session, list(bearings_of(items, claims.ids)))
        self._written.update({"documents": len(documents), "claims": len(claims.ids), "figures": len(claims.figures)})
        self._edition.recount(claims.left)
        changed = {"documents": documents, "claims": {*claims.ids.values(), *claims.left["claims"]}, "figures": claims.figures}
        self._edition.renew(changed, claims.rows)


def _items(report: Report, around: Surroundings) -> Iterator[ClaimItem]:
    document = report.payload.document
    for claim in report.payload.claims:
        figure_ids = [figure_id(document, claim.key, figure.key) for figure in claim.figures]
        yield ClaimItem(claim_id(document, claim.key), claim, figure_ids, around, FileFault(report.file, f"claim {claim.key}", "", ""))


def _digests(report: Report) -> Iterator[tuple[str, str]]:
    document = report.payload.document
    for claim in report.payload.claims:
        yield claim_id(document, claim.key), digest_of(claim, document, *anchors_of(claim, report.anchors))
