"""Suffixes: ``/claims.csv`` is ``/claims`` as CSV, and ``/claims/clm_….jsonld`` one claim as JSON-LD."""

from collections.abc import Collection

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.formats.catalog import BY_SUFFIX
from app.formats.format import Format

_STATE = "format"
_MOST_PARTS = 2


class Suffixes:
    """Takes the suffix of a format off the path of a noun, before routing, and remembers which it was."""

    def __init__(self, app: ASGIApp, nouns: Collection[str]) -> None:
        """Wrap ``app``; other paths than those of ``nouns`` keep what looks like a suffix."""
        self.app = app
        self.nouns = frozenset(nouns)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and (split := self._split(scope["path"])) is not None:
            path, format_ = split
            state = {**scope.get("state", {}), _STATE: format_}
            scope = {**scope, "path": path, "state": state}
        await self.app(scope, receive, send)

    def _split(self, path: str) -> tuple[str, Format] | None:
        before, slash, last = path.rpartition("/")
        name, dot, suffix = last.partition(".")
        bare = f"{before}{slash}{name}"
        parts = bare.strip("/").split("/")
        is_of_noun = parts[0] in self.nouns and len(parts) <= _MOST_PARTS
        return (bare, BY_SUFFIX[suffix]) if dot and is_of_noun and suffix in BY_SUFFIX else None


def has_suffix(scope: Scope) -> bool:
    """Whether the path asked for a format by its suffix: such addresses are only read."""
    return _STATE in scope.get("state", {})


def asked_path(request: Request) -> str:
    """The path as it was asked for, with its suffix."""
    suffix = suffix_format(request)
    path: str = request.scope["path"]
    return f"{path}.{suffix.suffix}" if suffix else path


def suffix_format(request: Request) -> Format | None:
    """The format that the path asked for by its suffix."""
    found = request.scope.get("state", {}).get(_STATE)
    return found if isinstance(found, Format) else None
