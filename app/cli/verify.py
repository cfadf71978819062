"""``facts verify``."""

import sys
from pathlib import Path

import click
from sqlmodel import Session

from app.anchors.text import SourceTextError, read_source
from app.anchors.verify import describe, verify
from app.cli.edge import database, plain_errors, read_settings
from app.db.engine import reading
from app.db.version import check_migrated
from app.ingest.verifying import DocumentChoiceError, anchors_of_document, choose_document


@click.command()
@click.option(
    "--text", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="The text the document was read in."
)
@click.option("--document", "slug", help="The id of the document; by default the one whose text this is.")
def command(path: Path, slug: str | None) -> None:
    """Check every anchor of a document against its text: hash, offsets, words, paragraph.

    Says what drifted and where it stands now. Exit status 1 if anything did.
    """
    with database(read_settings()) as engine, plain_errors(SourceTextError, DocumentChoiceError):
        check_migrated(engine)
        with Session(reading(engine)) as session:
            document = choose_document(session, slug, read_source(path, 0).sha256)
            source = read_source(path, document.front_matter_blocks)
            report = verify(source, anchors_of_document(session, document), document.text_sha256)
    click.echo(f"{document.slug}: {path}")
    for line in describe(report):
        click.echo(line)
    sys.exit(not report.is_sound)
