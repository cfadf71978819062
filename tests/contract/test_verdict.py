"""A breaking change is let through where CHANGELOG.md declares it and the version tells of it."""

import pytest

from scripts.contract.verdict import faults, next_breaking
from scripts.contract.way import Node
from tests.contract.shelf import SHELF, changed, member, schema

FOUND = "`Book.title`: is removed"
CHANGELOG = """\
# Changelog

## [2.0.0] - Unreleased

### Added

- `Book.colour`: the colour of a book.

### Breaking

- {entry}
- Titles are sorted by the rules of librarians.

### Fixed

- `Book.pages`: is right now.

## [1.2.3] - 2027-01-01

### Breaking

- `Owner`: is removed. It was.
"""


def without_titles(version: str) -> Node:
    def change(document: Node) -> None:
        schema(document, "Book")["properties"].pop("title")
        document["info"]["version"] = version

    return changed(change)


def changelog(entry: str) -> str:
    return CHANGELOG.format(entry=entry)


def test_breaking_change_is_refused_where_it_is_not_declared() -> None:
    assert faults(SHELF, without_titles("2.0.0"), changelog("Nothing.")) == [f"not declared: {FOUND}"]


@pytest.mark.parametrize("entry", [FOUND, f"{FOUND}. Ask for `Book.name`.", "`Book.title`: is\n  removed. Ask for\n  `Book.name`."])
def test_breaking_change_passes_where_it_is_declared(entry: str) -> None:
    assert faults(SHELF, without_titles("2.0.0"), changelog(entry)) == []


def test_declaration_of_something_else_declares_nothing() -> None:
    assert faults(SHELF, without_titles("2.0.0"), changelog("`Book.title`: is removed from lists.")) == [
        f"not declared: {FOUND}",
        "declared, and not so: `Book.title`: is removed from lists.",
    ]


def test_declaration_is_refused_where_nothing_is_so() -> None:
    document = changed(lambda document: document["info"].update(version="2.0.0"))
    assert faults(SHELF, document, changelog(FOUND)) == [f"declared, and not so: {FOUND}"]


def test_declarations_of_what_is_released_are_left_alone() -> None:
    released = changed(lambda document: document["info"].update(version="2.0.0"))
    assert faults(released, released, changelog(FOUND)) == []


def test_breaking_change_is_refused_where_the_version_does_not_tell_of_it() -> None:
    text = changelog(FOUND).replace("2.0.0", "1.3.0")
    assert faults(SHELF, without_titles("1.3.0"), text) == ["the version is 1.3.0: what breaks clients needs 2.0.0"]


def test_any_version_will_do_where_nothing_breaks() -> None:
    document = changed(lambda document: member(document, "Book", "title").update(maxLength=50))
    assert faults(SHELF, document, "# Changelog") == []


@pytest.mark.parametrize(("version", "breaking"), [((0, 1, 0), (0, 2, 0)), ((0, 3, 2), (0, 4, 0)), ((1, 2, 3), (2, 0, 0))])
def test_version_that_may_break_is_the_next_major_one_or_before_1_0_the_next_minor_one(
    version: tuple[int, int, int], breaking: tuple[int, int, int]
) -> None:
    assert next_breaking(version) == breaking
