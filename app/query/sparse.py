"""Sparse records: only the members that are asked for, and always those without which a claim must not travel."""

import json
from collections.abc import Iterable, Iterator, Sequence

from app.query.errors import Fault, QueryError
from app.query.suggest import did_you_mean, nearest
from app.shape.column import Column
from app.shape.row import PERMALINK, cells_in

ALWAYS = ("id", "url", "attribution", PERMALINK)
"""What no choice of fields leaves out: which record it is, and who claims it."""
_INSTEAD = {"url": PERMALINK, PERMALINK: "url"}
"""The address of a record: a column has it absolute and under a name of its own."""


def check_fields(wanted: Sequence[str], allowed: Sequence[str]) -> None:
    """Raise :class:`QueryError` for fields that there are not."""
    if unknown := [name for name in wanted if name not in allowed]:
        raise QueryError(*(_unknown(name, allowed) for name in unknown))


def sparse_bodies(bodies: Iterable[bytes], wanted: Sequence[str]) -> Iterator[bytes]:
    """The records with the members that are wanted, in the order of the record."""
    kept = {*wanted, *ALWAYS}
    for body in bodies:
        record = {name: value for name, value in json.loads(body).items() if name in kept}
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def sparse_rows(rows: Iterable[bytes], columns: Sequence[Column], wanted: Sequence[str]) -> Iterator[bytes]:
    """The rows with the cells of the columns that are wanted, in the order of the table."""
    kept = {*wanted, *ALWAYS}
    places = [place for place, name in enumerate([*(column.name for column in columns), PERMALINK]) if name in kept]
    for row in rows:
        cells = cells_in(row)
        yield b",".join([cells[place] for place in places])


def sparse_columns(columns: Sequence[Column], wanted: Sequence[str]) -> list[Column]:
    """The columns that are wanted, in the order of the table."""
    kept = {*wanted, *ALWAYS}
    return [column for column in columns if column.name in kept]


def _unknown(name: str, allowed: Sequence[str]) -> Fault:
    near = nearest(name, allowed)
    instead = _INSTEAD.get(name)
    if instead is not None and instead in allowed:
        near = [instead, *(other for other in near if other != instead)]
    detail = f"There is no {name!r} among the fields of this format.{did_you_mean(near)}"
    return Fault("fields", "unknown_field", detail, list(allowed), near)
