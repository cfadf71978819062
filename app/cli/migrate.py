"""``facts migrate``."""

import click

from app.cli.edge import database, read_settings
from app.cli.prepare import prepare_tables


@click.command()
def command() -> None:
    """Bring the database to the tables that this version reads; an empty one gets all of them, records of older ones are rendered anew."""
    with database(read_settings()) as engine:
        prepare_tables(engine)
