"""``facts health``."""

import sys

import click
import httpx

from app.cli.edge import read_settings

_PATIENCE_SECONDS = 5
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (where a server that listens everywhere is asked)


@click.command()
def command() -> None:
    """Ask the service on this machine whether it is ready; exit status 1 if it is not."""
    settings = read_settings()
    host = _LOOPBACK.get(settings.host, settings.host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    try:
        answer = httpx.get(f"{address}/readyz", timeout=_PATIENCE_SECONDS)
    except httpx.HTTPError as error:
        raise click.ClickException(f"nothing answers at {address}: {error}") from error
    click.echo(answer.text)
    sys.exit(not answer.is_success)
