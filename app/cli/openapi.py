"""``facts openapi``."""

from pathlib import Path

import click

from app.openapi import documents
from app.settings import CHECKOUT


@click.group()
def command() -> None:
    """The OpenAPI documents."""


@command.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CHECKOUT / "openapi",
    help="Where to; by default openapi/ of the checkout.",
)
def write(folder: Path) -> None:
    """Write openapi.json, openapi.yaml and openapi-3.0.json as the code gives them."""
    for name, content in documents().items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
        click.echo(f"wrote {folder / name}")
