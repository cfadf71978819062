"""``facts restore``."""

from datetime import UTC, datetime
from pathlib import Path

import click

from app.backup.errors import BackupError
from app.backup.restoring import compare, restore
from app.cli.edge import database, plain_errors, read_settings
from app.cli.prepare import prepare_tables
from app.cli.progress import bar
from app.cli.stopping import ending_tidily
from app.db.version import is_rendered


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing: say whether the database holds what the backup does; exit status 1 if not.")
def command(path: Path, *, check: bool) -> None:
    """Put what a backup holds into the database of FACTS_DATABASE_URL, which must be empty: a SQLite file or a PostgreSQL database."""
    with database(read_settings()) as engine, ending_tidily(), plain_errors(BackupError, OSError):
        if check:
            click.echo(f"the database holds what {path} does: {compare(engine, path, bar)}")
            return
        digests = restore(engine, path, datetime.now(UTC), bar)
        click.echo(f"restored {path}: {digests}, the same as in the backup")
        if not is_rendered(engine):
            prepare_tables(engine)
