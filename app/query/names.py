"""Names resolve exactly: by id, name, alias, ISO code or identifier, whatever their case, accents and punctuation; claims by id only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, select
from sqlmodel import Session, col

from app.db.words import fold
from app.model import Name, Record
from app.query.errors import Fault, QueryError
from app.query.kept import kept
from app.query.suggest import did_you_mean, nearest

_LISTS = {"units": "/vocabularies/units", "measures": "/vocabularies/measures"}
"""Where names are listed that are no noun of their own."""
_WITHOUT_NAMES = {"claims"}
"""Nouns that are asked for by id only."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for; ``given`` is how it was asked for."""

    given: str
    item_id: int
    id: str
    name: str


def resolve(session: Session, noun: str, parameter: str, given: str) -> Resolved:
    """The one thing among ``noun`` that ``given`` names.

    Raises :class:`QueryError` where nothing has that name, with near ones, or where several things do, with their ids.
    """
    rows = kept(session, ("name", noun, given), lambda: _called(session, noun, given))
    rows = [row for row in rows if row.public_id == given] or rows
    if len(rows) == 1:
        return Resolved(given, *rows[0])
    if not rows:
        raise QueryError(_unknown(session, noun, parameter, given))
    meanings = ", ".join(f"{title} ({public_id})" for _, public_id, title in rows)
    detail = f"{parameter}: {given!r} is ambiguous: it can mean {meanings}. Ask for one of them by its id."
    raise QueryError(Fault(parameter, "ambiguous_name", detail, suggestions=[row.public_id for row in rows]))


def _called(session: Session, noun: str, given: str) -> Sequence[Row[int, str, str]]:
    """What has that name, as (internal id, public id, title); nouns without names have their id for a title."""
    if noun in _WITHOUT_NAMES:
        public_id = col(Record.public_id)
        by_id: Select[int, str, str] = select(col(Record.item_id), public_id, public_id.label("title")).where(
            col(Record.noun) == noun, public_id == given
        )
        return session.execute(by_id).all()
    named = select(col(Name.item_id), col(Name.public_id), col(Name.title)).where(col(Name.noun) == noun, col(Name.folded) == fold(given))
    return session.execute(named.distinct().order_by(col(Name.public_id))).all()


def _unknown(session: Session, noun: str, parameter: str, given: str) -> Fault:
    if noun in _WITHOUT_NAMES:
        return Fault(parameter, "unknown_name", f"{parameter}: nothing among {noun} has the id {given!r}. /{noun} lists them.")
    known = session.execute(select(col(Name.shown)).where(col(Name.noun) == noun)).scalars().all()
    near = nearest(given, dict.fromkeys(known))
    nothing = f"{parameter}: nothing among {noun} is called {given!r}."
    detail = f"{nothing}{did_you_mean(near)} Names must be whole; {_LISTS.get(noun, f'/{noun}')} lists them."
    return Fault(parameter, "unknown_name", detail, suggestions=near)
