"""Every rule that no single field can state: each is broken once, and said with the field that breaks it."""

from collections.abc import Callable

import pytest

from app.ingest.payload.report import ClaimPayload
from app.ingest.rules import broken_rules
from tests.ingest.folder import Data

Change = Callable[[Data], object]


def claim() -> Data:
    """A claim that keeps every rule."""
    return {
        "key": "ferry-full",
        "statement": "The ferry has no room left.",
        "kind": "condition",
        "topics": ["flight"],
        "chain": [
            {"source_type": "named", "stakeholder": "harbour-radio", "act": "reports", "certainty": "uncommitted"},
            {"source_type": "described", "label": "a purser", "act": "says", "certainty": "certain"},
        ],
        "participants": {"agent": ["ferry-company"]},
        "relations": [{"relation": "supports", "claim": "another-claim"}],
        "figures": [
            {
                "key": "seats",
                "as_printed": "60",
                "comparator": "exact",
                "value": 60,
                "unit": "person",
                "measure": "stays",
                "evidence": [{"paragraph": 1, "exact": "60"}],
            }
        ],
        "evidence": [{"paragraph": 1, "exact": "full"}],
    }


def broken(change: Change) -> list[tuple[str, str]]:
    data = claim()
    change(data)
    return list(broken_rules(ClaimPayload.model_validate(data)))


def hop(index: int, **fields: object) -> Change:
    return lambda data: data["chain"][index].update(fields)


def figure(**fields: object) -> Change:
    return lambda data: data["figures"][0].update(fields)


def chain(*hops: Data) -> Change:
    return lambda data: data.update(chain=list(hops))


def speaker(**fields: object) -> Data:
    return {"source_type": "named", "stakeholder": "quorrel", "act": "says", "certainty": "certain"} | fields


AUTHOR = {"source_type": "author", "act": "says", "certainty": "certain"}

BROKEN: list[tuple[Change, str, str]] = [
    (lambda data: data.update(kind="allegation"), "participants", "an allegation names its target"),
    (lambda data: data.update(kind="allegation", participants={"target": []}), "participants", "names its target"),
    (chain(AUTHOR, speaker()), "chain.0.source_type", "the chain has no other hop"),
    (chain(speaker(), AUTHOR), "chain.1.source_type", "the chain has no other hop"),
    (hop(0, stakeholder=None), "chain.0.stakeholder", "a named source has a stakeholder"),
    (hop(1, source_type="unnamed", label=None, stakeholder="quorrel"), "chain.1.stakeholder", "that is unnamed has no stakeholder"),
    (hop(1, source_type="generic", label=None, stakeholder="quorrel"), "chain.1.stakeholder", "that is generic has no stakeholder"),
    (chain({**AUTHOR, "stakeholder": "quorrel"}), "chain.0.stakeholder", "that is author has no stakeholder"),
    (hop(1, label=None), "chain.1.label", "the printed description as its label"),
    (hop(1, stakeholder="quorrel"), "chain.1.label", "is for sources without a stakeholder"),
    (hop(0, with_previous=True), "chain.0.with_previous", "no hop before the first"),
    (hop(1, with_previous=True, act="reports"), "chain.1.with_previous", "the same certainty"),
    (hop(1, with_previous=True, certainty="uncommitted"), "chain.1.with_previous", "those who speak together"),
    (lambda data: data.update(polarity="denied"), "polarity", "is denied, but the claimant's certainty is certain"),
    (hop(1, certainty="certain_not"), "polarity", "is affirmed, but the claimant's certainty is certain_not"),
    (hop(1, certainty="probable_not"), "polarity", "certainty is probable_not"),
    (hop(1, certainty="possible_not"), "polarity", "certainty is possible_not"),
    (
        lambda data: data.update(relations=[{"relation": "supported_by", "claim": "another-claim"}]),
        "relations.0.relation",
        "write supports on the other claim; the reverse is derived",
    ),
    (figure(value=None), "figures.0.value", "a figure that is exact has a value"),
    (figure(comparator="about", value=None), "figures.0.value", "a figure that is about has a value"),
    (figure(comparator="order_of_magnitude", value=None), "figures.0.value", "a figure that is order_of_magnitude has a value"),
    (figure(comparator="at_least"), "figures.0.lower", "a figure that is at_least has a lower bound"),
    (figure(comparator="more_than"), "figures.0.lower", "a figure that is more_than has a lower bound"),
    (figure(comparator="at_most"), "figures.0.upper", "a figure that is at_most has an upper bound"),
    (figure(comparator="less_than"), "figures.0.upper", "a figure that is less_than has an upper bound"),
    (figure(comparator="between", upper=9), "figures.0.lower", "has both bounds"),
    (figure(comparator="between", lower=1), "figures.0.lower", "a figure between has both bounds"),
    (figure(comparator="between", lower=9, upper=1), "figures.0.lower", "is above the upper bound"),
]

KEPT: dict[str, Change] = {
    "a claim as it should be": lambda _: None,
    "an allegation with its target": lambda data: data.update(kind="allegation", participants={"target": ["ferry-company"]}),
    "the document itself": chain(AUTHOR),
    "two who speak together": chain(speaker(), speaker(stakeholder="tamar", with_previous=True)),
    "a described stakeholder": hop(1, stakeholder="relief-groups", label=None),
    "an unnamed source": hop(1, source_type="unnamed", label=None),
    "common talk": hop(1, source_type="generic", label=None),
    "a denial": lambda data: data.update(chain=[speaker(act="denies", certainty="certain_not")], polarity="denied"),
    "a source that knows": hop(1, certainty="known_whether"),
    "bounds that meet": figure(comparator="between", lower=1, upper=1),
    "a lower bound": figure(comparator="at_least", lower=60),
    "an upper bound alone": figure(comparator="less_than", value=None, upper=60),
}


@pytest.mark.parametrize(("change", "field", "detail"), BROKEN, ids=[f"{field}: {detail}" for _, field, detail in BROKEN])
def test_rule_is_named_with_its_field_when_a_claim_breaks_it(change: Change, field: str, detail: str) -> None:
    ((broken_field, broken_detail),) = broken(change)
    assert broken_field == field
    assert detail in broken_detail


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_nothing_is_broken_when_a_claim_keeps_every_rule(change: Change) -> None:
    assert broken(change) == []


def test_every_broken_rule_is_named_when_there_are_several() -> None:
    def change(data: Data) -> None:
        data.update(kind="allegation", polarity="denied")
        data["figures"][0]["value"] = None

    assert [field for field, _ in broken(change)] == ["participants", "polarity", "figures.0.value"]


def test_no_reverse_can_be_written_whichever_it_is() -> None:
    relations = [
        "supported_by",
        "disputed_by",
        "denied_by",
        "responded_to_by",
        "justified_by",
        "conditioned_by",
        "updated_by",
        "duplicated_by",
    ]
    data = claim()
    data["relations"] = [{"relation": relation, "claim": "another-claim"} for relation in relations]
    fields = [field for field, _ in broken_rules(ClaimPayload.model_validate(data))]
    assert fields == [f"relations.{index}.relation" for index in range(len(relations))]
