"""Drafts: what is being written, until it is published or thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import func, select
from sqlmodel import Session, col
from ulid import ULID

from app.editorial.entry import Published, published
from app.editorial.errors import ConditionFailedError, ConditionMissingError, ConflictError, ContentError
from app.editorial.keys import Holder
from app.editorial.reading import merged, read_content
from app.editorial.records import Records, Sent, Terms
from app.editorial.writable import WRITABLE
from app.model import Draft, DraftStatus, Scope
from app.query.errors import Fault, RecordGoneError, RecordNotFoundError

_NOUN = "drafts"
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of a draft: the record as it would read, or everything that stands against it."""

    record: str | None
    faults: Sequence[Fault]


class Drafts:
    """All drafts, over a transaction, for one editor."""

    def __init__(self, session: Session, holder: Holder, moment: datetime) -> None:
        self._session = session
        self._holder = holder
        self._moment = moment

    def listed(self, noun: str | None, status: DraftStatus | None, after: str | None, limit: int) -> tuple[Sequence[Draft], int]:
        """At most so many drafts after that one, the oldest first, and how many there are in all."""
        chosen = select(Draft)
        if noun is not None:
            chosen = chosen.where(col(Draft.noun) == noun)
        if status is not None:
            chosen = chosen.where(col(Draft.status) == status)
        total = self._session.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
        if after is not None:
            chosen = chosen.where(col(Draft.public_id) > after)
        return self._session.execute(chosen.order_by(col(Draft.public_id)).limit(limit)).scalars().all(), total

    def get(self, public_id: str) -> Draft:
        """The draft of that id. Raises :class:`RecordNotFoundError`."""
        found: Draft | None = None
        if "\0" not in public_id:
            found = self._session.execute(select(Draft).where(col(Draft.public_id) == public_id)).scalar_one_or_none()
        if found is None:
            raise RecordNotFoundError(_NOUN, public_id)
        return found

    def begin(self, noun: str, record_id: str | None, content: Sent, comment: str | None) -> Draft:
        """Begin a draft: of a new record, or of a change to a published one, whose state now is what it is laid over."""
        base = None if record_id is None else self._record(noun, record_id).etag
        draft = Draft(
            public_id=f"drf_{ULID.from_datetime(self._moment)}".lower(),
            noun=noun,
            record_id=record_id,
            base=base,
            status=DraftStatus.DRAFT,
            version=1,
            content=to_json(content).decode(),
            comment=comment,
            created_by=self._holder.name,
            created_at=self._moment,
            updated_by=self._holder.name,
            updated_at=self._moment,
        )
        self._session.add(draft)
        self._session.flush()
        return draft

    def save(self, public_id: str, content: Sent, known: str | None, comment: str | None, base: str | None = None) -> Draft:
        """Let a draft say this. ``base`` is the validator of the published state that it is laid over from now on."""
        draft = self._known(public_id, known, Scope.REVIEW)
        if base is not None and draft.record_id is not None:
            draft.base = self._checked_base(draft, base)
        return self._saved(draft, comment, content=to_json(content).decode())

    def patch(self, public_id: str, patch: Sent, known: str | None, comment: str | None) -> Draft:
        """Lay a JSON Merge Patch (RFC 7396) over what a draft says."""
        draft = self._known(public_id, known, Scope.REVIEW)
        return self._saved(draft, comment, content=to_json(merged(content_of(draft), patch)).decode())

    def submit(self, public_id: str, known: str | None, comment: str | None) -> Draft:
        """Ask for a review. Raises :class:`ContentError` with everything that stands against publishing it."""
        draft = self._known(public_id, known, Scope.DRAFT)
        _check_status(draft, DraftStatus.DRAFT)
        if faults := self.tried(draft).faults:
            raise ContentError(*faults)
        return self._saved(draft, comment, status=DraftStatus.IN_REVIEW)

    def give_back(self, public_id: str, known: str | None, comment: str | None) -> Draft:
        """Give a draft back to those who write it."""
        draft = self._known(public_id, known, Scope.REVIEW)
        _check_status(draft, DraftStatus.IN_REVIEW)
        return self._saved(draft, comment, status=DraftStatus.DRAFT)

    def remove(self, public_id: str, known: str | None) -> Draft:
        """Throw a draft away."""
        draft = self._known(public_id, known, Scope.REVIEW)
        self._session.delete(draft)
        return draft

    def publish(self, public_id: str, known: str | None, note: str | None) -> tuple[str, Published]:
        """Publish what was reviewed; the noun and the record as it reads now. The draft is done with."""
        draft = self._known(public_id, known, Scope.PUBLISH)
        _check_status(draft, DraftStatus.IN_REVIEW)
        noun, record = draft.noun, self._publish(draft, note)
        self._session.delete(draft)
        return noun, record

    def tried(self, draft: Draft) -> Trial:
        """What would come of publishing the draft now. Nothing stays of it."""
        attempt = self._session.begin_nested()
        try:
            return Trial(self._publish(draft, "(a trial)").body, ())
        except ContentError as error:
            return Trial(None, error.faults)
        except ConflictError as error:
            return Trial(None, [Fault("", error.code, str(error), pointer="")])
        except ConditionFailedError as error:
            changed = "The record was changed since the draft was begun: lay it over what is published now, and say so with base."
            return Trial(None, [Fault("", "changed_since", changed, [error.current], pointer=""), *error.differences])
        except (RecordNotFoundError, RecordGoneError) as error:
            return Trial(None, [Fault("", "gone", f"{error}.", pointer="")])
        finally:
            attempt.rollback()

    def _publish(self, draft: Draft, note: str | None) -> Published:
        writable = WRITABLE[draft.noun]
        records = Records(self._session, writable, self._moment)
        content = read_content(writable.content, content_of(draft))
        if draft.record_id is None:
            return records.create(content)
        return records.replace(draft.record_id, content, Terms(f'"{draft.base}"', note))

    def _known(self, public_id: str, known: str | None, in_review: Scope) -> Draft:
        """The draft, if the editor knows how it is now. One that is in review needs a scope of its own."""
        draft = self.get(public_id)
        if draft.status is DraftStatus.IN_REVIEW:
            self._holder.check(in_review)
        if known is None:
            raise ConditionMissingError
        if validator(draft) not in known and known.strip() != _ANY:
            raise ConditionFailedError(validator(draft), [])
        return draft

    def _saved(self, draft: Draft, comment: str | None, **changes: object) -> Draft:
        stamp = {"version": draft.version + 1, "updated_by": self._holder.name, "updated_at": self._moment, "comment": comment}
        self._session.add(draft.sqlmodel_update({**changes, **stamp}))
        self._session.flush()
        return draft

    def _checked_base(self, draft: Draft, base: str) -> str:
        now = self._record(draft.noun, draft.record_id or "").etag
        if base.strip('"') != now:
            raise ContentError(Fault("", "changed_since", f"/base: the record's validator is {now} now.", [now], pointer="/base"))
        return now

    def _record(self, noun: str, record_id: str) -> Published:
        found = published(self._session, noun, [record_id]).get(record_id)
        if found is None or found.gone is not None:
            detail = f"/record: there is no {noun}/{record_id} that could be changed; leave it out for a new record."
            raise ContentError(Fault("", "unknown_id", detail, pointer="/record"))
        return found


def content_of(draft: Draft) -> dict[str, Any]:
    """What a draft says."""
    content: dict[str, Any] = from_json(draft.content)
    return content


def validator(draft: Draft) -> str:
    """The entity tag of a draft: another one for each time that it was saved."""
    return f'"{draft.public_id}.{draft.version}"'


def _check_status(draft: Draft, status: DraftStatus) -> None:
    if draft.status is not status:
        raise ConflictError("wrong_status", f"{draft.public_id} is {draft.status}; this can be done to one that is {status}.")
