"""The parameters that every list takes, and the strict types that all of them are made of."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Annotated, ClassVar
from unicodedata import category

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from app.limits import INTEGER

Phrases = tuple[str, ...]
Labels = Mapping[str, Mapping[object, str]]

_DIGEST_BYTES = 8
DEFAULT_LIMIT = 50
MAX_LIMIT = 500


def written(pattern: str, what: str) -> BeforeValidator:
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


def _has_no_nul(text: str) -> str:
    """Refuse what PostgreSQL holds no text of; all else is searched as it comes, the unseen joiners of Persian included."""
    if "\0" in text:
        msg = "text to search for has no NUL"
        raise ValueError(msg)
    return text


Day = Annotated[
    date,
    written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T00:00:00(\.0+)?Z)?", "a date as YYYY-MM-DD, such as 2008-01-02"),  # as JavaScript writes it, too
]
Moment = Annotated[
    AwareDatetime,
    written(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:?[0-9]{2})",
        "a date and time as RFC 3339 has it, such as 2008-01-02T10:40:00Z ('+' is written %2B in a query)",
    ),
    AfterValidator(_in_utc),
]
Flag = Annotated[bool, written("(?i)true|false|[01]", "true or false")]  # as R, PHP and Python write it, too
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT), written("[0-9]{1,9}", "a whole number")]
ChangeNumber = Annotated[int, Field(ge=0, le=INTEGER), written("[0-9]{1,10}", "the number of a change, or 0")]
VersionNumber = Annotated[int, Field(ge=1, le=1_000_000_000), written("[0-9]{1,10}", "a whole number from 1")]
Switch = Annotated[int, Field(ge=0, le=1), written("[01]", "0 or 1")]
_LIST = r"[a-z_0-9]+(, *[a-z_0-9]+)*"
_ListText = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=f"^{_LIST}$")]
FacetsText = Annotated[_ListText, written(_LIST, "filters with commas between them, such as kind,topic")]
FieldsText = Annotated[_ListText, written(_LIST, "members or columns with commas between them, such as id,version")]
Number = Annotated[
    str,
    StringConstraints(pattern="^-?[0-9]{1,15}([.][0-9]{1,10})?$", max_length=27),
    written(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", "a number in plain digits, such as 500 or 2.5"),
]
_ANYTHING = "(?s).+"
NameText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_is_plain),
    written(_ANYTHING, "a whole name or an id, or leave the parameter out"),
]
SearchText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(_has_no_nul),
    written(_ANYTHING, "words to search for, such as refugees, or leave the parameter out"),
]
CursorText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000, pattern=r"^[A-Za-z0-9_-]+$"),
    written("[A-Za-z0-9_-]+", "next_cursor from the page before, or the id of the last record"),
]
Names = Annotated[list[NameText], Field(max_length=20)]


PRESENTATION = {"bom", "facets", "fields", "snippets"}
"""The parameters that say what an answer shows of its records, and beside them; not every format has a place for each."""
_SHOWN_ONLY = PRESENTATION | {"limit", "cursor"}
"""The parameters that do not select: how much is shown, and how."""
_NO_FILTERS = _SHOWN_ONLY | {"sort", "as_of"}
"""Those and the ones that say in which order, and of which state."""


class RecordQuery(BaseModel):
    """What one record may be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Annotated[
        Moment | SkipJsonSchema[None],
        Field(description="The record as it read at this moment (RFC 3339).", examples=["2026-01-02T00:00:00Z"]),
    ] = None


class ListQuery(BaseModel):
    """What every list may be asked; a noun's own filters extend it. Unknown parameters are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    references: ClassVar[dict[str, str]] = {}
    """Which parameters hold names, and among which noun each is looked up."""
    narrowing: ClassVar[frozenset[str]] = frozenset()
    """Which repeatable parameters narrow when given several times; the others widen."""
    phrases: ClassVar[Phrases] = ("matching {q}", "changed since {updated_since}")
    """How filters read in ``query.description``, in that order. A phrase is told where all filters that it names were given, and
    each filter is told once: so a phrase for several stands before those for one of them."""
    labels: ClassVar[Labels] = {}
    """How values read in it that are not in words themselves, by parameter."""

    q: Annotated[
        SearchText | SkipJsonSchema[None],
        Field(
            description='Full text: words, "phrases", -exclusions and prefix*; case, accents and punctuation do not count.',
            examples=["refugees -torture"],
        ),
    ] = None
    updated_since: Annotated[
        Moment | SkipJsonSchema[None],
        Field(description="Only records that changed at or after this moment (RFC 3339).", examples=["2008-01-02T10:40:00Z"]),
    ] = None
    as_of: Annotated[
        Moment | SkipJsonSchema[None],
        Field(description="The list as it was at this moment (RFC 3339), with all filters.", examples=["2026-01-02T00:00:00Z"]),
    ] = None
    limit: Annotated[Limit, Field(description="How many records a page holds, from 1 to 500.")] = DEFAULT_LIMIT
    cursor: Annotated[
        CursorText | SkipJsonSchema[None],
        Field(
            description="Where to go on, with the same filters and order: a page's `next_cursor`, or the id of the last record.",
            examples=["clm_00000000002741jhb11e2gnaht"],
        ),
    ] = None

    facets: Annotated[
        list[FacetsText],
        Field(
            max_length=20,
            description="Filters to count values of, separated by commas; each is counted without itself.",
            examples=[["kind"]],
        ),
    ] = Field(default_factory=list)
    fields: Annotated[
        list[FieldsText],
        Field(max_length=20, description="Members to answer with, separated by commas; id, url and attribution are always there."),
    ] = Field(default_factory=list)
    snippets: Annotated[Flag, Field(description="With `q`: show where the words stand, in `snippets`.")] = False
    bom: Annotated[Switch, Field(description="For CSV: 1 begins with a byte order mark, by which Excel knows UTF-8.")] = 0

    @cached_property
    def digest(self) -> str:
        """Stands for everything that selects and orders records: not how much of them is shown, nor how."""
        selecting = self.model_dump_json(exclude=_SHOWN_ONLY)
        return hashlib.blake2b(f"{type(self).__name__}?{selecting}".encode(), digest_size=_DIGEST_BYTES).hexdigest()

    def wanted_facets(self) -> list[str]:
        """The facets that are asked for, each once."""
        return list(dict.fromkeys(name.strip() for text in self.facets for name in text.split(",")))

    def wanted_fields(self) -> list[str]:
        """The members that are asked for, each once; none where all are."""
        return list(dict.fromkeys(name.strip() for text in self.fields for name in text.split(",")))

    def presentation(self) -> list[str]:
        """The parameters of presentation that ask for something."""
        return sorted(self.model_dump(include=PRESENTATION, exclude_defaults=True))

    @property
    def is_limited(self) -> bool:
        """Whether a page size was asked for: exports write everything where none was."""
        return "limit" in self.model_fields_set

    def filters(self) -> dict[str, object]:
        """The filters that were given, by parameter, without paging."""
        given = self.model_dump(exclude=_NO_FILTERS, exclude_defaults=True)
        return {name: value for name, value in given.items() if value not in (None, [])}

    def bound(self) -> dict[str, object]:
        """The values of the filters that were given, as the columns hold them that they are compared with."""
        return self.filters()

    def check(self) -> None:
        """Raise :class:`~app.query.errors.QueryError` where the filters cannot hold together."""


@cache
def repeatable(query: type[BaseModel]) -> frozenset[str]:
    """The parameters that may be given more than once."""
    return frozenset(name for name, field in query.model_fields.items() if isinstance(field.get_default(call_default_factory=True), list))
