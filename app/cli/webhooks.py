"""``facts webhooks``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

import click
from sqlalchemy import Engine
from sqlmodel import Session

from app.cli.edge import database, plain_errors, read_settings
from app.db.engine import reading, writing
from app.db.snapshot import snapshot_within
from app.db.version import check_migrated
from app.model import Delivery, DeliveryState, Webhook
from app.query.errors import QueryError
from app.settings import Settings
from app.shape.base import in_zulu
from app.webhooks.delivering import send_test
from app.webhooks.queue import pause as pause_webhook
from app.webhooks.queue import replay as replay_webhook
from app.webhooks.queue import resume as resume_webhook
from app.webhooks.reading import deliveries_of, depth
from app.webhooks.subscriptions import (
    Wanted,
    WebhookNotFoundError,
    create_webhook,
    find_webhook,
    list_webhooks,
    remove_webhook,
    rotate_secret,
)

_WEBHOOK = click.argument("webhook_id", metavar="WEBHOOK")
_STATES = click.Choice([state.value for state in DeliveryState])


class _Desk(NamedTuple):
    """What each of these commands works with."""

    settings: Settings
    session: Session
    moment: datetime


@click.group()
def command() -> None:
    """Who is told of changes."""


@command.command()
@click.argument("url")
@click.option("--noun", help="Only changes of this noun, such as claims; by default of all.")
@click.option(
    "--question", default="", help="Only of records that its list holds when it is asked this, such as 'actor=China&kind=position'."
)
@click.option("--after", type=click.IntRange(min=0), help="Begin after the change of that number; by default with what is still to come.")
def add(url: str, noun: str | None, question: str, after: int | None) -> None:
    """Tell URL of changes. Its secret is shown, this once."""
    wanted = Wanted(url, noun, question.removeprefix("?"), after)
    with _desk() as desk:
        wanted.check(snapshot_within(desk.session), allow_private=desk.settings.webhook_allow_private)
        webhook = create_webhook(desk.session, wanted, desk.moment)
        told = f"{webhook.public_id} {webhook.secret}"
    click.echo(told)


@command.command("list")
def list_() -> None:
    """Every webhook: its id, whether it is active, its address and what it is told of."""
    with _desk(reading) as desk:
        webhooks = list_webhooks(desk.session)
        for webhook in webhooks:
            click.echo(f"{webhook.public_id}  {webhook.state}  {webhook.url}  {_told_of(webhook)}")
    if not webhooks:
        click.echo("there is no webhook yet: facts webhooks add URL", err=True)


@command.command()
@_WEBHOOK
def show(webhook_id: str) -> None:
    """Everything about WEBHOOK but its secret."""
    with _desk(reading) as desk:
        webhook = find_webhook(desk.session, webhook_id)
        waiting = depth(desk.session, webhook)
        click.echo(f"{webhook.public_id}  {_told_of(webhook)}\nurl: {webhook.url}")
        click.echo(f"state: {webhook.state}" + (f", because {webhook.reason}" if webhook.reason else ""))
        click.echo(f"looked at: change {webhook.seq}, {waiting.unseen} to look at")
        click.echo(f"messages: {waiting.pending} pending, {waiting.dead} dead\nsince: {in_zulu(webhook.created_at)}")


@command.command()
@_WEBHOOK
def pause(webhook_id: str) -> None:
    """Send nothing to WEBHOOK until it is resumed."""
    with _desk() as desk:
        pause_webhook(find_webhook(desk.session, webhook_id), "somebody paused it", desk.moment)
    click.echo(f"paused {webhook_id}")


@command.command()
@_WEBHOOK
def resume(webhook_id: str) -> None:
    """Go on with WEBHOOK where it stopped."""
    with _desk() as desk:
        resume_webhook(desk.session, find_webhook(desk.session, webhook_id), desk.moment)
    click.echo(f"resumed {webhook_id}")


@command.command()
@_WEBHOOK
def remove(webhook_id: str) -> None:
    """Remove WEBHOOK and its log."""
    with _desk() as desk:
        remove_webhook(desk.session, find_webhook(desk.session, webhook_id))
    click.echo(f"removed {webhook_id}")


@command.command()
@_WEBHOOK
def rotate(webhook_id: str) -> None:
    """Give WEBHOOK another secret and show it, this once; the former one signs as well for a day."""
    with _desk() as desk:
        secret = rotate_secret(find_webhook(desk.session, webhook_id), desk.moment)
    click.echo(secret)


@command.command()
@_WEBHOOK
def test(webhook_id: str) -> None:
    """Send WEBHOOK a signed test message now, and say what it answers."""
    with _desk(reading) as desk:
        webhook = find_webhook(desk.session, webhook_id)
        desk.session.expunge(webhook)
    outcome = send_test(webhook, allow_private=desk.settings.webhook_allow_private)
    if not outcome.is_delivered:
        raise click.ClickException(f"{webhook.url}: {outcome.error}")
    click.echo(f"answered {outcome.status} in {outcome.milliseconds} ms")


@command.command()
@_WEBHOOK
@click.option("--after", type=click.IntRange(min=0), help="Everything after the change of that number; by default what was given up.")
def replay(webhook_id: str, after: int | None) -> None:
    """Send WEBHOOK messages again, under the ids that they had."""
    with _desk() as desk:
        again = replay_webhook(desk.session, find_webhook(desk.session, webhook_id), after, desk.moment)
    click.echo(f"{again} to be sent again")


@command.command()
@_WEBHOOK
@click.option("--state", type=_STATES, help="Only those; by default all.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="How many.")
def log(webhook_id: str, state: str | None, limit: int) -> None:
    """What became of the messages to WEBHOOK, the newest first."""
    with _desk(reading) as desk:
        webhook = find_webhook(desk.session, webhook_id)
        for delivery in deliveries_of(desk.session, webhook, DeliveryState(state) if state else None, limit):
            click.echo(_line(delivery))


@contextmanager
def _desk(kind: Callable[[Engine], Engine] = writing) -> Iterator[_Desk]:
    """A transaction of that kind; it is committed where nothing is wrong."""
    settings = read_settings()
    with database(settings) as engine, plain_errors(QueryError, WebhookNotFoundError):
        check_migrated(engine)
        with Session(kind(engine)) as session:
            yield _Desk(settings, session, datetime.now(UTC))
            session.commit()


def _told_of(webhook: Webhook) -> str:
    return f"/{webhook.noun}?{webhook.question}".removesuffix("?") if webhook.noun else "everything"


def _line(delivery: Delivery) -> str:
    tried = f"{delivery.attempts} attempts" if delivery.attempts != 1 else "1 attempt"
    said = delivery.error or (f"answered {delivery.status} in {delivery.milliseconds} ms" if delivery.status else "")
    again = f"; again at {in_zulu(delivery.next_attempt_at)}" if delivery.state == DeliveryState.PENDING else ""
    return f"{delivery.seq}  {delivery.message_id}  {delivery.state}  {tried}{f': {said}' if said else ''}{again}"
