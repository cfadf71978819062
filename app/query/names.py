"""Names resolve exactly: by id, name, alias, ISO code or identifier, whatever their case, accents and punctuation."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app.db.words import fold
from app.model import Name
from app.query.errors import Fault, QueryError
from app.query.suggest import nearest

_LISTS = {"units": "/vocabularies/units", "measures": "/vocabularies/measures"}
"""Where names are listed that are no noun of their own."""


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
    named = select(col(Name.item_id), col(Name.public_id), col(Name.title)).where(col(Name.noun) == noun, col(Name.folded) == fold(given))
    rows = session.execute(named.distinct().order_by(col(Name.public_id))).all()
    rows = [row for row in rows if row.public_id == given] or rows
    if len(rows) == 1:
        return Resolved(given, *rows[0])
    if not rows:
        raise QueryError(_unknown(session, noun, parameter, given))
    meanings = ", ".join(f"{title} ({public_id})" for _, public_id, title in rows)
    detail = f"{given!r} is ambiguous: it can mean {meanings}. Ask for one of them by its id."
    raise QueryError(Fault(parameter, "ambiguous_name", detail, suggestions=[row.public_id for row in rows]))


def _unknown(session: Session, noun: str, parameter: str, given: str) -> Fault:
    known = session.execute(select(col(Name.shown)).where(col(Name.noun) == noun)).scalars().all()
    near = nearest(given, dict.fromkeys(known))
    hint = f" Did you mean {near[0]!r}?" if near else ""
    detail = f"Nothing among {noun} is called {given!r}.{hint} Names must be whole; {_LISTS.get(noun, f'/{noun}')} lists them."
    return Fault(parameter, "unknown_name", detail, suggestions=near)
