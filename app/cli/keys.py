"""``facts keys``."""

from datetime import UTC, datetime

import click
from sqlmodel import Session

from app.cli.edge import database, plain_errors, read_settings
from app.db.engine import reading, writing
from app.db.version import check_migrated
from app.editorial.auditing import write_down_command
from app.editorial.keys import KeyNotFoundError, create_key, holds, list_keys, revoke_key
from app.model import ApiKey, Scope

_LONGEST_NAME = 100


@click.group()
def command() -> None:
    """The keys of those who write."""


@command.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it allows; each scope allows what those before it do. May be given several times.",
)
@click.option("--expires", type=click.DateTime(), help="When it stops to hold, in UTC; by default never.")
def create(name: str, scopes: tuple[str, ...], expires: datetime | None) -> None:
    """Make a key called NAME and show it, this once: only a hash of it is kept."""
    if not 1 <= len(name.strip()) <= _LONGEST_NAME or not name.isprintable():
        raise click.ClickException(f"a name has 1 to {_LONGEST_NAME} characters, all of them to be seen")
    moment = datetime.now(UTC)
    expires_at = expires.replace(tzinfo=UTC) if expires else None
    if expires_at is not None and expires_at <= moment:
        raise click.ClickException(f"--expires {expires_at:%Y-%m-%dT%H:%M:%SZ} is in the past")
    with database(read_settings()) as engine, plain_errors():
        check_migrated(engine)
        with Session(writing(engine)) as session:
            token = create_key(session, name, [Scope(scope) for scope in scopes], moment, expires_at)
            write_down_command(session, f"facts keys create {name}", moment)
            session.commit()
    click.echo(token)


@command.command("list")
def list_() -> None:
    """Every key: its id, name, scopes, and whether it still holds."""
    with database(read_settings()) as engine, plain_errors():
        check_migrated(engine)
        with Session(reading(engine)) as session:
            keys = list_keys(session)
            for key in keys:
                click.echo(f"{key.id}  {key.name}  {key.scopes}  {_state(key)}")
    if not keys:
        click.echo("there is no key yet: facts keys create NAME --scope publish", err=True)


@command.command()
@click.argument("key")
def revoke(key: str) -> None:
    """Revoke KEY, named by its id or its name: no request is accepted with it any more."""
    with database(read_settings()) as engine, plain_errors(KeyNotFoundError):
        check_migrated(engine)
        with Session(writing(engine)) as session:
            revoked = revoke_key(session, key, datetime.now(UTC))
            write_down_command(session, f"facts keys revoke {revoked.id}", datetime.now(UTC))
            told = f"revoked {revoked.id} ({revoked.name})"
            session.commit()
    click.echo(told)


def _state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked {key.revoked_at:%Y-%m-%dT%H:%M:%SZ}"
    if key.expires_at is None:
        return "holds"
    return f"{'holds until' if holds(key, datetime.now(UTC)) else 'expired'} {key.expires_at:%Y-%m-%dT%H:%M:%SZ}"
