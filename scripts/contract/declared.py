"""Breaking changes that are declared: those that CHANGELOG.md names under "Breaking", in the words in which they are found."""

import re

_NEXT = re.compile(r"^#{2,3} ", re.MULTILINE)
_ENTRY = re.compile(r"^- (`.*(?:\n  .*)*)", re.MULTILINE)


def declared(changelog: str, version: str) -> list[str]:
    """The entries of a version that begin with a place of the document. Others tell of what no document shows."""
    _, _, rest = changelog.partition(f"\n## [{version}]")
    own = rest.partition("\n## ")[0]
    _, _, breaking = own.partition("\n### Breaking\n")
    return [" ".join(entry.split()) for entry in _ENTRY.findall(_NEXT.split(breaking)[0])]


def declares(entry: str, found: str) -> bool:
    """Whether an entry is about what was found: it says the same, and then why, or what to do."""
    return entry == found or entry.startswith((f"{found}. ", f"{found}."))
