"""``facts import``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlmodel import Session

from app.cli.edge import database, plain_errors, read_settings
from app.db.bulk import room_to_write
from app.db.engine import writing
from app.db.version import check_migrated
from app.editorial.auditing import write_down_command
from app.editorial.errors import ContentError
from app.editorial.files import FileFormat, FormatError, ImportedNoun, lines_of, writable_of
from app.editorial.importing import Import, ImportRefusedError, Report
from app.editorial.lines import Line


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--noun", type=click.Choice([noun.value for noun in ImportedNoun]), required=True, help="What the records are.")
@click.option("--format", "format_", type=click.Choice([each.value for each in FileFormat]), help="By default what the name ends with.")
@click.option("--each", is_flag=True, help="Take every line that is in order; by default all lines or none.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and leave everything as it is.")
@click.option("--note", help="What readers are told of records that there were before; without it these may not change.")
def command(  # noqa: PLR0913 (its options)
    path: Path, noun: str, format_: str | None, note: str | None, *, each: bool, dry_run: bool
) -> None:
    """Publish the records of a file: NDJSON (content, or records as /claims.ndjson gives them), or CSV for stakeholders and figures."""
    suffix = format_ or path.suffix.removeprefix(".")
    if suffix not in set(FileFormat):
        raise click.UsageError(f"{path.name} does not end with .ndjson or .csv: say with --format what it is.")
    settings = read_settings()
    with database(settings) as engine, plain_errors(ContentError, FormatError, OSError):
        check_migrated(engine)
        with Session(writing(engine)) as session, room_to_write(session), path.open("rb") as file:
            lines, moment = lines_of(session, ImportedNoun(noun), FileFormat(suffix), file), datetime.now(UTC)
            write_down_command(session, f"facts import {path.name}", moment, noun)
            importing = Import(session, writable_of(ImportedNoun(noun)), moment, note)
            with _shown(lines, path) as shown:
                report = _run(importing, shown, session.flush if dry_run else session.commit, each=each)
            if dry_run:
                session.rollback()
            else:
                session.commit()
    _tell(report, dry_run=dry_run)


def _run(importing: Import, lines: Iterator[Line], end_batch: Callable[[], object], *, each: bool) -> Report:
    try:
        return importing.each(lines, end_batch) if each else importing.all(lines)
    except ImportRefusedError as error:
        raise click.ClickException(f"nothing was imported:\n{error}") from None


def _tell(report: Report, *, dry_run: bool) -> None:
    for fault in report.faults:
        click.echo(str(fault), err=True)
    told = f"{report.created} created, {report.changed} changed, {report.unchanged} unchanged, {report.refused} refused"
    click.echo(f"{'Would be imported' if dry_run else 'Imported'}: {told}.")
    if report.faults:
        sys.exit(1)


@contextmanager
def _shown(lines: Iterator[Line], path: Path) -> Iterator[Iterator[Line]]:
    """The same lines, with a bar on the terminal that follows them."""
    with path.open("rb") as counted:
        total = sum(1 for _ in counted)
    with click.progressbar(lines, length=total, label=f"{total} lines", file=sys.stderr) as bar:
        yield iter(bar)
