"""The addresses of figures."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.figures.compare import Comparison, compare
from app.figures.filters import ComparisonQuery, FigureQuery
from app.figures.record import Figure, FigureList
from app.figures.resource import FIGURES
from app.query.parameters import RecordQuery
from app.web.answer import answer_list, answer_shape
from app.web.documented import LIST_RESPONSES, RECORD_RESPONSES
from app.web.record import answer_record
from app.web.route import ReadRoute
from app.web.versions import add_versions

router = APIRouter(tags=["figures"], route_class=ReadRoute)


@router.get("/figures", operation_id="list_figures", response_model=FigureList, responses=LIST_RESPONSES)
def list_figures(request: Request, query: Annotated[FigureQuery, Query()]) -> Response:
    """Quantities as the sources bound them, each with its claim and its attribution.

    `value_min` and `value_max` ask for a range, and `match` says how the bounds of a figure are held against it: `possible` finds
    figures that can lie in the range, `certain` those that must.
    """
    return answer_list(request, FIGURES, query)


@router.get("/figures/compare", operation_id="compare_figures", response_model=Comparison, responses=LIST_RESPONSES)
def compare_figures(request: Request, query: Annotated[ComparisonQuery, Query()]) -> Response:
    """Figures for the same thing side by side, with who says each, and which of them cannot both hold.

    At most a hundred figures are compared, the smallest first. Whether one is right is not said.
    """
    return answer_shape(request, lambda snapshot: compare(snapshot, query))


@router.get("/figures/{id}", operation_id="get_figure", response_model=Figure, responses=RECORD_RESPONSES)
def get_figure(
    request: Request,
    id: Annotated[str, Path(description="The permanent id of the figure.", max_length=100)],
    query: Annotated[RecordQuery, Query()],
) -> Response:
    """One figure, with the claim it belongs to and who makes that claim."""
    return answer_record(request, FIGURES, id, query)


add_versions(router, FIGURES)
