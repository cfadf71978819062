"""Console blocks: commands with what they answer, and the requests that ``curl`` commands stand for."""

import shlex
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.docs.shown import ELLIPSIS

PROMPT = "$ "
DOCUMENTED_ADDRESS = "http://127.0.0.1:8000"
"""The address of the service in all examples: that of ``make serve``."""


@dataclass
class Typed:
    """A command, and the lines that it is shown to answer."""

    command: str
    answer: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Call:
    """The request of a ``curl`` command, and which parts of the answer are printed."""

    method: str
    url: str
    headers: dict[str, str]
    data: list[str]
    prints_head: bool
    prints_body: bool


def session(text: str) -> Iterator[Typed]:
    """The commands of a console block; a backslash at the end of a line continues it."""
    typed: Typed | None = None
    for line in text.splitlines():
        if typed is not None and not typed.answer and typed.command.endswith("\\"):
            typed.command = typed.command.removesuffix("\\") + line.strip()
        elif line.startswith(PROMPT):
            if typed is not None:
                yield typed
            typed = Typed(line.removeprefix(PROMPT))
        elif typed is not None:
            typed.answer.append(line)
        else:
            msg = f"an answer without a command: {line}"
            raise ValueError(msg)
    if typed is not None:
        yield typed


def call_of(command: str, etag: str | None = None) -> Call:
    """The request of a ``curl`` command. An ellipsis in ``If-None-Match`` is the ETag of the answer before."""
    options = _CURL.parse_args(shlex.split(command, comments=True)[1:])
    headers = dict(header.split(": ", 1) for header in options.header)
    if ELLIPSIS in headers.get("If-None-Match", ""):
        headers["If-None-Match"] = etag or ""
    url = options.url
    if options.get and options.data_urlencode:
        url = f"{url}?{'&'.join(options.data_urlencode)}"
    return Call(
        method=options.request or ("HEAD" if options.head else "POST" if options.data else "GET"),
        url=url,
        headers=headers,
        data=options.data,
        prints_head=options.head or options.include or options.dump_header == "-",
        prints_body=not options.head and not options.output,
    )


_CURL = ArgumentParser(prog="curl", add_help=False, allow_abbrev=False)
_CURL.add_argument("url")
_CURL.add_argument("-s", "--silent", action="store_true")
_CURL.add_argument("-i", "--include", action="store_true")
_CURL.add_argument("-I", "--head", action="store_true")
_CURL.add_argument("-G", "--get", action="store_true")
_CURL.add_argument("-X", "--request")
_CURL.add_argument("-D", "--dump-header")
_CURL.add_argument("-o", "--output")
_CURL.add_argument("-H", "--header", action="append", default=[])
_CURL.add_argument("-d", "--data", action="append", default=[])
_CURL.add_argument("--data-urlencode", action="append", default=[])
_CURL.add_argument("--etag-save")
_CURL.add_argument("--etag-compare")
