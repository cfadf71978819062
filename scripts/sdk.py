"""Makes a client in each language by running the commands of the pages under ``openapi/clients``: the pages are the recipe.

All is done in ``build/openapi``, in copies of the folders of the pages beside links to the documents, so that the paths of the pages hold.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = CHECKOUT / "openapi" / "clients"
BUILD = CHECKOUT / "build" / "openapi"

NEEDS, GENERATE, USE = "What it needs", "Generate", "Use"
"""The headings under which each page has its commands."""

_COMMANDS = r"^## {}$.*?^```sh$(.*?)^```$"
_PATIENCE_SECONDS = 600
_BRIEFLY = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""Generators and compilers run for seconds: with the quick compiler alone, Java takes half the time for them."""


class CommandError(Exception):
    """A command of a page did not succeed; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class Client:
    """The client that one page makes."""

    name: str

    @property
    def page(self) -> str:
        """The page, as Markdown."""
        return (PAGES / self.name / "README.md").read_text(encoding="utf-8")

    @property
    def folder(self) -> Path:
        """Where it is made."""
        return BUILD / "clients" / self.name

    def missing(self) -> str | None:
        """Why it cannot be made here; None where it can."""
        try:
            self._run(NEEDS, PAGES / self.name)
        except CommandError as error:
            return str(error).splitlines()[-1]
        return None

    def generate(self) -> None:
        """Generate it anew, and compile or type-check it together with its example."""
        shutil.rmtree(self.folder, ignore_errors=True)  # what an older document gave does not stay
        shutil.copytree(PAGES / self.name, self.folder)
        for document in (CHECKOUT / "openapi").glob("openapi*.*"):
            with suppress(FileExistsError):
                (BUILD / document.name).symlink_to(document)
        self._run(GENERATE, self.folder)

    def use(self, environment: Mapping[str, str]) -> str:
        """What its example prints."""
        return self._run(USE, self.folder, environment)

    def _run(self, heading: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
        commands = re.search(_COMMANDS.format(heading), self.page, re.DOTALL | re.MULTILINE)
        if commands is None:
            raise ValueError(f"the page of {self.name} has no commands under “{heading}”")
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        done = subprocess.run(  # noqa: S603 (commands of our own pages)
            ["/bin/sh", "-euc", commands[1]],
            cwd=folder,
            env={**os.environ, **_BRIEFLY, "PATH": path, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        if done.returncode:
            raise CommandError((done.stdout + done.stderr).strip())
        return done.stdout


def clients() -> list[Client]:
    """All clients that have a page, by name."""
    return [Client(page.parent.name) for page in sorted(PAGES.glob("*/README.md"))]


@click.command()
@click.argument("names", metavar="[CLIENT]...", nargs=-1, type=click.Choice([client.name for client in clients()]))
def main(names: tuple[str, ...]) -> None:
    """Make the clients of these names, or all whose programs are here; those that are left out are named, with what is missing."""
    failed = False
    for client in [client for client in clients() if client.name in names or not names]:
        if missing := client.missing():
            click.echo(f"skipped  {client.name}: {missing}")
            continue
        click.echo(f"making   {client.name} ...")
        try:
            client.generate()
        except CommandError as error:
            failed = True
            click.echo(f"failed   {client.name}:\n{error}", err=True)
        else:
            click.echo(f"made     {client.folder.relative_to(CHECKOUT)}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
