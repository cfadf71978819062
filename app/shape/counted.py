"""Rows that are shown with the number of claims that stand under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.shape.ref import ClaimCount


class _Row(Protocol):
    id: int | None
    slug: str


RowT = TypeVar("RowT", bound=_Row)


@dataclass(frozen=True, slots=True)
class Counted(Generic[RowT]):
    """A row, and how many claims each filter of ``/claims`` selects for it."""

    row: RowT
    counts: Sequence[tuple[str, int]]

    @property
    def id(self) -> int | None:
        """The row's internal id."""
        return self.row.id

    def claims(self) -> list[ClaimCount]:
        """The counts as records show them, each with the list it counts."""
        return [
            ClaimCount(parameter=parameter, count=count, url=f"/claims?{parameter}={self.row.slug}") for parameter, count in self.counts
        ]
