"""A reader of BibTeX as strict as BibTeX itself: braces balance whatever stands before them, and commands are ASCII words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_HEAD = re.compile(r"@(?P<kind>[a-z]+)\{(?P<key>[A-Za-z0-9_:.-]+),\s*")
_FIELD = re.compile(r"(?P<name>[a-z]+) = \{")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\{\}|([&%$#_]))")
_MEANING = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}


class Entry(NamedTuple):
    """An entry; its values are as they are written."""

    kind: str
    key: str
    fields: dict[str, str]


def read_bibtex(text: str) -> list[Entry]:
    """Every entry; raises ``ValueError`` where BibTeX would lose its place."""
    return list(_entries(text))


def plain(value: str) -> str:
    """What LaTeX would print for a value; raises ``ValueError`` where it would fail or print something else."""
    bare = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    left = _COMMAND.sub("", bare)
    if stray := set(left) & set("\\{}&%$#_~^"):
        message = f"{stray} in {value!r} means something to LaTeX"
        raise ValueError(message)
    return _COMMAND.sub(lambda found: _MEANING[found[1]] if found[1] else found[2], bare)


def _entries(text: str) -> Iterator[Entry]:
    at = 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        head = _HEAD.match(text, at)
        if head is None:
            message = f"no entry begins at {text[at : at + 40]!r}"
            raise ValueError(message)
        at, fields = head.end(), {}
        while (field := _FIELD.match(text, at)) is not None:
            end = _closing_brace(text, field.end())
            fields[field["name"]] = text[field.end() : end]
            at = end + 1 + len(re.match(r"[,\s]*", text[end + 1 :])[0])  # type: ignore[index]  # it matches nothing at least
        if text[at : at + 1] != "}":
            message = f"entry {head['key']} does not end at {text[at : at + 40]!r}"
            raise ValueError(message)
        at += 1
        yield Entry(head["kind"], head["key"], fields)


def _closing_brace(text: str, at: int) -> int:
    depth = 1
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    message = "a brace is never closed"
    raise ValueError(message)
