"""A visit: one request to the desk, by whom, with what, and what is written down of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from sqlmodel import Session
from starlette.datastructures import QueryParams
from starlette.requests import Request

from app.editorial.keys import Holder
from app.model import Attempt

_STATE = "visit"
_LONGEST_ADDRESS, _LONGEST_TEXT = 2_000, 20_000
_TOLD = ("comment", "note")
_LONGEST = 1_000_000
"""Characters of what was sent, as far as the audit keeps it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the desk: what is sent, and which record it is about."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    noun: str | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what. ``sent`` is the body of the request."""

    holder: Holder
    method: str
    path: str
    query: str
    request_id: str
    sent: bytes = b""
    comment: str | None = None
    note: str | None = None

    @property
    def digest(self) -> str:
        """Stands for everything that was asked for."""
        parts = (self.method.encode(), self.path.encode(), self.query.encode(), self.sent)
        return hashlib.blake2b(b"\0".join(parts), digest_size=32).hexdigest()

    @property
    def _address(self) -> str:
        """What was asked for, but for what is kept by its own name: whoever erases it there must not find it here again."""
        beside = urlencode([(name, value) for name, value in QueryParams(self.query).multi_items() if name not in _TOLD])
        return f"{self.path}?{beside}" if beside else self.path

    def write_down(self, session: Session, status: int, reply: Reply | None = None, detail: str | None = None) -> None:
        """Write the attempt down, and what was sent where it was refused."""
        sent = _kept(self.sent.decode("utf-8", "replace"), _LONGEST)
        session.add(
            Attempt(
                attempted_at=datetime.now(UTC),
                key_id=self.holder.key_id,
                key_name=self.holder.name,
                method=self.method,
                path=_kept(self._address, _LONGEST_ADDRESS),
                request_id=self.request_id,
                status=status,
                noun=reply.noun if reply else None,
                record_id=reply.record_id if reply else None,
                comment=self.comment and _kept(self.comment),
                note=self.note and _kept(self.note),
                detail=detail and _kept(detail),
                content=sent if reply is None and sent else None,
            )
        )


def _kept(text: str, longest: int = _LONGEST_TEXT) -> str:
    """A text as far as the audit keeps and shows it: not without end, and without NUL, of which no database has a text."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")[:longest]


def begin_visit(request: Request, holder: Holder) -> Visit:
    """The visit that a request is."""
    state, query = request.scope.get("state", {}), request.query_params
    visit = Visit(
        holder,
        request.method,
        request.scope["path"],
        request.scope["query_string"].decode("latin-1"),
        str(state.get("request_id", "")),
        comment=query.get("comment"),
        note=query.get("note"),
    )
    request.scope.setdefault("state", {})[_STATE] = visit
    return visit


def with_body(request: Request, visit: Visit, sent: bytes) -> Visit:
    """The same visit, with the body of the request."""
    whole = replace(visit, sent=sent)
    request.scope["state"][_STATE] = whole
    return whole


def visit_of(request: Request) -> Visit:
    """The visit that a request is."""
    visit = request.scope["state"][_STATE]
    assert isinstance(visit, Visit)  # noqa: S101 (DeskRoute began it)
    return visit
