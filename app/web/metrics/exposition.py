"""Numbers as Prometheus reads them."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector, CollectorRegistry

from app.web.metrics.measured import BOUNDS
from app.web.metrics.numbers import Key, Numbers

_PLAIN = {
    "cache_hits": (CounterMetricFamily, "Questions that the response cache answered."),
    "cache_misses": (CounterMetricFamily, "Questions that the response cache had no answer to."),
    "cache_entries": (GaugeMetricFamily, "Answers that are kept."),
    "cache_bytes": (GaugeMetricFamily, "What the answers that are kept take of the memory, roughly."),
    "workers": (GaugeMetricFamily, "Workers that answer."),
}


def exposition(metrics: Iterable[Metric], accept: str) -> tuple[bytes, str]:
    """The text, in the form that the reader takes, and its media type."""
    registry = CollectorRegistry()
    registry.register(_Collected(metrics))
    encode, media_type = choose_encoder(accept)
    return encode(registry), media_type


def metrics_of(numbers: Numbers) -> Iterator[Metric]:
    """What workers count, each with its name and what it is."""
    yield from _requests({key[1:]: parts for key, parts in numbers.counted.items() if key[0] == "requests"})
    for name, (family, explained) in _PLAIN.items():
        metric = family(f"facts_{name}", explained)
        metric.add_metric([], _only(numbers, (name,)))
        yield metric
    connections = GaugeMetricFamily("facts_connections_in_use", "Connections of the pools that requests hold.", labels=["database"])
    for key, (held,) in numbers.present.items():
        if key[0] == "connections":
            connections.add_metric(key[1:], held)
    yield connections


def gauge(name: str, explained: str, value: float) -> Metric:
    """A number that stands for itself."""
    return GaugeMetricFamily(f"facts_{name}", explained, value)


def choice(name: str, explained: str, chosen: str, among: Iterable[str]) -> Metric:
    """Which of several it is: 1, and 0 for the others."""
    metric = GaugeMetricFamily(f"facts_{name}", explained, labels=[name])
    for each in among:
        metric.add_metric([each], each == chosen)
    return metric


class _Collected(Collector):
    """Hands over what was collected."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _requests(answered: dict[Key, list[float]]) -> Iterator[Metric]:
    requests = CounterMetricFamily("facts_requests", "Requests that were answered.", labels=["method", "route", "status"])
    by_route: dict[Key, list[float]] = {}
    for (method, route, status), parts in answered.items():
        requests.add_metric([method, route, status], sum(parts[:-1]))
        by_route[route,] = [a + b for a, b in zip(by_route.get((route,), [0] * len(parts)), parts, strict=True)]
    yield requests
    durations = HistogramMetricFamily("facts_request_duration_seconds", "How long answers took, to their last byte.", labels=["route"])
    for labels, (*counts, seconds) in by_route.items():
        durations.add_metric(labels, list(zip([*map(str, BOUNDS), "+Inf"], accumulate(counts), strict=True)), seconds)
    yield durations


def _only(numbers: Numbers, key: Key) -> float:
    (value,) = numbers.counted.get(key) or numbers.present.get(key) or [0]
    return value
