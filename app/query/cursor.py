"""Keyset cursors: where a page ended, so that the next one begins there whatever is written in between."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BinasciiError
from dataclasses import dataclass

from app.query.errors import Fault, QueryError

_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last record of a page: its sort key as text, and its public id, which breaks ties."""

    key: str
    public_id: str

    def encode(self, question: str) -> str:
        """Opaque text that only the same question takes back."""
        fields = [question, self.key, self.public_id]
        return urlsafe_b64encode(json.dumps(fields, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(text: str, question: str) -> Cursor:
    """The cursor in ``text``; raises :class:`QueryError` where it is none of ours or belongs to another question."""
    try:
        fields = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, BinasciiError):
        fields = None
    if not (isinstance(fields, list) and len(fields) == _FIELDS and all(_is_storable(field) for field in fields)):
        raise bad_cursor("This is not a cursor of this API.")
    if fields[0] != question:
        raise bad_cursor("This cursor belongs to another list, other filters or another order.")
    return Cursor(key=fields[1], public_id=fields[2])


def _is_storable(field: object) -> bool:
    """Whether it is text that a database can hold: no NUL, no half of a surrogate pair."""
    return isinstance(field, str) and "\0" not in field and field.encode(errors="replace").decode() == field


def bad_cursor(why: str) -> QueryError:
    """What is said of a cursor that cannot be followed."""
    detail = f"{why} Take `next_cursor` from the page before and keep all other parameters, or leave `cursor` out to start again."
    return QueryError(Fault("cursor", "bad_cursor", detail))
