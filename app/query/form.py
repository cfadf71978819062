"""The form of a question: what of it shapes the statements that answer it, apart from the values that are bound to them.

Questions that differ in their values only (another party, another day) have one form, so their statements are made once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, select

from app.db.search import match_around, match_of
from app.db.statement import Values
from app.db.words import Term
from app.query.parameters import ListQuery
from app.query.resource import Names

WORDS, OWN_WORDS, WORDS_AROUND, EXCLUDED = "q", "q_own", "q_around", "q_excluded"
"""Under what the words of ``q`` are bound: all that are wanted, the same in a record's own words, the same but not all there, and each
that is excluded."""


@dataclass(frozen=True, slots=True)
class Form:
    """Which parameters a question gives, how many values each has, what its flags say, and in which order it wants the answer."""

    sort: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    flags: tuple[tuple[str, object], ...] = ()
    is_walk: bool = False
    led_by: str | None = None

    @property
    def filters(self) -> int:
        """How many filters it has, those that are given twice counted twice."""
        return sum(count for name, count in self.counts if name not in (OWN_WORDS, WORDS_AROUND)) + len(self.flags)

    def has(self, parameter: str) -> bool:
        """Whether a parameter is given."""
        return any(name == parameter for name, _ in self.counts)

    def values(self, parameter: str) -> list[BindParameter[Any]]:
        """A place for each value of a parameter: none where it is not given."""
        count = dict(self.counts).get(parameter, 0)
        return [_place(parameter, number) for number in range(1 if parameter == self.led_by else 0, count)]

    def value(self, parameter: str) -> BindParameter[Any]:
        """A place for the first value of a parameter."""
        return _place(parameter, 0)

    def flag(self, parameter: str) -> object:
        """What a flag says; None where it is not given."""
        return dict(self.flags).get(parameter)

    def without(self, parameter: str) -> "Form":
        """The same question without a parameter."""
        return replace(
            self,
            counts=tuple(each for each in self.counts if each[0] != parameter),
            flags=tuple(each for each in self.flags if each[0] != parameter),
        )

    def walked(self, parameter: str | None) -> "Form":
        """The same question, asked of one record after the other; the first value of ``parameter`` holds for all of them already."""
        return replace(self, is_walk=True, led_by=parameter)

    def linked(self, own: Any, other: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401 (SQL columns)
        """Whether a row that meets the conditions has in ``other`` what a record has in ``own``.

        On a walk that is looked up for each record; otherwise all such rows are gathered first.
        """
        return exists().where(other == own, *conditions) if self.is_walk else own.in_(select(other).where(*conditions))


def form_of(query: ListQuery, names: Names, terms: Sequence[Term], sort: str, dialect: str) -> tuple[Form, Values]:
    """The form of a question, and its values by the names of their places."""
    given = {name: _bound(name, value, names) for name, value in query.bound().items() if name != WORDS}
    flags = tuple((name, value) for name, value in given.items() if isinstance(value, bool | Enum))
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items() if not isinstance(value, bool | Enum)}
    lists |= _words(terms, dialect)
    counts = tuple((name, len(values)) for name, values in lists.items())
    return Form(sort, counts, flags), {_name(name, number): value for name, values in lists.items() for number, value in enumerate(values)}


def _bound(parameter: str, value: object, names: Names) -> object:
    if parameter in names:
        return [resolved.stored for resolved in names[parameter]]
    return [member.value if isinstance(member, Enum) else member for member in value] if isinstance(value, list) else value


def _words(terms: Sequence[Term], dialect: str) -> dict[str, list[str]]:
    wanted = [term for term in terms if not term.is_excluded]
    excluded = [match_of([term], dialect) for term in terms if term.is_excluded]
    found = {EXCLUDED: excluded} if excluded else {}
    if wanted:
        found |= {WORDS: [match_of(wanted, dialect)], OWN_WORDS: [match_of(wanted, dialect, own_only=True)]}
        found |= {WORDS_AROUND: [match_around(wanted, dialect)]}
    return found


def _place(parameter: str, number: int) -> BindParameter[Any]:
    return bindparam(_name(parameter, number))


def _name(parameter: str, number: int) -> str:
    """A name that SQLAlchemy gives to no value of its own, as it gives status_1 to one that is compared with a column."""
    return f"given_{parameter}_{number}"
