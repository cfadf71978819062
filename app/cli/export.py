"""``facts export``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from app.cli.edge import database, plain_errors, read_settings
from app.cli.target import refuse_target
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.db.version import check_migrated
from app.exports.catalog import EXPORTS
from app.exports.contents import Contents, contents_of
from app.exports.files import part_file, put_in_place
from app.formats.catalog import FORMATS
from app.formats.format import Format
from app.publishing.publish import RESOURCES
from app.query.resource import Resource
from app.web.errors import NotReadyError

_BULK = {export.suffix: export for export in EXPORTS}
_LISTS = {format_.suffix: format_ for format_ in FORMATS if format_.is_export}
_NOUNS = {resource.noun: resource for resource in RESOURCES}


@click.command()
@click.argument("what", type=click.Choice([*_BULK, *_LISTS]))
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--noun", type=click.Choice(list(_NOUNS)), help="Which records, in the formats of lists; by default claims.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
def command(what: str, path: Path, noun: str | None, *, force: bool) -> None:
    """Write the whole data set to a file, without the service: a data package (zip), a SQLite database, or one list of records."""
    if noun and what in _BULK:
        raise click.UsageError(f"{what} holds everything: --noun is for {', '.join(_LISTS)}.")
    settings = read_settings()
    refuse_target(path, settings.database_url, force=force)
    nouns = [_NOUNS[noun or "claims"]] if what in _LISTS else list(RESOURCES)
    write: Callable[[Path, Contents], None] = _BULK[what].write if what in _BULK else _list_writer(_LISTS[what], nouns[0])
    with database(settings) as engine, plain_errors(NotReadyError, OSError):
        check_migrated(engine)
        with open_snapshot(engine, Memory()) as snapshot, part_file(path.parent, path.name) as part:
            with _shown(contents_of(snapshot, settings.public_url or ""), nouns) as contents:
                write(part, contents)
            put_in_place(part, path)
    click.echo(f"wrote {path}: revision {contents.revision.number}, {path.stat().st_size} bytes")


def _list_writer(format_: Format, resource: Resource) -> Callable[[Path, Contents], None]:
    def write(path: Path, contents: Contents) -> None:
        with path.open("wb") as file:
            file.writelines(format_.write(contents.listing(resource, format_)))

    return write


@contextmanager
def _shown(contents: Contents, nouns: list[Resource]) -> Iterator[Contents]:
    """The same contents, with a bar on the terminal that follows what is read of it."""
    total = sum(contents.count(resource.noun) for resource in nouns)
    with click.progressbar(length=total, label=f"{total} records", file=sys.stderr) as bar:
        yield replace(contents, advance=bar.update)
