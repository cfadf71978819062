"""``facts seed``."""

from pathlib import Path

import click

from app.cli.edge import database, read_settings
from app.cli.prepare import load_folder
from app.ingest.files import SEED


@click.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SEED,
    help="The folder of data files; by default the one that comes along.",
)
def command(folder: Path) -> None:
    """Load data files, all or nothing; loading them again changes nothing."""
    with database(read_settings()) as engine:
        load_folder(engine, folder)
