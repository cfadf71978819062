"""Taking changes: each is written down as it was told, and its record as it reads there. Nothing is rendered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlmodel import Session

from app.db.bulk import Values, insert_rows, update_rows
from app.db.ids import new_ids
from app.editorial.burying import empty_bodies, move_on
from app.editorial.entry import published
from app.mirror.errors import UnreadableRecordError
from app.mirror.nouns import BY_NOUN
from app.mirror.told import Told
from app.model import Change, Gone, Record
from app.model.vocabulary import ChangeKind
from app.publishing.making import digest
from app.shape.row import row_of

Touched = Mapping[str, Mapping[str, int]]
"""Internal ids by noun and public id, in the order in which records came."""
_GONE = {ChangeKind.MERGED: Gone.MERGED, ChangeKind.ERASED: Gone.ERASED}
_STATE = ("noun", "item_id", "version")


@dataclass(slots=True)
class _State:
    """A record as far as its changes were taken."""

    item_id: int
    version: int
    etag: str
    body: str


class Taking:
    """Takes changes in their order, in the caller's transaction.

    Records get internal ids in the order in which they were created, so that lists are in the order of the source.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._new = {noun: new_ids(session, resource.table) for noun, resource in BY_NOUN.items()}
        self._touched: defaultdict[str, dict[str, int]] = defaultdict(dict)

    @property
    def touched(self) -> Touched:
        """The records that were changed."""
        return self._touched

    def take(self, told: Sequence[Told]) -> None:
        """Write down the next changes. Raises :class:`UnreadableRecordError` for a record that this version does not know."""
        states = self._states(told)
        known = set(states)
        changes: dict[tuple[object, ...], dict[str, Any]] = {}
        over: list[Values] = []
        for change in told:
            before = states.get(change.key)
            if before is not None:
                own = (change.noun, before.item_id, before.version)
                ended = {"etag": before.etag, "body": before.body}
                if own in changes:
                    changes[own] |= ended
                else:
                    over.append({**dict(zip(_STATE, own, strict=True)), **ended})
            item_id = next(self._new_ids(change)) if before is None else before.item_id
            states[change.key] = _State(item_id, change.version, digest(change.body), change.body)
            changes[change.noun, item_id, change.version] = _change_row(change, item_id)
        insert_rows(self._session, Change, list(changes.values()))
        update_rows(self._session, Change, over, *_STATE)
        self._write_records(told, states, known)

    def _states(self, told: Sequence[Told]) -> dict[tuple[str, str], _State]:
        ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for change in told:
            ids[change.noun][change.id] = None
        return {
            (noun, public_id): _State(found.item_id, found.version, found.etag, found.body)
            for noun, own in ids.items()
            for public_id, found in published(self._session, noun, list(own)).items()
        }

    def _new_ids(self, change: Told) -> Iterator[int]:
        if change.noun not in self._new:
            raise UnreadableRecordError(change.address, "this version knows no such noun")
        return self._new[change.noun]

    def _write_records(self, told: Sequence[Told], states: Mapping[tuple[str, str], _State], known: set[tuple[str, str]]) -> None:
        first = {change.key: change.changed_at for change in reversed(told)}
        last = {change.key: change for change in told}
        rows = {key: _record_row(change, states[key], first[key]) for key, change in last.items()}
        insert_rows(self._session, Record, [row for key, row in rows.items() if key not in known])
        renewed = [{name: row[name] for name in row if name not in _KEPT} for key, row in rows.items() if key in known]
        update_rows(self._session, Record, renewed, "noun", "item_id")
        for change in told:
            self._touched[change.noun].setdefault(change.id, states[change.key].item_id)
        for change in told:
            if change.into is not None:
                move_on(self._session, change.noun, change.id, change.into)
                self._touch_into(change.noun, change.into)
            if change.kind is ChangeKind.ERASED:
                empty_bodies(self._session, change.noun, change.id, states[change.key].item_id)

    def _touch_into(self, noun: str, public_id: str) -> None:
        """Whatever was merged into it is among its names."""
        for found in published(self._session, noun, [public_id]).values():
            self._touched[noun].setdefault(public_id, found.item_id)


_KEPT = {"public_id", "created_at"}


def _change_row(change: Told, item_id: int) -> dict[str, Any]:
    same = change.model_dump(include={"seq", "noun", "version", "revision", "changed_at", "note"})
    return {**same, "kind": change.kind, "item_id": item_id, "moved_to": change.into, "etag": None, "body": None}


def _record_row(change: Told, state: _State, since: datetime) -> Values:
    try:
        record: dict[str, Any] | None = from_json(state.body, cache_strings="keys") if state.body else None
        gone = _GONE.get(change.kind)
        row = None if gone or record is None else row_of(BY_NOUN[change.noun].columns, record)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableRecordError(change.address, repr(error)) from error
    return {
        "noun": change.noun,
        "item_id": state.item_id,
        "public_id": change.id,
        "version": change.version,
        "revision": change.revision,
        "created_at": since if record is None else datetime.fromisoformat(record["created_at"]),
        "updated_at": change.changed_at,
        "etag": state.etag,
        "body": state.body,
        "row": row,
        "gone": gone,
        "moved_to": change.into,
    }
