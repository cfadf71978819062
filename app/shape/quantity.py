"""Quantities as records show them: the printed words, and the bounds that they set."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from app import model
from app.limits import MANY
from app.model.vocabulary import Comparator
from app.shape.base import EdtfText, Line, Path, Shape, Slug
from app.shape.evidence import Evidence, evidence_shape
from app.shape.ref import Ref, optional_stakeholder_ref

DecimalText = Annotated[str, StringConstraints(pattern="^-?[0-9]+([.][0-9]+)?$", max_length=32)]


class Quantity(Shape):
    """A figure within its claim: a quantity with the bounds that its source gives it."""

    id: Slug = Field(description="The permanent id.")
    url: Path = Field(description="The address, relative to the root of this API.")
    as_printed: Line = Field(description="The words of the source.")
    comparator: Comparator = Field(description="How the words bound the quantity.")
    value: DecimalText | None = Field(description="The number that is printed or, for an order of magnitude, the power of ten.")
    lower: DecimalText | None = Field(description="The lower bound; null where the source gives none.")
    upper: DecimalText | None = Field(description="The upper bound; null where the source gives none.")
    unit: Slug = Field(description="The unit: a value of `/vocabularies/units`.")
    measure: Slug = Field(description="What is counted: a value of `/vocabularies/measures`.")
    population: Line | None = Field(description="Who or what is counted, in words.")
    place: Ref | None = Field(description="Where.")
    period: EdtfText | None = Field(description="When (EDTF); `~` marks an approximate date.")
    duration: EdtfText | None = Field(description="Over how long (ISO 8601 duration).")
    evidence: list[Evidence] = Field(max_length=MANY, description="Where the figure stands.")


def quantity_members(row: model.Figure) -> dict[str, object]:
    """The members that a figure shows within its claim and on its own."""
    return {
        "id": row.public_id,
        "url": f"/figures/{row.public_id}",
        "as_printed": row.as_printed,
        "comparator": row.comparator,
        "value": decimal_text(row.value),
        "lower": decimal_text(row.lower),
        "upper": decimal_text(row.upper),
        "unit": row.unit,
        "measure": row.measure,
        "population": row.population,
        "place": optional_stakeholder_ref(row.place),
        "period": row.period,
        "duration": row.duration,
        "evidence": [evidence_shape(item) for item in row.evidence],
    }


def decimal_text(value: Decimal | None) -> str | None:
    """A decimal as plain digits, without exponent, so that nothing is lost on the way through a float."""
    return None if value is None else format(value, "f")
