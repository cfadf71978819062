"""Rival figures: quantities for the same thing side by side, and which of them cannot both hold."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Annotated

from pydantic import Field, StringConstraints

from app.db.snapshot import Snapshot
from app.figures.bounds import Ends, ends
from app.figures.filters import MOST_COMPARED, ComparisonQuery
from app.figures.record import Figure
from app.figures.resource import FIGURES
from app.model.vocabulary import Certainty, Comparator, Polarity, PublicStatus
from app.query.describe import Question
from app.query.page import read_page
from app.shape.base import Count, Shape, Slug

_FEW = 20
_TwoFigures = Annotated[str, StringConstraints(max_length=50_000)]
"""What two figures say, each with the sentence of its attribution."""
_DOUBTED = (Certainty.CERTAIN_NOT, Certainty.PROBABLE_NOT, Certainty.POSSIBLE_NOT)
_OPEN_ABOVE = (Comparator.LESS_THAN, Comparator.ORDER_OF_MAGNITUDE)


class FigureConflict(Shape):
    """Two figures for the same thing that cannot both hold."""

    first: Slug = Field(description="The id of one figure.")
    second: Slug = Field(description="The id of the other.")
    detail: _TwoFigures = Field(description="Why: their bounds, and who gives them.")


class Comparison(Shape):
    """Figures for the same measure, who says each, and where they cannot both hold. It does not say which one does."""

    figures: list[Figure] = Field(max_length=MOST_COMPARED, description="The figures, the smallest first; at most a hundred.")
    total: Count = Field(description="How many figures there are for it.")
    conflicts: list[FigureConflict] = Field(max_length=MOST_COMPARED * MOST_COMPARED, description="The pairs that cannot both hold.")
    query: Question = Field(description="The question in words, and what its names were taken to mean.")


def compare(snapshot: Snapshot, query: ComparisonQuery) -> Comparison:
    """Answer a comparison. Raises :class:`~app.query.errors.QueryError` for names that cannot be resolved."""
    page = read_page(snapshot, FIGURES, query.question)
    if page.total > _FEW:
        snapshot.take_time()  # each is held against each
    figures = [Figure.model_validate_json(body) for body in page.records]
    question = Question.model_validate_json(page.description)
    return Comparison(figures=figures, total=page.total, conflicts=list(conflicts(figures)), query=question)


def conflicts(figures: Sequence[Figure]) -> Iterator[FigureConflict]:
    """Pairs in the same unit whose intervals are apart, unless they are of another period, duration, place or population.

    A figure that its claimant denies, or that was retracted, is asserted by nobody and conflicts with nothing.

    A figure without one of these may mean any. ``about`` gives no bounds, so a figure printed with it conflicts with nothing.
    """
    for first, second in combinations(filter(_is_asserted, figures), 2):
        if first.unit == second.unit and _can_be_same_thing(first, second) and _are_apart(first, second):
            yield FigureConflict(first=first.id, second=second.id, detail=f"{_told(first)} and {_told(second)} cannot both hold.")


def _is_asserted(figure: Figure) -> bool:
    return figure.polarity is Polarity.AFFIRMED and figure.certainty not in _DOUBTED and figure.status is not PublicStatus.RETRACTED


def _can_be_same_thing(first: Figure, second: Figure) -> bool:
    members = ("period", "duration", "place", "population")
    pairs = ((getattr(first, member), getattr(second, member)) for member in members)
    return all(one is None or other is None or one == other for one, other in pairs)


def _are_apart(first: Figure, second: Figure) -> bool:
    if Comparator.ABOUT in {first.comparator, second.comparator}:
        return False
    return _is_below(first, second) or _is_below(second, first)


def _is_below(low: Figure, high: Figure) -> bool:
    """Whether all that one figure can mean is less than all that the other can."""
    (_, most), (least, _) = _ends(low), _ends(high)
    if most is None or least is None:
        return False
    touches = low.comparator in _OPEN_ABOVE or high.comparator is Comparator.MORE_THAN
    return most < least or (most == least and touches)


def _ends(figure: Figure) -> Ends:
    value, lower, upper = (None if text is None else Decimal(text) for text in (figure.value, figure.lower, figure.upper))
    return ends(figure.comparator, value, lower, upper)


def _told(figure: Figure) -> str:
    return f"“{figure.as_printed}” ({figure.attribution.removesuffix('.')})"
