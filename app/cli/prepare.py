"""Preparing a database: its tables, and the data of a folder."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlmodel import Session

from app.cli.edge import plain_errors
from app.db.engine import writing
from app.db.errors import MirrorError
from app.db.version import check_migrated, is_migrated, is_rendered, source_of
from app.ingest.errors import DataError
from app.ingest.folder import digest_of_folder, is_loaded, keep_folder
from app.publishing.errors import RecordTooLargeError


def prepare_tables(engine: Engine) -> None:
    """Bring the tables to what this version reads, and render anew the records of older ones."""
    click.echo(f"Database {engine.url.render_as_string(hide_password=True)}: migrating ...", err=True)
    if not is_migrated(engine):
        from app.db.migrate import migrate  # noqa: PLC0415 (a server whose tables are there needs no room for what makes them)

        with plain_errors():
            migrate(engine)
    if not is_rendered(engine):
        from app.db.bulk import room_to_write  # noqa: PLC0415 (as above)
        from app.mirror.indexing import renew  # noqa: PLC0415
        from app.publishing.publish import publish  # noqa: PLC0415

        click.echo("Rendering all records anew ...", err=True)
        with Session(writing(engine)) as session, room_to_write(session):
            if source_of(engine) is None:
                publish(session, {}, datetime.now(UTC))
            else:
                renew(session)
            session.commit()


def load_folder(engine: Engine, folder: Path) -> None:
    """Load the data files of a folder, unless they are what was loaded last; say what was written. A mirror takes none."""
    click.echo(f"Loading the data of {folder} ...", err=True)
    digest = digest_of_folder(folder)
    with plain_errors(DataError, RecordTooLargeError):
        check_migrated(engine)
        if (source := source_of(engine)) is not None:
            raise MirrorError(source)
        with engine.connect() as connection:
            is_known = is_loaded(connection, digest)
        if is_known:
            click.echo("Loaded nothing new.", err=True)
        else:
            _load(engine, folder, digest)


def _load(engine: Engine, folder: Path, digest: str) -> None:
    from app.ingest.files import read_data_files  # noqa: PLC0415 (a server whose data are there needs no room for what loads them)
    from app.ingest.load import load  # noqa: PLC0415

    files = read_data_files(folder)
    with Session(writing(engine)) as session:
        summary = load(session, files, datetime.now(UTC))
        keep_folder(session.connection(), digest)
        session.commit()
    written = ", ".join(f"{count} {noun}" for noun, count in summary.written.items()) or "nothing new"
    changed = f"; {summary.records_changed} public records changed" if summary.records_changed else ""
    click.echo(f"Loaded {written}{changed}.", err=True)
    for public_id in summary.left_over:
        click.echo(f"warning: {public_id} is in the database and no longer in the files; it stays published", err=True)
