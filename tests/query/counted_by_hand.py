"""What every facet of every noun counts, read off the public records."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from app.claims.filters import ROLE_FILTERS

Record = dict[str, Any]
Values = Callable[[Record], Iterable[str | None]]
"""The values that a record has for a facet; None where it has none."""


def counts(records: Iterable[Record], values: Values) -> dict[str, int]:
    """How many of the records have each value."""
    return dict(Counter(value for record in records for value in set(values(record)) if value is not None))


def _member(name: str) -> Values:
    return lambda record: [record[name]]


def _id_in(name: str) -> Values:
    return lambda record: [record[name]["id"] if record[name] else None]


def _hops(claim: Record, *, are_relays: bool) -> Iterator[str | None]:
    deepest = max(hop["depth"] for hop in claim["chain"])
    for hop in claim["chain"]:
        if (0 < hop["depth"] < deepest) if are_relays else hop["depth"] == deepest:
            yield hop["stakeholder"]["id"] if hop["stakeholder"] else None


def _in_role(role: str) -> Values:
    return lambda claim: [item["stakeholder"]["id"] for item in claim["participants"] if item["role"] == role]


def _actors(claim: Record) -> Iterator[str | None]:
    yield from _hops(claim, are_relays=False)
    yield from _hops(claim, are_relays=True)
    yield from (item["stakeholder"]["id"] for item in claim["participants"])


_OF_CLAIMS: dict[str, Values] = {
    "kind": _member("kind"),
    "certainty": _member("certainty"),
    "polarity": _member("polarity"),
    "status": _member("status"),
    "act": lambda claim: [hop["act"] for hop in claim["chain"]],
    "topic": lambda claim: claim["topics"],
    "document": lambda claim: [item["document"]["id"] for item in claim["evidence"]],
    **{role: _in_role(role) for role in ROLE_FILTERS},
    "actor": _actors,
    "claimant": lambda claim: _hops(claim, are_relays=False),
    "via": lambda claim: _hops(claim, are_relays=True),
}

FACETS: Mapping[str, Mapping[str, Values]] = {
    "claims": _OF_CLAIMS,
    "stakeholders": {"kind": _member("kind"), "parent": _id_in("parent")},
    "figures": {
        **{name: _member(name) for name in ("comparator", "unit", "measure")},
        **{name: _id_in(name) for name in ("place", "claimant", "document")},
        "topic": lambda figure: figure["topics"],
    },
    "documents": {"publisher": _id_in("publisher")},
    "topics": {},
    "vocabularies": {"is_closed": lambda record: [str(record["is_closed"]).lower()]},
}
"""By noun and parameter."""
