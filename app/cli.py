"""The command line: serve, migrate, seed, verify, anchor, openapi, health. Whatever is wrong is one clear line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import httpx
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session

from app import __version__, openapi
from app.anchors.errors import AnchorError
from app.anchors.text import SourceTextError, read_source
from app.anchors.verify import describe
from app.anchors.verify import verify as verify_anchors
from app.db.engine import check_reachable, open_engine, reading, writing
from app.db.errors import DatabaseError
from app.db.migrate import check_migrated, migrate
from app.ingest.anchoring import AnchoringError, anchor_report
from app.ingest.errors import DataError
from app.ingest.files import SEED, read_data_files
from app.ingest.load import load
from app.ingest.verifying import DocumentChoiceError, anchors_of_document, choose_document
from app.server import listen, serve
from app.settings import CHECKOUT, Settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_PLAIN = (AnchorError, AnchoringError, DataError, DatabaseError, DocumentChoiceError, SourceTextError)


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except _PLAIN as error:
        raise click.ClickException(str(error)) from error


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"FACTS_{str(item['loc'][0]).upper()}={item['input']}: {item['msg']}" for item in error.errors()]
        raise click.ClickException("; ".join(faults)) from None


@click.group(help="Refugee Policy Facts: structured, sourced facts over HTTP. Settings come from FACTS_* environment variables.")
@click.version_option(__version__, prog_name="facts")
def main() -> None:
    """Group the commands."""


@main.command("serve")
@click.option("--prepare/--no-prepare", default=True, show_default=True, help="Migrate the database and load the seed first.")
def serve_command(*, prepare: bool) -> None:
    """Serve the API; Ctrl-C stops it."""
    settings = _settings()
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        reason = f"cannot listen on {settings.host}:{settings.port}: {error.strerror}"
        raise click.ClickException(f"{reason}; FACTS_PORT chooses another port") from error
    with _plain_errors():
        if prepare:
            _migrate(settings)
            _seed(settings, SEED)
        else:
            check_migrated(_reachable(settings))
    click.echo(f"Serving at http://{settings.host}:{settings.port}/ (documentation: /docs, stop: Ctrl-C)", err=True)
    serve(settings, listener)


@main.command("migrate")
def migrate_command() -> None:
    """Bring the database to the tables that this version reads."""
    with _plain_errors():
        _migrate(_settings())


@main.command("seed")
@click.option("--from", "folder", type=_FOLDER, default=SEED, help="The folder of data files; by default the one that comes along.")
def seed_command(folder: Path) -> None:
    """Load data files; loading them again changes nothing."""
    with _plain_errors():
        _seed(_settings(), folder)


@main.command("verify")
@click.option("--text", "path", type=_FILE, required=True, help="The text that the document was read in.")
@click.option("--document", "slug", help="The id of the document; by default the one whose text this is.")
def verify_command(path: Path, slug: str | None) -> None:
    """Check every anchor of a document against its text; say what drifted and where it stands now. Exit status 1 on drift."""
    settings = _settings()
    with _plain_errors():
        engine = _reachable(settings)
        check_migrated(engine)
        with Session(reading(engine)) as session:
            document = choose_document(session, slug, read_source(path, 0).sha256)
            source = read_source(path, document.front_matter_blocks)
            report = verify_anchors(source, anchors_of_document(session, document), document.text_sha256)
    for line in describe(report):
        click.echo(line)
    sys.exit(not report.is_sound)


@main.command("anchor")
@click.argument("report", type=_FILE)
@click.option("--text", "path", type=_FILE, required=True, help="The text that the report's evidence quotes.")
def anchor_command(report: Path, path: Path) -> None:
    """Find the evidence of a report file in its text, and write the anchors beside the report."""
    with _plain_errors():
        click.echo(f"wrote {anchor_report(report, path)}")


@main.group("openapi")
def openapi_group() -> None:
    """The OpenAPI documents."""


@openapi_group.command("write")
@click.option("--to", "folder", type=_FOLDER, default=CHECKOUT / "openapi", help="Where to; by default openapi/ of the checkout.")
def openapi_write_command(folder: Path) -> None:
    """Write openapi.json, openapi.yaml and openapi-3.0.json as the code gives them."""
    for name, content in openapi.documents().items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
        click.echo(f"wrote {folder / name}")


@main.command("health")
def health_command() -> None:
    """Ask the service on this machine whether it is ready; exit status 1 if it is not."""
    settings = _settings()
    try:
        answer = httpx.get(f"http://127.0.0.1:{settings.port}/readyz", timeout=5)
    except httpx.HTTPError as error:
        raise click.ClickException(f"nothing answers on port {settings.port}: {error}") from error
    click.echo(answer.text)
    sys.exit(not answer.is_success)


def _reachable(settings: Settings) -> Engine:
    engine = open_engine(settings.database_url)
    check_reachable(engine)
    return engine


def _migrate(settings: Settings) -> None:
    engine = _reachable(settings)
    click.echo(f"Database {engine.url.render_as_string(hide_password=True)}: migrating ...", err=True)
    migrate(engine)
    engine.dispose()


def _seed(settings: Settings, folder: Path) -> None:
    click.echo(f"Loading the data of {folder} ...", err=True)
    files = read_data_files(folder)
    engine = _reachable(settings)
    check_migrated(engine)
    with Session(writing(engine)) as session:
        summary = load(session, files, datetime.now(UTC))
        session.commit()
    engine.dispose()
    written = ", ".join(f"{count} {noun}" for noun, count in summary.written.items()) or "nothing new"
    click.echo(f"Loaded {written}.", err=True)
    for public_id in summary.left_over:
        click.echo(f"warning: {public_id} is in the database and no longer in the files; it stays published", err=True)
