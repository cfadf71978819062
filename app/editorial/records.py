"""Changing single records: to create, replace, patch and retract them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.editorial import claims
from app.editorial.entry import Entry, Published, published
from app.editorial.errors import ConditionFailedError, ConditionMissingError, ConflictError, ContentError
from app.editorial.reading import faults_of, merged, read_content
from app.editorial.saving import saving
from app.editorial.writable import Writable
from app.history.differences import differences
from app.ingest.errors import DataError
from app.ingest.payload.base import Payload
from app.model.vocabulary import PublicStatus
from app.query.errors import Fault, RecordGoneError, RecordNotFoundError

Sent = Mapping[str, Any]
"""JSON, as it was sent."""
_NOTE_MISSING = Fault("note", "missing", "A change of what is published needs note=: what readers are told of it.")


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms something published is changed: which state of it the editor knows (``If-Match``), and what readers are told."""

    known: str | None
    note: str | None

    def told(self) -> str:
        """What readers are told. Raises :class:`ContentError` where that is nothing."""
        if self.note is None or not self.note.strip():
            raise ContentError(_NOTE_MISSING)
        return self.note.strip()


class Records:
    """The records of one noun, over the transaction that changes them."""

    def __init__(self, session: Session, writable: Writable, moment: datetime) -> None:
        self._session = session
        self._writable = writable
        self._noun = writable.resource.noun
        self._moment = moment

    def current(self, public_id: str) -> Published:
        """The record as it is. Raises :class:`RecordNotFoundError`, or :class:`RecordGoneError` where there is one no more."""
        found = self._found(public_id)
        if found is None:
            raise RecordNotFoundError(self._noun, public_id)
        if found.gone is not None:
            raise RecordGoneError(self._noun, public_id, found.moved_to)
        return found

    def create(self, content: Payload) -> Published:
        """Publish a new record. Raises :class:`ContentError`, and :class:`ConflictError` where there is one of that id."""
        public_id = self._writable.new_id(content, self._moment)
        if (found := self._found(public_id)) is not None:
            state = f"was {found.gone}" if found.gone else "is there already"
            detail = f"/{self._noun}/{public_id} {state}: change that one, or choose another id or key."
            raise ConflictError("already_there", detail)
        return self._save(Entry(public_id, content, None), None)

    def replace(self, public_id: str, content: Payload, terms: Terms) -> Published:
        """Let a published record say this, and nothing else."""
        before = self.current(public_id)
        self.check(before, terms, content.model_dump(mode="json"))
        return self._change(before, content, terms)

    def patch(self, public_id: str, sent: Sent, terms: Terms) -> Published:
        """Let a published record say what was sent where it says something, by JSON Merge Patch (RFC 7396)."""
        before = self.current(public_id)
        wanted = merged(self._writable.content_now(before).model_dump(mode="json", exclude_none=True), sent)
        self.check(before, terms, wanted)
        return self._change(before, read_content(self._writable.content, wanted), terms)

    def retract(self, public_id: str, terms: Terms) -> Published:
        """Withdraw a claim: it stays at its address with its note."""
        before = self.current(public_id)
        self.check(before, terms, {})
        if before.record["status"] == PublicStatus.RETRACTED:
            raise ConflictError("already_retracted", f"{public_id} is retracted already.")
        told = terms.told()
        with saving(self._session, self._moment) as under_way:
            under_way.edition.notes[self._noun, before.item_id] = told
            under_way.keep_edited(self._writable, [public_id])
            under_way.take(claims.retract(self._session, before, self._moment, told))
        return self.current(public_id)

    def check(self, before: Published, terms: Terms, wanted: Sent) -> None:
        """Raise an error where the editor does not say which state he knows, or knows another one than there is."""
        if terms.known is None:
            raise ConditionMissingError
        tags = [tag.strip() for tag in terms.known.split(",")]
        if "*" not in tags and f'"{before.etag}"' not in tags:
            now = self._writable.content_now(before).model_dump(mode="json")
            told = (item for item in differences(now, {**now, **wanted}) if item.before != item.after)
            raise ConditionFailedError(f'"{before.etag}"', [_changed_since(item.pointer, item.before, item.after) for item in told])

    def _found(self, public_id: str) -> Published | None:
        return published(self._session, self._noun, [public_id]).get(public_id) if "\0" not in public_id else None

    def _change(self, before: Published, content: Payload, terms: Terms) -> Published:
        _check_id(before, content)
        if self._writable.says_now(before, content):
            return before
        return self._save(Entry(before.public_id, content, before), terms.told())

    def _save(self, entry: Entry[Any], note: str | None) -> Published:
        try:
            with saving(self._session, self._moment) as under_way:
                under_way.add(self._writable, [entry], note)
        except DataError as error:
            raise ContentError(*faults_of(error.faults)) from None
        return self.current(entry.public_id)


def _check_id(before: Published, content: Payload) -> None:
    if getattr(content, "id", before.public_id) != before.public_id:
        detail = f"/id: an id is permanent: this is {before.public_id}."
        raise ContentError(Fault("", "not_allowed", detail, [before.public_id], pointer="/id"))


def _changed_since(pointer: str, before: str | None, after: str | None) -> Fault:
    now, sent = ("nothing" if said is None else repr(said) for said in (before, after))
    return Fault("", "changed_since", f"{pointer}: it says {now} now, and you sent {sent}.", pointer=pointer)
