"""``facts health``."""

import sys

import click
import httpx

from app.cli.edge import read_settings

_PATIENCE_SECONDS = 5


@click.command()
def command() -> None:
    """Ask the service on this machine whether it is ready; exit status 1 if it is not."""
    port = read_settings().port
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=_PATIENCE_SECONDS)
    except httpx.HTTPError as error:
        raise click.ClickException(f"nothing answers on port {port}: {error}") from error
    click.echo(answer.text)
    sys.exit(not answer.is_success)
