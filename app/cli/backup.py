"""``facts backup``."""

from pathlib import Path

import click

from app.backup.errors import BackupError
from app.backup.making import back_up
from app.cli.edge import database, plain_errors, read_settings
from app.cli.progress import bar
from app.cli.stopping import ending_tidily
from app.cli.target import own_folder, refuse_target
from app.exports.files import put_in_place


@click.command()
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
def command(path: Path, *, force: bool) -> None:
    """Write all that the database holds to one SQLite file, while others read it and write to it; only its owner may read the file."""
    settings = read_settings()
    refuse_target(path, settings.database_url, force=force)
    with database(settings) as engine, ending_tidily(), plain_errors(BackupError, OSError), own_folder(path) as folder:
        part = folder / "backup.sqlite"
        part.touch(mode=0o600)
        digests = back_up(engine, part, bar)
        put_in_place(part, path)
    click.echo(f"wrote {path}: {digests}, {path.stat().st_size} bytes")
