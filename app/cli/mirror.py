"""``facts mirror``."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
import httpx
from sqlalchemy import Engine

from app import __version__
from app.cli.edge import database, plain_errors, read_settings
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.db.version import is_migrated
from app.mirror.copying import Advance, Copying
from app.mirror.errors import CopyError
from app.mirror.source import Source, UnreachableError
from app.mirror.verifying import differences

_LONGEST_PAUSE_SECONDS = 60.0
_MOST_TOLD = 20


@click.command()
@click.argument("url")
@click.option("--follow/--once", default=False, show_default=True, help="Go on with every change, as soon as it is published.")
@click.option("--verify", is_flag=True, help="Compare every change with the source, and copy nothing; exit status 1 where any differs.")
def command(url: str, *, follow: bool, verify: bool) -> None:
    """Keep an exact copy of the data that the service at URL publishes, in an empty database of its own.

    It goes on where it was left, whenever and however that was.
    """
    settings = read_settings()
    agent = {"User-Agent": f"facts-mirror/{__version__}", "Accept-Encoding": "gzip"}
    with database(settings) as engine, httpx.Client(headers=agent, follow_redirects=True) as client, plain_errors(CopyError):
        source = Source(client, url, time.sleep)
        copying = Copying(engine, source)
        _migrate(engine)
        copying.prepare()
        if verify:
            _verify(engine, source, copying)
            return
        if not follow:
            source.check()
            _catch_up(source, copying)
            return
        _follow(source, copying)


def _migrate(engine: Engine) -> None:
    if not is_migrated(engine):
        from app.db.migrate import migrate  # noqa: PLC0415 (a mirror whose tables are there needs no room for what makes them)

        migrate(engine)


def _catch_up(source: Source, copying: Copying) -> None:
    copying.check_history()
    with _bar(source.last() - copying.position(), "changes") as advance:
        taken = copying.catch_up(advance)
    click.echo(f"Mirror of {source.url}: {taken} changes taken, {copying.position()} in all.", err=True)


def _follow(source: Source, copying: Copying) -> None:
    """Take what is new for as long as the command runs. Where the source is away, ask less and less often, at least once a minute."""
    pause = 1.0
    is_known = False
    while True:
        try:
            if not is_known:
                source.check()
                _catch_up(source, copying)
                is_known = True
            if taken := copying.catch_up(lambda _count: None, wait=True):
                click.echo(f"{taken} changes taken, {copying.position()} in all.", err=True)
            pause = 1.0
        except UnreachableError as error:
            click.echo(f"{error}; asking again in {pause:.0f} s", err=True)
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            is_known = False


def _verify(engine: Engine, source: Source, copying: Copying) -> None:
    count = 0
    memory = Memory()
    with _bar(copying.position(), "changes") as advance:
        for told in differences(source, lambda: open_snapshot(engine, memory), advance):
            count += 1
            if count <= _MOST_TOLD:
                click.echo(told)
    behind = max(source.last() - copying.position(), 0)
    click.echo(f"{copying.position()} changes compared with {source.url}: {count} differ; {behind} are not here yet.", err=True)
    if count:
        sys.exit(1)


@contextmanager
def _bar(length: int, what: str) -> Iterator[Advance]:
    with click.progressbar(length=max(length, 0), label=f"{max(length, 0)} {what}", file=sys.stderr) as bar:
        yield bar.update
