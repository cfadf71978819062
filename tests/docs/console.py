"""Console blocks: commands with what they answer, and the requests that ``curl`` commands stand for."""

import os
import shlex
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

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
    content: bytes | None
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


class Shell:
    """A shell in a folder: files are written into it, and what is exported in it lasts.

    Where the documentation has its address of the service, the shell has ``address``.
    """

    def __init__(self, folder: Path, address: str = DOCUMENTED_ADDRESS, **environment: str) -> None:
        """Begin without the settings of whoever runs the tests."""
        self.folder = folder
        self.address = address
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTS_")} | environment

    def write(self, name: str, text: str, mode: str) -> None:
        """Write a file, or add to one."""
        with (self.folder / name).open(mode, encoding="utf-8") as file:
            file.write(f"{text.replace(DOCUMENTED_ADDRESS, self.address)}\n")

    def run(self, command: str) -> str:
        """What a command prints, in whichever way."""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.environment[name] = self.run(f'printf %s "{value}"')
            return ""
        ran = subprocess.run(  # noqa: S603 (our own commands)
            ["/bin/sh", "-c", command.replace(DOCUMENTED_ADDRESS, self.address)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.stdout.replace(self.address, DOCUMENTED_ADDRESS)


def call_of(command: str, etag: str | None = None, shell: Shell | None = None) -> Call:
    """The request of a ``curl`` command in a shell. An ellipsis in ``If-Match`` and ``If-None-Match`` is the ETag of the answer before."""
    options = _CURL.parse_args(shlex.split(command, comments=True)[1:])
    known: Mapping[str, str] = shell.environment if shell else {}
    url, *lines = (Template(part).substitute(known) for part in (options.url, *options.header))
    headers = dict(line.split(": ", 1) for line in lines)
    for condition in ("If-Match", "If-None-Match"):
        if ELLIPSIS in headers.get(condition, ""):
            headers[condition] = etag or ""
    if options.json:
        headers |= {"Content-Type": "application/json", "Accept": "application/json"}
    sent = options.data or options.data_binary or options.json
    if options.get and options.data_urlencode:
        url = f"{url}?{'&'.join(options.data_urlencode)}"
    return Call(
        method=options.request or ("HEAD" if options.head else "POST" if sent else "GET"),
        url=url,
        headers=headers,
        content=_content(sent, shell) if sent else None,
        prints_head=options.head or options.include or options.dump_header == "-",
        prints_body=not options.head and not options.output,
    )


def _content(sent: str, shell: Shell | None) -> bytes:
    """What is sent, to the letter, or the file that is named after an ``@``."""
    return (shell.folder / sent.removeprefix("@")).read_bytes() if shell and sent.startswith("@") else sent.encode()


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
_CURL.add_argument("-d", "--data")
_CURL.add_argument("--data-binary")
_CURL.add_argument("--json")
_CURL.add_argument("--data-urlencode", action="append", default=[])
_CURL.add_argument("--etag-save")
_CURL.add_argument("--etag-compare")
