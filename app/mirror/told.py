"""Changes as ``/changes`` tells them, read without touching the bodies of records: a copy has the same bytes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.model.vocabulary import ChangeKind

_BEGIN = '{"items":['
_RECORD = ',"record":'
"""Stands before the record, which closes a change. Within a text its quotes would be escaped, so it is found at no other place before."""
_NULL = "null"
_DECODER = json.JSONDecoder()


class NotChangesError(Exception):
    """What was read are not the changes of this API."""


class Told(BaseModel):
    """A change as it was told. ``body`` is the record as it stood there; empty where it was erased."""

    model_config = ConfigDict(frozen=True)

    seq: Annotated[int, Field(ge=1)]
    kind: ChangeKind
    noun: str
    id: str
    version: int
    revision: int
    changed_at: AwareDatetime
    note: str | None
    moved_to: str | None = None
    body: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which record it is about."""
        return self.noun, self.id

    @property
    def address(self) -> str:
        """Where the record is."""
        return f"/{self.noun}/{self.id}"

    @property
    def state(self) -> tuple[int, str, int, int, datetime]:
        """What tells it from a change of another history that has the same number."""
        return self.seq, self.address, self.version, self.revision, self.changed_at

    @property
    def into(self) -> str | None:
        """The id of the record that it was merged into."""
        return self.moved_to and self.moved_to.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Some changes, each as it was written, and the number of the last that there is."""

    items: Sequence[str]
    last: int


def read_page(text: str) -> ToldPage:
    """A page of ``/changes``. Raises :class:`NotChangesError` where it is none."""
    if not text.startswith(_BEGIN):
        raise NotChangesError
    items, at = [], len(_BEGIN)
    try:
        while text[at] != "]":
            at += text[at] == ","
            _, end = _DECODER.raw_decode(text, at)
            items.append(text[at:end])
            at = end
        last = json.loads(f"{{{text[at + 2 :]}")["last"]
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise NotChangesError from error
    if not isinstance(last, int):
        raise NotChangesError
    return ToldPage(items, last)


def read_change(item: str) -> Told:
    """A change, from how it was written. Raises :class:`NotChangesError` where it is none."""
    stamp, found, rest = item.partition(_RECORD)
    body = rest.removesuffix("}")
    try:
        told = Told.model_validate_json(f"{stamp}}}")
    except ValidationError as error:
        raise NotChangesError from error
    if not found:
        raise NotChangesError
    return told.model_copy(update={"body": "" if body == _NULL else body})
