"""Requests that are sent twice are done once; and those that come at the same time lose nothing of each other."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.model import Scope
from tests.asking import ids
from tests.desk.desk import NOTE, Desk, a_claim, errors_of, new_claim

MANY = 8


def test_request_that_is_sent_again_gets_the_same_answer(desk: Desk) -> None:
    content = new_claim(desk, statement="The zeppelin is full.")
    first = desk.send("POST", "/claims", content, idempotency_key="one")
    again = desk.send("POST", "/claims", content, idempotency_key="one")
    quoted = desk.send("POST", "/claims", content, idempotency_key='"one"')
    assert (first.status_code, again.status_code, quoted.status_code) == (201, 201, 201)
    assert first.content == again.content == quoted.content
    for name in ("etag", "location", "content-type", "cache-control"):
        assert again.headers[name] == first.headers[name], name
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert ids(desk.client, "/claims", q="zeppelin") == [first.json()["id"]]


def test_same_idempotency_key_with_another_request_is_refused(desk: Desk) -> None:
    desk.done("POST", "/claims", new_claim(desk), idempotency_key="one")
    for address, content in (
        ("/claims", new_claim(desk, purpose="to leave")),
        ("/claims?comment=x", new_claim(desk)),
        ("/drafts", {"noun": "topics", "content": {}}),
    ):
        answer = desk.send("POST", address, content, idempotency_key="one")
        assert (answer.status_code, errors_of(answer)) == (422, [("Idempotency-Key", "key_reused")])


def test_idempotency_keys_are_each_client_s_own(desk: Desk) -> None:
    content = new_claim(desk)
    made = {desk.done("POST", "/claims", content, scope=scope, idempotency_key="one")["id"] for scope in (Scope.PUBLISH, Scope.ADMIN)}
    assert len(made) == 2


def test_request_that_was_refused_may_be_sent_again_in_order(desk: Desk) -> None:
    assert desk.send("POST", "/claims", new_claim(desk, kind="x"), idempotency_key="one").status_code == 422
    assert desk.send("POST", "/claims", new_claim(desk, topics=["x"]), idempotency_key="one").status_code == 422
    assert desk.send("POST", "/claims", new_claim(desk), idempotency_key="one").status_code == 201


def test_dry_run_uses_no_idempotency_key_up(desk: Desk) -> None:
    content = new_claim(desk)
    assert desk.send("POST", "/claims?dry_run=true", content, idempotency_key="one").status_code == 201
    made = desk.send("POST", "/claims", content, idempotency_key="one")
    assert "idempotency-replayed" not in made.headers
    assert desk.client.get(made.headers["location"]).status_code == 200


@pytest.mark.parametrize("key", ["", " ", '""', "x" * 256])
def test_idempotency_key_without_a_form_is_refused(key: str, desk: Desk) -> None:
    answer = desk.send("POST", "/claims", new_claim(desk), idempotency_key=key)
    assert (answer.status_code, errors_of(answer)) == (422, [("Idempotency-Key", "bad_value")])


def test_request_that_is_sent_many_times_at_once_is_done_once(desk: Desk) -> None:
    content = new_claim(desk, statement="The zeppelin is full.")
    with ThreadPoolExecutor(MANY) as threads:
        answers = list(threads.map(lambda _: desk.send("POST", "/claims", content, idempotency_key="one"), range(MANY)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert len(ids(desk.client, "/claims", q="zeppelin")) == 1


def test_one_of_two_editors_of_a_record_wins_and_the_other_loses_nothing(desk: Desk) -> None:
    address = a_claim(desk)
    tag, known = desk.tag(address), desk.last_change
    words = [f"to leave by zeppelin {number}" for number in range(MANY)]
    with ThreadPoolExecutor(MANY) as threads:
        answers = list(threads.map(lambda word: desk.send("PATCH", address, {"purpose": word}, if_match=tag, params=NOTE), words))
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * (MANY - 1)]
    (won,) = (word for word, answer in zip(words, answers, strict=True) if answer.status_code == 200)
    assert desk.get(address)["purpose"] == won
    assert [item["record"]["purpose"] for item in desk.since(known) if item["noun"] == "claims"] == [won]
    kept = {attempt["content"] for attempt in desk.done("GET", "/audit")["items"] if attempt["status"] == 412}
    for word in set(words) - {won}:
        assert any(word in content for content in kept), word


def test_editors_of_different_records_lose_nothing(desk: Desk) -> None:
    claims = [item["url"] for item in desk.get(f"/claims?limit={MANY}")["items"]]
    tags = {address: desk.tag(address) for address in claims}
    known = desk.last_change

    def edit(address: str) -> int:
        return desk.send("PATCH", address, {"purpose": f"of {address}"}, if_match=tags[address], params=NOTE).status_code

    with ThreadPoolExecutor(MANY) as threads:
        assert list(threads.map(edit, claims)) == [200] * MANY
    assert [desk.get(address)["purpose"] for address in claims] == [f"of {address}" for address in claims]
    changes = desk.since(known)
    assert [item["seq"] for item in changes] == list(range(known + 1, known + 1 + len(changes)))
    corrected = [item["record"]["url"] for item in changes if item["kind"] == "corrected" and item["noun"] == "claims"]
    assert sorted(corrected) == sorted(claims)
