"""Whether a document may follow the released one: what breaks clients is declared, and told by the version."""

from scripts.contract.declared import declared, declares
from scripts.contract.documents import document_breaks
from scripts.contract.way import Node

Version = tuple[int, int, int]


def faults(released: Node, present: Node, changelog: str) -> list[str]:
    """What stands against it."""
    found = document_breaks(released, present)
    version = present["info"]["version"]
    if not found and version == released["info"]["version"]:
        return []
    entries = declared(changelog, version)
    undeclared = [f"not declared: {each}" for each in found if not any(declares(entry, each) for entry in entries)]
    stale = [f"declared, and not so: {entry}" for entry in entries if not any(declares(entry, each) for each in found)]
    needed = next_breaking(_parsed(released["info"]["version"]))
    too_low = [f"the version is {version}: what breaks clients needs {'.'.join(map(str, needed))}"] if _parsed(version) < needed else []
    return [*undeclared, *stale, *(too_low if found else [])]


def next_breaking(version: Version) -> Version:
    """The lowest version that may break clients of another: the next major one, before 1.0 the next minor one."""
    major, minor, _ = version
    return (major + 1, 0, 0) if major else (0, minor + 1, 0)


def _parsed(version: str) -> Version:
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch
