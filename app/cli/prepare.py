"""Preparing a database: its tables, and the data of a folder."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlmodel import Session

from app.cli.edge import plain_errors
from app.db.engine import writing
from app.db.version import check_migrated, is_migrated
from app.ingest.errors import DataError
from app.ingest.files import read_data_files
from app.ingest.load import load


def prepare_tables(engine: Engine) -> None:
    """Bring the tables to what this version reads."""
    click.echo(f"Database {engine.url.render_as_string(hide_password=True)}: migrating ...", err=True)
    if is_migrated(engine):
        return
    from app.db.migrate import migrate  # noqa: PLC0415 (a server whose tables are there needs no room for what makes them)

    with plain_errors():
        migrate(engine)


def load_folder(engine: Engine, folder: Path) -> None:
    """Load the data files of a folder; say what was written."""
    click.echo(f"Loading the data of {folder} ...", err=True)
    with plain_errors(DataError):
        check_migrated(engine)
        files = read_data_files(folder)
        with Session(writing(engine)) as session:
            summary = load(session, files, datetime.now(UTC))
            session.commit()
    written = ", ".join(f"{count} {noun}" for noun, count in summary.written.items()) or "nothing new"
    changed = f"; {summary.records_changed} public records changed" if summary.records_changed else ""
    click.echo(f"Loaded {written}{changed}.", err=True)
    for public_id in summary.left_over:
        click.echo(f"warning: {public_id} is in the database and no longer in the files; it stays published", err=True)
