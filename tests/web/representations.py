"""Every noun in every format, and how the ids of its records are read from each."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import feedparser
from httpx2 import Response
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.formats.catalog import FORMATS
from app.formats.format import Format

NOUNS = tuple(resource.noun for resource in RESOURCES)

_ALTERNATE = re.compile(r'<([^>]*)>; rel="alternate"; type="([^"]*)"')
_NEXT = re.compile(r'<([^>]*)>; rel="next"')


class Representation(NamedTuple):
    """A noun in a format."""

    noun: str
    format: Format

    def __str__(self) -> str:
        return f"{self.noun}.{self.format.suffix}"

    @property
    def address(self) -> str:
        """The list, by its suffix."""
        return f"/{self}"

    @property
    def accept(self) -> dict[str, str]:
        """The headers that ask for the format."""
        return {"Accept": self.format.essence}


ALL = tuple(Representation(noun, format_) for noun in NOUNS for format_ in FORMATS)
EXPORTS = tuple(one for one in ALL if one.format.is_export)


def _of_json(text: str) -> list[str]:
    parsed = json.loads(text)
    return [item["id"] for item in parsed["items"]] if "items" in parsed else [parsed["id"]]


_READERS: Mapping[str, Callable[[str], list[str]]] = {
    "json": _of_json,
    "csv": lambda text: [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))],
    "ndjson": lambda text: [json.loads(line)["id"] for line in text.split("\n") if line],
    "jsonld": _of_json,
    "csl": lambda text: [item["id"] for item in json.loads(text)],
    "atom": lambda text: [entry.link.rpartition("/")[2] for entry in feedparser.parse(text).entries],
    "feed.json": lambda text: [item["url"].rpartition("/")[2] for item in json.loads(text)["items"]],
    "bib": lambda text: re.findall(r"^@misc\{([^,]+),$", text, re.MULTILINE),
}
"""By suffix: the ids in a list or a record, in order. A new format adds its own."""


def ids_in(answer: Response, format_: Format) -> list[str]:
    """The ids of the records in an answer, in order."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == format_.media_type
    return _READERS[format_.suffix](answer.content.decode())


def records(client: TestClient, noun: str) -> list[str]:
    """The ids of all records of a noun, in the order of its list."""
    return _of_json(client.get(f"/{noun}.json?limit=500").text)


def alternates_of(answer: Response) -> dict[str, str]:
    """The addresses of the other formats, by media type."""
    return {media_type: address for address, media_type in _ALTERNATE.findall(answer.headers["Link"])}


def next_of(answer: Response) -> str | None:
    """The address of the next page, by its link."""
    found = _NEXT.search(answer.headers["Link"])
    return found[1] if found else None


def pages(client: TestClient, address: str, headers: Mapping[str, str] | None = None) -> Iterator[Response]:
    """Pages, each reached from the one before by its link."""
    onward: str | None = address
    while onward is not None:
        answer = client.get(onward, headers=headers)
        yield answer
        onward = next_of(answer)
