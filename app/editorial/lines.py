"""Lines of files that are imported: NDJSON for every noun, CSV for stakeholders and figures."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from app.claims.resource import CLAIMS
from app.editorial.content.claim import claim_content
from app.editorial.entry import published
from app.editorial.errors import ContentError
from app.editorial.reading import read_object
from app.editorial.writable import Writable
from app.ingest.ids import permanent_id
from app.model.vocabulary import PublicStatus
from app.query.errors import Fault
from app.stakeholders.resource import STAKEHOLDERS

_OF_RECORDS = "url"
"""A member that public records have, and content has not."""
_MOST_DIGITS = 18
_CLAIM_ID = re.compile("clm_[0-9a-z]{26}")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file: its number, its content, its id where that is no part of it; or what is wrong with it.

    ``is_retracted`` is true of a record that was withdrawn where it comes from.
    """

    number: int
    content: Mapping[str, Any]
    public_id: str | None = None
    fault: Fault | None = None
    is_retracted: bool = False


def ndjson_lines(writable: Writable, lines: Iterable[bytes]) -> Iterator[Line]:
    """Lines of NDJSON: content as it is written, or whole records as ``/claims.ndjson`` gives them. Empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _line(writable, number, read_object(line.removeprefix(_BOM.encode())))
        except ContentError as error:
            yield Line(number, {}, fault=error.faults[0])
        except (KeyError, TypeError, IndexError, AttributeError):
            yield Line(number, {}, fault=Fault("", "bad_value", "This is not a record of this API.", pointer=""))


def stakeholder_lines(session: Session, lines: Iterable[str]) -> Iterator[Line]:
    """Rows of stakeholders, by the columns of ``/stakeholders.csv``; the row of names is line 1.

    Names of a stakeholder that there is keep what a cell does not say of them: their language, and whether documents print them.
    """
    read = list(_rows(lines, _stakeholder))
    known = published(session, STAKEHOLDERS.noun, [line.content["id"] for line in read if "id" in line.content])
    for line in read:
        there = known.get(line.content.get("id", ""))
        yield line if there is None else replace(line, content=_with_known_names(line.content, there.record))


def figure_lines(session: Session, lines: Iterable[str]) -> Iterator[Line]:
    """Rows of figures, as changes to the claims in their column ``claim_id``: each claim is one line, that of its first figure.

    The columns are those of ``/figures.csv``, with ``place_id``, ``sha256``, ``prefix``, ``suffix`` and ``key`` besides.
    """
    figures: dict[str, list[Line]] = {}
    for line in _rows(lines, _figure):
        claim_id = line.content.get("claim_id")
        if line.fault is not None:
            yield line
        elif not claim_id:
            yield Line(line.number, {}, fault=Fault("", "missing", "claim_id: say which claim the figure belongs to.", pointer="/claim_id"))
        else:
            figures.setdefault(claim_id, []).append(line)
    claims = published(session, CLAIMS.noun, list(figures))
    for claim_id, own in figures.items():
        if (claim := claims.get(claim_id)) is not None and claim.gone is None:
            content = claim_content(claim.record)
            yield Line(own[0].number, content | {"figures": _with_figures(claim_id, content["figures"], own)}, claim_id)
        else:
            yield Line(own[0].number, {}, fault=Fault("", "unknown_id", f"claim_id: there is no claim {claim_id!r}.", pointer="/claim_id"))


def _rows(lines: Iterable[str], content: Callable[[Mapping[str, str]], dict[str, Any]]) -> Iterator[Line]:
    rows = csv.DictReader(_without_bom(lines), strict=True)
    try:
        for row in rows:
            if None in row or None in row.values():
                detail = f"This row has not as many cells as there are columns, {len(rows.fieldnames or ())}."
                yield Line(rows.line_num, {}, fault=Fault("", "bad_value", detail, pointer=""))
            else:
                yield Line(rows.line_num, content({name: value.strip() for name, value in row.items() if value.strip()}))
    except csv.Error as error:
        yield Line(rows.reader.line_num, {}, fault=Fault("", "bad_value", f"This is not CSV: {error}.", pointer=""))


def _with_figures(claim_id: str, figures: Sequence[dict[str, Any]], lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The figures of a claim, those of the lines in the place of themselves or at the end."""
    known = {figure["id"]: figure for figure in figures}
    for line in lines:
        figure = {name: value for name, value in line.content.items() if name != "claim_id"}
        key = figure.pop("key", None)
        if "id" not in figure:
            figure["id"] = permanent_id("fig", claim_id, key or figure.get("as_printed", ""))
        known[figure["id"]] = figure
    return list(known.values())


def _line(writable: Writable, number: int, read: dict[str, Any]) -> Line:
    public_id = None if "id" in writable.content.model_fields else read.pop("id", None)
    if public_id is not None and not (isinstance(public_id, str) and _CLAIM_ID.fullmatch(public_id)):
        return Line(number, {}, fault=Fault("", "bad_value", "/id: write clm_ and 26 digits or small letters.", pointer="/id"))
    if _OF_RECORDS in read:
        return Line(number, writable.content_of(read), public_id, is_retracted=read.get("status") == PublicStatus.RETRACTED)
    return Line(number, read, public_id)


def _stakeholder(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row as content. Columns that say nothing of the stakeholder itself, such as counts, are passed over."""
    outside = _parts(cells.get("outside_knowledge", ""))
    aliases = [{"name": name} for name in _parts(cells.get("aliases", ""))]
    known = {"parent": cells.get("parent_id")} if "parent" in outside else {}
    identifiers = (part.partition(":") for part in _parts(cells.get("identifiers", "")))
    return {
        **{name: cells[name] for name in ("id", "name", "kind", "description") if name in cells},
        **({} if known else {"parent": cells.get("parent_id")}),
        "aliases": aliases,
        "outside_knowledge": {
            **known,
            **{name: cells[name] for name in ("iso_alpha_2", "iso_alpha_3") if name in cells},
            "aliases": [],
            "identifiers": {scheme: value for scheme, _, value in identifiers},
            "same_as": _parts(cells.get("same_as", "")),
        },
    }


def _with_known_names(content: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    known = {alias["name"]: alias for alias in record["aliases"]}
    outside = content["outside_knowledge"]
    told = [*content["aliases"], *outside["aliases"]]
    names = [{**alias, "language": known.get(alias["name"], {"language": "en"})["language"]} for alias in told]
    is_outside = [known.get(alias["name"], {"is_outside_knowledge": False})["is_outside_knowledge"] for alias in told]
    own = [name for name, is_out in zip(names, is_outside, strict=True) if not is_out]
    others = [name for name, is_out in zip(names, is_outside, strict=True) if is_out]
    return {**content, "aliases": own, "outside_knowledge": {**outside, "aliases": others}}


def _figure(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row as the content of a figure, and the claim that it belongs to."""
    names = ("claim_id", "id", "key", "as_printed", "comparator", "value", "lower", "upper", "unit", "measure", "population", "period")
    own = {name: cells[name] for name in (*names, "duration") if name in cells}
    places = {name: _number(cells[name]) for name in ("paragraph", "start", "end") if name in cells}
    words = {name: cells[name] for name in ("exact", "prefix", "suffix", "sha256") if name in cells}
    return {**own, "place": cells.get("place_id"), "evidence": [places | words]}


def _number(cell: str) -> int | str:
    """The number in a cell; the cell itself where it is none that a text is as long as."""
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) <= _MOST_DIGITS else cell


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _without_bom(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix(_BOM) if number == 0 else line
