"""``facts deliver``."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import click

from app.cli.edge import database, plain_errors, read_settings
from app.db.version import check_migrated
from app.webhooks.delivering import deliverer


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, and end.")
def command(*, once: bool) -> None:
    """Send webhooks what has changed, until Ctrl-C. Of several that run on one database one delivers, and the others stand by."""
    settings = read_settings()
    with database(settings) as engine, plain_errors(), _told_to_stop() as stop:
        check_migrated(engine)
        ours = deliverer(engine, allow_private=settings.webhook_allow_private)
        if not once:
            click.echo("Delivering (stop: Ctrl-C)", err=True)
        ours.run(stop, once=once)
    if once and not ours.is_ours:
        raise click.ClickException("another process delivers for this database: it sends what is due")
    click.echo(f"{ours.told['delivered']} delivered, {ours.told['failed']} failed", err=True)


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
