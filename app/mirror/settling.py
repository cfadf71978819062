"""Settling: records that were taken become rows, by the functions that write everything, and are found by names and words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.db.bulk import delete_rows, insert_rows, select_pairs
from app.db.ids import new_ids
from app.db.parts import in_parts
from app.editorial.burying import lay_apart
from app.editorial.content.claim import ClaimContent
from app.editorial.content.vocabulary import vocabulary_row
from app.editorial.documents import write_rows
from app.editorial.entry import NOWHERE, Published, published
from app.editorial.erasing import remove_claim, remove_stakeholder
from app.editorial.writable import WRITABLE
from app.ingest.claims import ClaimItem, write_claims
from app.ingest.documents import surroundings_in
from app.ingest.ids import NONE_GIVEN, Ids
from app.ingest.lists import ids_by_slug, write_stakeholders, write_topics, write_vocabulary
from app.ingest.names import write_name_index
from app.ingest.relations import Bearing, bearings_of, relate
from app.ingest.rows import Surroundings
from app.mirror.errors import OpenReferencesError, UnreadableRecordError
from app.mirror.indexing import aliases_now, index
from app.mirror.naming import Known, lacking
from app.mirror.taking import Touched
from app.model import Change, Claim, Correction, Document, Evidence, Figure, Hop, Record, Stakeholder, Topic
from app.model.vocabulary import PublicStatus

_BATCH = 1_000
_NAMED = ("stakeholders", "topics", "documents", "vocabularies")
_OWN_ROWS = (Claim, Figure, Hop, Evidence)
Contents = dict[str, Any]
"""What records say, by public id, in the form in which it is written."""


class Settling:
    """The records of one state on their way to rows: those that are named before those that name them.

    Raises :class:`OpenReferencesError` where something is named that is not there. In a state of the past, what was named may
    have been erased since: there, what names it is left out.
    """

    def __init__(self, session: Session, touched: Touched, *, is_past: bool = False) -> None:
        self._session = session
        self._touched = touched
        self._is_past = is_past
        self._gone: defaultdict[str, set[int]] = defaultdict(set)
        self._bearings: list[Bearing] = []

    def settle(self) -> None:
        """Write rows, take away those of what is gone, and let all others be found."""
        session, before = self._session, aliases_now(self._session)
        for part in self._records("vocabularies"):
            for found in part:
                write_vocabulary(session, vocabulary_row(found.record, found.item_id))
        for contents in self._contents("topics"):
            write_topics(session, list(contents.values()), self._given("topics"))
        self._write_stakeholders()
        known = {"stakeholders": ids_by_slug(session, Stakeholder), "topics": ids_by_slug(session, Topic)}
        for contents in self._contents("documents"):
            write_rows(session, list(self._whole("documents", contents, known).values()), known["stakeholders"], self._given("documents"))
        known["documents"] = ids_by_slug(session, Document)
        for contents in self._contents("claims"):
            self._write_claims(self._whole("claims", contents, known), known)
        self._relate()
        self._see_figures()
        self._bury()
        left = {noun: set(ids.values()) - self._gone[noun] for noun, ids in self._touched.items()}
        index(session, left, before)
        write_name_index(session, {noun: left[noun] for noun in _NAMED if noun in left})

    def _given(self, noun: str) -> Ids:
        return self._touched.get(noun, NONE_GIVEN)

    def _records(self, noun: str) -> Iterator[list[Published]]:
        """The touched records of a noun, in parts, without those that are gone."""
        for ids in in_parts(self._given(noun), _BATCH):
            found = published(self._session, noun, ids)
            self._gone[noun] |= {each.item_id for each in found.values() if each.gone is not None}
            here = [found[public_id] for public_id in ids if public_id in found and found[public_id].gone is None]
            for each in here:
                if not each.body:
                    raise OpenReferencesError(f"the next state of /{noun}/{each.public_id}")
            yield here

    def _contents(self, noun: str) -> Iterator[Contents]:
        writable = WRITABLE[noun]
        for part in self._records(noun):
            contents: Contents = {}
            for each in part:
                try:
                    contents[each.public_id] = writable.content_now(each)
                except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
                    raise UnreadableRecordError(f"/{noun}/{each.public_id}", repr(error)) from error
            yield contents

    def _whole(self, noun: str, contents: Contents, known: Known) -> Contents:
        """Those of which everything is there that they name."""
        without = {public_id: lack for public_id, content in contents.items() if (lack := lacking(content, known)) is not None}
        if without and not self._is_past:
            other, name = next(iter(without.values()))
            raise OpenReferencesError(f"/{other}/{name}")
        self._leave_out(noun, without)
        return {public_id: content for public_id, content in contents.items() if public_id not in without}

    def _write_stakeholders(self) -> None:
        contents = {public_id: content for part in self._contents("stakeholders") for public_id, content in part.items()}
        there = ids_by_slug(self._session, Stakeholder)
        while (whole := self._whole("stakeholders", contents, {"stakeholders": {**there, **dict.fromkeys(contents, 0)}})) != contents:
            contents = whole
        write_stakeholders(self._session, list(contents.values()), self._given("stakeholders"))

    def _write_claims(self, contents: Contents, known: Known) -> None:
        around = surroundings_in(self._session, {content.document for content in contents.values()}, known["stakeholders"], known["topics"])
        records = {public_id: found.record for public_id, found in published(self._session, "claims", list(contents)).items()}
        items = [_item(public_id, content, around, records[public_id]) for public_id, content in contents.items()]
        given = {**self._given("claims"), **self._given("figures")}
        ids = write_claims(self._session, items, {table: new_ids(self._session, table) for table in _OWN_ROWS}, given).ids
        delete_rows(self._session, col(Correction.claim_id), ids.values())
        corrections = [{"claim_id": ids[public_id], **told} for public_id in ids for told in records[public_id]["corrections"]]
        insert_rows(self._session, Correction, [Correction.model_validate(each).model_dump(exclude={"id"}) for each in corrections])
        self._bearings += relate(self._session, list(bearings_of(items, ids)))

    def _relate(self) -> None:
        if (left := relate(self._session, self._bearings)) and not self._is_past:
            raise OpenReferencesError(f"/claims/{left[0].other}")

    def _see_figures(self) -> None:
        """Figures are written with their claims: one without is left out with it, and one that is gone went with it."""
        for part in self._records("figures"):
            own = {each.public_id: each.item_id for each in part}
            there = {public_id for public_id, _ in select_pairs(self._session, col(Figure.public_id), col(Figure.id), list(own))}
            without = own.keys() - there
            if without and not self._is_past:
                raise OpenReferencesError(f"the claim of /figures/{min(without)}")
            self._leave_out("figures", without)

    def _leave_out(self, noun: str, public_ids: Any) -> None:  # noqa: ANN401 (any ids)
        """Forget records that have no rows."""
        for found in published(self._session, noun, list(public_ids)).values():
            for table in (Record, Change):
                self._session.execute(delete(table).where(col(table.noun) == noun, col(table.item_id) == found.item_id))
            self._gone[noun].add(found.item_id)

    def _bury(self) -> None:
        """Take away the rows of what is gone, claims first: they name stakeholders."""
        for noun, remove in (("claims", remove_claim), ("stakeholders", remove_stakeholder), ("figures", None)):
            for item_id in sorted(self._gone[noun]):
                if remove is not None:
                    remove(self._session, item_id)
                ended = select(col(Change.seq)).where(col(Change.noun) == noun, col(Change.item_id) == item_id)
                if (seq := self._session.execute(ended.order_by(col(Change.seq).desc()).limit(1)).scalar_one_or_none()) is not None:
                    lay_apart(self._session, noun, item_id, seq)


def _item(public_id: str, content: ClaimContent, around: Mapping[str, Surroundings], record: Mapping[str, Any]) -> ClaimItem:
    figure_ids = [figure.id or "" for figure in content.figures]
    return ClaimItem(public_id, content, figure_ids, around[content.document], NOWHERE, PublicStatus(record["status"]))
