"""``facts anchor``."""

from pathlib import Path

import click

from app.anchors.text import SourceTextError
from app.cli.edge import plain_errors
from app.ingest.anchoring import AnchoringError, anchor_report
from app.ingest.errors import DataError

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("report", type=_FILE)
@click.option("--text", "path", type=_FILE, required=True, help="The text that the report's evidence quotes.")
def command(report: Path, path: Path) -> None:
    """Find the evidence of a report file in its text, and write the anchors beside the report. The text itself is not kept."""
    with plain_errors(AnchoringError, DataError, SourceTextError):
        click.echo(f"wrote {anchor_report(report, path)}")
