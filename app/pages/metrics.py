"""``/metrics``: what the service counts of itself, and how the data are, for Prometheus."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from prometheus_client.core import Metric
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import col

from app.db.errors import DatabaseError
from app.db.snapshot import Snapshot, Source
from app.db.statement import AnySelect
from app.history.changes import last_seq
from app.model import Delivery, DeliveryState, Webhook, WebhookState
from app.web.metrics.exposition import choice, exposition, gauge, metrics_of
from app.web.metrics.worker import Worker
from app.web.requests import refuse_parameters
from app.web.service import service_of

router = APIRouter(include_in_schema=False)

_DELIVERIES: AnySelect = select(col(Delivery.state), func.count()).group_by(col(Delivery.state))
_FURTHEST_BEHIND: AnySelect = select(func.min(col(Webhook.seq))).where(col(Webhook.state) == WebhookState.ACTIVE)


@router.get("/metrics")
def get_metrics(request: Request) -> Response:
    """The numbers of all workers at this address, and those of the data."""
    refuse_parameters(request)
    worker: Worker = request.app.state.worker
    metrics = [*metrics_of(worker.numbers()), *_of_the_database(request)]
    text, media_type = exposition(metrics, request.headers.get("accept", ""))
    return Response(text, headers={"Cache-Control": "no-store", "Content-Type": media_type})


def _revision(snapshot: Snapshot) -> Iterator[Metric]:
    if (revision := snapshot.revision) is not None:
        age = (datetime.now(UTC) - revision.changed_at).total_seconds()
        yield gauge("revision", "The number of the data-set revision.", revision.number)
        yield gauge("revision_age_seconds", "How long ago the data changed.", age)


def _changes(snapshot: Snapshot) -> Iterator[Metric]:
    yield gauge("last_change_seq", "The number of the last change that was published.", last_seq(snapshot))


def _source(snapshot: Snapshot) -> Iterator[Metric]:
    yield choice("source", "Which database answers.", snapshot.source, Source)


def _webhooks(snapshot: Snapshot) -> Iterator[Metric]:
    """The depth of the outbox: what waits, what was given up, and how far the webhook is behind that is furthest behind."""
    counted = {str(state): number for state, number in snapshot.rows(_DELIVERIES)}
    ((furthest,),) = snapshot.rows(_FURTHEST_BEHIND)
    last = last_seq(snapshot)
    yield gauge("webhook_deliveries_pending", "How many messages to webhooks wait to be delivered.", counted.get(DeliveryState.PENDING, 0))
    yield gauge("webhook_deliveries_dead", "How many messages to webhooks were given up.", counted.get(DeliveryState.DEAD, 0))
    yield gauge("webhook_changes_unseen", "How many changes no webhook is told of yet.", last - (last if furthest is None else furthest))


_OF_THE_DATA: tuple[Callable[[Snapshot], Iterator[Metric]], ...] = (_revision, _changes, _source, _webhooks)
"""What is read of the database when somebody asks, in one snapshot; whatever else in it is to be watched goes here too."""


def _of_the_database(request: Request) -> Iterator[Metric]:
    service = service_of(request)
    found: list[Metric] = []
    try:
        service.reads.check_migrated()
        with service.snapshot(request) as snapshot:
            found = [metric for read in _OF_THE_DATA for metric in read(snapshot)]
    except (DatabaseError, OperationalError, PoolTimeoutError):  # it is watched above all when it does not answer
        pass
    yield gauge("database_up", "Whether a database answers that can be read: 1 or 0.", bool(found))
    yield from found
