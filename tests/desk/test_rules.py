"""Every rule that data files must keep holds over HTTP too, and is told with the place in what was sent."""

from collections.abc import Iterator

import pytest

from app.db.engine import open_engine
from tests.conftest import Databases
from tests.desk.desk import Data, Desk, desk_on, errors_of
from tests.ingest.test_rules import BROKEN, KEPT, Change, claim
from tests.on_sqlite import ON_SQLITE


@pytest.fixture(scope="module")
def ferry_desk(databases: Databases, ferry_template: str) -> Iterator[Desk]:
    """A desk over the fictional folder, of which nothing stays: everything here is tried."""
    engine = open_engine(databases.create(like=ferry_template))
    with desk_on(engine) as desk:
        yield desk
    engine.dispose()


def sent(desk: Desk, change: Change) -> Data:
    """The claim of the rules as it is written over HTTP, after a change."""
    data = claim()
    change(data)
    known = desk.content(desk.get("/claims?limit=1")["items"][0]["url"])
    data["figures"] = [figure | {"evidence": known["evidence"]} for figure in data["figures"]]
    return data | {"document": known["document"], "evidence": known["evidence"]}


@ON_SQLITE
@pytest.mark.parametrize(("change", "field", "detail"), BROKEN, ids=[f"{field}: {detail}" for _, field, detail in BROKEN])
def test_rule_is_refused_with_its_pointer_when_a_claim_breaks_it(change: Change, field: str, detail: str, ferry_desk: Desk) -> None:
    answer = ferry_desk.send("POST", "/claims?dry_run=true", sent(ferry_desk, change))
    assert (answer.status_code, errors_of(answer)) == (422, [("/" + field.replace(".", "/"), "broken_rule")])
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_claim_that_keeps_every_rule_is_taken(change: Change, ferry_desk: Desk) -> None:
    content = sent(ferry_desk, change) | {"relations": []}
    answer = ferry_desk.send("POST", "/claims?dry_run=true", content)
    assert answer.status_code == 201, answer.text


def test_every_rule_that_is_broken_is_told_at_once(ferry_desk: Desk) -> None:
    def change(data: Data) -> None:
        data.update(kind="allegation", polarity="denied", topics=["no-such-topic"])

    content = sent(ferry_desk, change)
    content["evidence"] = [{**content["evidence"][0], "end": 2_000_000_000}]
    answer = ferry_desk.send("POST", "/claims?dry_run=true", content)
    assert {pointer for pointer, _ in errors_of(answer)} == {"/participants", "/polarity", "/topics", "/evidence/0/end"}


FORMS: list[tuple[str, object, str, str]] = [
    ("statement", "", "/statement", "bad_value"),
    ("kind", "posision", "/kind", "not_allowed"),
    ("event_date", "2008-13", "/event_date", "bad_value"),
    ("statemint", "x", "/statemint", "unknown_member"),
    ("participants", {"traget": ["tamar"]}, "/participants/traget", "not_allowed"),
    ("chain", [], "/chain", "bad_value"),
    ("evidence", [{}], "/evidence/0/paragraph", "missing"),
    ("topics", "flight", "/topics", "bad_value"),
    ("a/b~c", 1, "/a~1b~0c", "unknown_member"),
    ("purpose", "a\0b", "/purpose", "bad_value"),
    ("condition", 5, "/condition", "bad_value"),
]


@ON_SQLITE
@pytest.mark.parametrize(("member", "value", "pointer", "code"), FORMS, ids=[pointer for _, _, pointer, _ in FORMS])
def test_member_of_the_wrong_form_is_refused_with_its_pointer(
    member: str, value: object, pointer: str, code: str, ferry_desk: Desk
) -> None:
    answer = ferry_desk.send("POST", "/claims?dry_run=true", sent(ferry_desk, lambda _: None) | {member: value})
    assert answer.status_code == 422
    assert errors_of(answer)[0] == (pointer, code)


def test_near_members_and_values_are_suggested(ferry_desk: Desk) -> None:
    content = sent(ferry_desk, lambda data: data.update(statemint="x", kind="posision"))
    errors = {error["pointer"]: error for error in ferry_desk.send("POST", "/claims", content).json()["errors"]}
    assert errors["/statemint"]["suggestions"] == ["statement"]
    assert errors["/kind"]["suggestions"][0] == "position"
    assert "demand" in errors["/kind"]["allowed"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"exact": "one two three four five six seven eight nine ten eleven twelve thirteen"}, "/evidence/0/exact"),
        ({"end": 1, "start": 0}, "/evidence/0"),
        ({"prefix": "one two three four five six"}, "/evidence/0"),
        ({"sha256": "xyz"}, "/evidence/0/sha256"),
        ({"paragraph": 0}, "/evidence/0/paragraph"),
    ],
    ids=["exact", "end", "prefix", "sha256", "paragraph"],
)
def test_evidence_of_the_wrong_form_is_refused(change: Data, pointer: str, ferry_desk: Desk) -> None:
    content = sent(ferry_desk, lambda _: None)
    content["evidence"] = [content["evidence"][0] | change]
    answer = ferry_desk.send("POST", "/claims?dry_run=true", content)
    assert errors_of(answer) == [(pointer, "bad_value")]


def test_nothing_is_taken_for_something_of_another_type(ferry_desk: Desk) -> None:
    for member, value in (("with_previous", 0), ("with_previous", "false"), ("said_on", 20340411)):
        content = sent(ferry_desk, lambda _: None)
        content["chain"][0] |= {member: value}
        answer = ferry_desk.send("POST", "/claims?dry_run=true", content)
        assert errors_of(answer) == [(f"/chain/0/{member}", "bad_value")]
    places: list[tuple[str, object]] = [("paragraph", "1"), ("paragraph", True), ("start", 1.5)]
    for name, given in places:
        content = sent(ferry_desk, lambda _: None)
        content["evidence"] = [content["evidence"][0] | {name: given}]
        answer = ferry_desk.send("POST", "/claims?dry_run=true", content)
        assert errors_of(answer) == [(f"/evidence/0/{name}", "bad_value")]
