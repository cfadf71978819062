"""The parameters that every list takes, and the strict types that all of them are made of."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar
from unicodedata import category

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

Phrases = dict[str, str | tuple[str, str]]

DEFAULT_LIMIT = 50
MAX_LIMIT = 500


def _written(pattern: str, what: str) -> BeforeValidator:
    """Take only text of the documented form: Pydantic alone would read ``since=0`` as a date and ``limit=1.0`` as a number."""
    form = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not form.fullmatch(value):
            msg = f"write {what}"
            raise ValueError(msg)
        return value

    return BeforeValidator(check)


def _is_plain(text: str) -> str:
    if any(category(character) in {"Cc", "Cs"} for character in text):
        msg = "a name has no control characters"
        raise ValueError(msg)
    return text


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        msg = "lies outside the calendar"
        raise ValueError(msg) from None


Day = Annotated[date, _written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date as YYYY-MM-DD, such as 2008-01-02")]
Moment = Annotated[
    AwareDatetime,
    _written(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
        "a date and time as RFC 3339 has it, such as 2008-01-02T10:40:00Z ('+' is written %2B in a query)",
    ),
    AfterValidator(_in_utc),
]
Flag = Annotated[bool, _written("true|false", "true or false")]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT), _written("[0-9]{1,9}", "a whole number")]
Number = Annotated[
    str,
    StringConstraints(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$", max_length=27),
    _written(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", "a number in plain digits, such as 500 or 2.5"),
]
NameText = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_is_plain)]
CursorText = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[A-Za-z0-9_-]+$")]
Names = Annotated[list[NameText], Field(max_length=20)]


class ListQuery(BaseModel):
    """What every list may be asked; a noun's own filters extend it. Unknown parameters are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    references: ClassVar[dict[str, str]] = {}
    """Which parameters hold names, and among which noun each is looked up."""
    narrowing: ClassVar[frozenset[str]] = frozenset()
    """Which repeatable parameters narrow when given several times; the others widen."""
    phrases: ClassVar[Phrases] = {}
    """How each filter reads in ``query.description``; ``{}`` stands for its value, a flag has one phrase for no and one for yes."""

    updated_since: Annotated[
        Moment | SkipJsonSchema[None],
        Field(description="Only records that changed at or after this moment (RFC 3339).", examples=["2008-01-02T10:40:00Z"]),
    ] = None
    limit: Annotated[Limit, Field(description="How many records a page holds, from 1 to 500.")] = DEFAULT_LIMIT
    cursor: Annotated[
        CursorText | SkipJsonSchema[None],
        Field(description="Where to go on: `next_cursor` of the page before, with the same filters and order."),
    ] = None

    def filters(self) -> dict[str, object]:
        """The filters that were given, by parameter, without paging."""
        given = self.model_dump(exclude={"limit", "cursor", "sort"}, exclude_defaults=True)
        return {name: value for name, value in given.items() if value not in (None, [])}

    @classmethod
    def repeatable(cls) -> frozenset[str]:
        """The parameters that may be given more than once."""
        return frozenset(name for name, field in cls.model_fields.items() if isinstance(field.get_default(call_default_factory=True), list))
