"""``facts seed``."""

from pathlib import Path

import click

from app.cli.edge import database, read_settings
from app.cli.prepare import load_folder


@click.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of data files; by default FACTS_DATA_FOLDER.",
)
def command(folder: Path | None) -> None:
    """Load data files, all or nothing; loading them again changes nothing."""
    settings = read_settings()
    with database(settings) as engine:
        load_folder(engine, folder or settings.data_folder)
