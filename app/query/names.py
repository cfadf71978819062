"""Names resolve exactly: by id, name, alias, ISO code or identifier, whatever their case, accents and punctuation; claims by id only."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import col

from app.db.snapshot import Snapshot
from app.db.statement import AnySelect, Rows
from app.db.words import fold
from app.model import Name, Record
from app.query.errors import Fault, QueryError
from app.query.suggest import did_you_mean, nearest

_LISTS = {"units": "/vocabularies/units", "measures": "/vocabularies/measures"}
"""Where names are listed that are no noun of their own."""
_TERMS = _LISTS.keys()
_WITHOUT_NAMES = {"claims"}
"""Nouns that are asked for by id only."""

_noun: BindParameter[Any] = bindparam("noun")
_BY_ID: AnySelect = select(col(Record.item_id), col(Record.public_id), col(Record.public_id).label("title")).where(
    col(Record.noun) == _noun, col(Record.public_id) == bindparam("given")
)
_BY_NAME = (
    select(col(Name.item_id), col(Name.public_id), col(Name.title))
    .where(col(Name.noun) == _noun, col(Name.folded) == bindparam("folded"))
    .distinct()
    .order_by(col(Name.public_id))
)
NAMES_OF = select(col(Name.shown), col(Name.public_id)).where(col(Name.noun) == _noun)
"""Every name of a ``noun``, and the public id of what has it."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for; ``given`` is how it was asked for."""

    given: str
    item_id: int
    id: str
    name: str
    noun: str

    @property
    def stored(self) -> int | str:
        """What rows that refer to it hold: its internal id, or the id that readers see where it is a term."""
        return self.id if self.noun in _TERMS else self.item_id


def resolve(snapshot: Snapshot, noun: str, parameter: str, given: str) -> Resolved:
    """The one thing among ``noun`` that ``given`` names.

    Raises :class:`QueryError` where nothing has that name, with near ones, or where several things do, with their ids.
    """
    rows = snapshot.kept(("name", noun, given), lambda: _called(snapshot, noun, given))
    rows = [row for row in rows if row[1] == given] or rows
    if len(rows) == 1:
        ((item_id, public_id, title),) = rows
        return Resolved(given, item_id, public_id, title, noun)
    if not rows:
        raise QueryError(_unknown(snapshot, noun, parameter, given))
    meanings = ", ".join(f"{title} ({public_id})" for _, public_id, title in rows)
    detail = f"{parameter}: {given!r} is ambiguous: it can mean {meanings}. Ask for one of them by its id."
    raise QueryError(Fault(parameter, "ambiguous_name", detail, suggestions=[public_id for _, public_id, _ in rows]))


def _called(snapshot: Snapshot, noun: str, given: str) -> Rows:
    """What has that name, as (internal id, public id, title); nouns without names have their id for a title."""
    if noun in _WITHOUT_NAMES:
        return snapshot.rows(_BY_ID, {"noun": noun, "given": given})
    return snapshot.rows(_BY_NAME, {"noun": noun, "folded": fold(given)})


def _unknown(snapshot: Snapshot, noun: str, parameter: str, given: str) -> Fault:
    if noun in _WITHOUT_NAMES:
        return Fault(parameter, "unknown_name", f"{parameter}: nothing among {noun} has the id {given!r}. /{noun} lists them.")
    snapshot.take_time()
    near = nearest(given, dict.fromkeys(shown for shown, _ in snapshot.rows(NAMES_OF, {"noun": noun})))
    nothing = f"{parameter}: nothing among {noun} is called {given!r}."
    detail = f"{nothing}{did_you_mean(near)} Names must be whole; {_LISTS.get(noun, f'/{noun}')} lists them."
    return Fault(parameter, "unknown_name", detail, suggestions=near)
