"""What Prometheus reads at /metrics."""

from collections.abc import Mapping
from time import monotonic, sleep
from typing import Protocol

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from tests.cli.terminal import PATIENCE_SECONDS


class Answer(Protocol):
    """An answer of either client."""

    status_code: int

    @property
    def text(self) -> str: ...


class Client(Protocol):
    """Either client."""

    def get(self, url: str, /) -> Answer: ...


class Scraped:
    """The numbers of one scrape, by the name and the labels of each."""

    def __init__(self, client: Client) -> None:
        answer = client.get("/metrics")
        assert answer.status_code == 200
        self.families = {family.name: family for family in text_string_to_metric_families(answer.text)}
        self._values = {
            (sample.name, *sorted(sample.labels.items())): sample.value for each in self.families.values() for sample in each.samples
        }

    def value(self, name: str, **labels: str) -> float:
        """A number; 0 where there is none yet."""
        return self._values.get((name, *sorted(labels.items())), 0)

    def has(self, name: str) -> bool:
        return any(key[0] == name for key in self._values)

    def requests(self) -> Mapping[tuple[str, str, str], float]:
        """How many requests there were, by method, route and status."""
        samples = self.families["facts_requests"].samples
        return {(each.labels["method"], each.labels["route"], each.labels["status"]): each.value for each in samples}


def wait_for_the_mark(client: TestClient) -> None:
    """Return when the app knows the mark of the data, and so keeps answers: PostgreSQL is asked in a thread."""
    until = monotonic() + PATIENCE_SECONDS
    while client.app.state.service.reads.mark() is None:  # type: ignore[attr-defined]
        assert monotonic() < until
        sleep(0.01)
