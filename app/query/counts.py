"""How many claims stand under other records, by the filters that list them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from app.shape.counted import Counted

Load = Callable[[Session, Sequence[int]], Iterable[Any]]
Counts = dict[int, list[tuple[str, int]]]
"""By internal id: (filter of ``/claims``, how many claims it selects)."""


def counted_loader(load_rows: Load, owner: Any, parameter: Any, claim_id: Any) -> Load:  # noqa: ANN401 (SQL columns)
    """A loader that brings rows with their counts; the columns are those of :func:`count_claims`."""

    def load(session: Session, ids: Sequence[int]) -> Iterable[Counted[Any]]:
        counts = count_claims(session, ids, owner, parameter, claim_id)
        return (Counted(row, counts[row.id]) for row in load_rows(session, ids))

    return load


def count_claims(session: Session, ids: Sequence[int], owner: Any, parameter: Any, claim_id: Any) -> Counts:  # noqa: ANN401 (SQL columns)
    """Claims of each of ``ids``, given the columns of the table that says which owner a claim stands under, and as what."""
    links = select(owner.label("owner"), parameter.label("parameter"), claim_id.label("claim_id")).where(owner.in_(ids)).subquery()
    counted = (
        select(links.c.owner, links.c.parameter, func.count(links.c.claim_id))
        .group_by(links.c.owner, links.c.parameter)
        .order_by(links.c.owner, links.c.parameter)
    )
    counts: Counts = {item_id: [] for item_id in ids}
    for item_id, name, count in session.execute(counted):
        counts[item_id].append((name, count))
    return counts
