"""``facts erase``."""

from datetime import UTC, datetime

import click
from sqlmodel import Session

from app.cli.edge import database, plain_errors, read_settings
from app.db.engine import writing
from app.db.version import check_migrated
from app.editorial.auditing import write_down_command
from app.editorial.erasing import ERASABLE, erase
from app.editorial.errors import ConflictError
from app.mirror.past import remove_states
from app.query.errors import RecordGoneError, RecordNotFoundError


@click.command()
@click.argument("noun", type=click.Choice(ERASABLE))
@click.argument("public_id", metavar="ID")
@click.option("--note", required=True, help="What readers are told: which law demands it. It names nothing of what is erased.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(noun: str, public_id: str, note: str, *, yes: bool) -> None:
    """Erase a record because the law demands it: nothing but its id is left, of its older versions neither. For all else, retract it."""
    if not yes:
        click.confirm(f"Erase {noun}/{public_id} and everything that is kept of it? This cannot be taken back.", abort=True, err=True)
    settings = read_settings()
    with database(settings) as engine, plain_errors(ConflictError, RecordNotFoundError, RecordGoneError):
        check_migrated(engine)
        with Session(writing(engine)) as session:
            moment = datetime.now(UTC)
            erase(session, noun, public_id, note, moment)
            write_down_command(session, f"facts erase {noun} {public_id}", moment, noun, public_id)
            session.commit()
    if settings.export_folder is not None:
        remove_states(settings.export_folder)
    click.echo(f"erased {noun}/{public_id}")
