"""Conditions of a change: which state of a record an editor knows, and what he is told where it is another."""

import gzip

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.db.engine import reading
from app.model import Attempt, Scope
from tests.desk.desk import NOTE, Desk, a_claim, errors_of, new_claim
from tests.on_sqlite import ON_SQLITE

CHANGES = [("PUT", "", {}), ("PATCH", "", {"purpose": "to leave"}), ("POST", "/retraction", None)]


@pytest.mark.parametrize(("method", "path", "content"), CHANGES, ids=[method + path for method, path, _ in CHANGES])
def test_change_without_if_match_is_refused(method: str, path: str, content: object, desk: Desk) -> None:
    address = a_claim(desk)
    answer = desk.send(method, address + path, desk.content(address) if content == {} else content, params=NOTE)
    assert (answer.status_code, errors_of(answer)) == (428, [("If-Match", "missing")])
    assert desk.get(address)["version"] == 1


def test_change_of_another_state_is_refused_with_what_differs(desk: Desk) -> None:
    address = a_claim(desk)
    tag = desk.tag(address)
    desk.patch(address, {"purpose": "to leave", "condition": "unless it rains"})
    before = desk.get(address)
    answer = desk.send("PATCH", address, {"purpose": "to stay"}, if_match=tag, params=NOTE)
    assert answer.status_code == 412
    assert errors_of(answer) == [("If-Match", "changed_since"), ("/purpose", "changed_since")]
    assert answer.headers["etag"] == desk.tag(address)
    assert "'to leave'" in answer.json()["errors"][1]["detail"]
    assert "'to stay'" in answer.json()["errors"][1]["detail"]
    assert desk.get(address) == before


def test_text_of_who_comes_second_is_kept_in_the_audit(desk: Desk) -> None:
    address = a_claim(desk)
    tag = desk.tag(address)
    desk.patch(address, {"purpose": "to leave"})
    desk.send("PATCH", address, {"purpose": "to stay for the zeppelin"}, if_match=tag, params=NOTE | {"comment": "Seen twice."})
    attempt = desk.done("GET", "/audit?limit=1")["items"][0]
    assert (attempt["status"], attempt["method"], attempt["comment"], attempt["note"]) == (412, "PATCH", "Seen twice.", NOTE["note"])
    assert "to stay for the zeppelin" in attempt["content"]


@ON_SQLITE
@pytest.mark.parametrize("known", ["*", '"nothing", {tag}', "{gzipped}", "{brotli}"])
def test_condition_holds_in_each_form(known: str, desk: Desk) -> None:
    address = a_claim(desk)
    tag = desk.tag(address)
    codings = {f"{coding}": f'{tag[:-1]}-{coding}"' for coding in ("gzip", "br")}
    given = known.format(tag=tag, gzipped=codings["gzip"], brotli=codings["br"])
    answer = desk.send("PATCH", address, {"purpose": "to leave"}, if_match=given, params=NOTE)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_tag_of_a_coded_answer_is_what_a_change_takes(coding: str, desk: Desk) -> None:
    address = a_claim(desk)
    tag = desk.client.get(address, headers={"Accept-Encoding": coding}).headers["etag"]
    for purpose in ("to leave", "to stay"):
        answer = desk.send("PATCH", address, {"purpose": purpose}, if_match=tag, params=NOTE, headers={"Accept-Encoding": coding})
        assert answer.status_code == 200, answer.text
        tag = answer.headers["etag"]
    assert desk.get(address)["purpose"] == "to stay"


@ON_SQLITE
@pytest.mark.parametrize("known", ["W/{tag}", '"{bare}', "{bare}", '"0"', ""])
def test_condition_that_names_no_state_of_it_fails(known: str, desk: Desk) -> None:
    address = a_claim(desk)
    tag = desk.tag(address)
    answer = desk.send("PATCH", address, {"purpose": "to go"}, if_match=known.format(tag=tag, bare=tag.strip('"')), params=NOTE)
    assert answer.status_code == 412


@pytest.mark.parametrize("noun", ["claims", "stakeholders", "documents", "topics"])
def test_nothing_is_changed_at_an_id_that_there_is_not(noun: str, desk: Desk) -> None:
    content = desk.content(desk.get(f"/{noun}?limit=1")["items"][0]["url"])
    for method in ("PUT", "PATCH"):
        answer = desk.send(method, f"/{noun}/no-such-id", content, if_match="*", params=NOTE)
        assert answer.status_code == 404, answer.text
        assert desk.send(method, f"/{noun}/%00", content, if_match="*", params=NOTE).status_code == 404


BAD_REQUESTS = {
    "another type": (b"{}", 415, []),
    "no JSON": (b"{", 422, [("", "not_json")]),
    "nothing": (b"", 422, [("", "not_json")]),
    "no object": (b"[]", 422, [("", "bad_value")]),
    "no UTF-8": (b'{"id": "\xff"}', 422, [("", "not_json")]),
    "no number": (b'{"id": NaN}', 422, [("", "not_json")]),
    "half a pair": (b'{"id": "\\ud800"}', 422, [("", "not_json")]),
    "compressed": (gzip.compress(b"{}"), 422, [("", "not_json")]),
    "too deep": (b'{"a":' * 5000 + b"1" + b"}" * 5000, 422, [("", "not_json")]),
}


@ON_SQLITE
@pytest.mark.parametrize(("content", "status", "errors"), BAD_REQUESTS.values(), ids=BAD_REQUESTS)
def test_body_that_is_none_is_refused(content: bytes, status: int, errors: list[object], desk: Desk) -> None:
    answer = desk.send("POST", "/topics", content, content_type="application/json" if errors else "text/plain")
    assert (answer.status_code, errors_of(answer)) == (status, errors)


def test_body_that_is_too_large_is_refused(desk: Desk) -> None:
    large = b'{"id":"' + b"x" * 2_000_000 + b'"}'
    keyed = {"Authorization": f"Bearer {desk.keys[Scope.ADMIN]}"}
    for content in (large, (part for part in (large,))):
        assert desk.client.post("/topics", content=content, headers=keyed).status_code == 413


PARAMETERS = {
    "notes=x": ("notes", "unknown_parameter"),
    "note=a&note=b": ("note", "repeated_parameter"),
    "dry_run=perhaps": ("dry_run", "bad_value"),
    "note=": ("note", "bad_value"),
    "comment=" + "x" * 2001: ("comment", "bad_value"),
    "comment=a%00b": ("comment", "bad_value"),
    "note=a%00b": ("note", "bad_value"),
}


@ON_SQLITE
@pytest.mark.parametrize(("question", "error"), PARAMETERS.items(), ids=[name[:20] for name in PARAMETERS])
def test_parameter_that_is_wrong_is_refused(question: str, error: tuple[str, str], desk: Desk) -> None:
    address = a_claim(desk)
    answer = desk.send("PATCH", f"{address}?{question}", {"purpose": "to go"}, if_match="*")
    assert (answer.status_code, errors_of(answer)) == (422, [error])


def test_dry_run_answers_as_if_and_leaves_everything(desk: Desk) -> None:
    address = a_claim(desk)
    before, changes = desk.get(address), desk.last_change
    mark = desk.tag("/claims")
    answer = desk.send("PATCH", f"{address}?dry_run=true", {"purpose": "to leave"}, if_match="*", params=None, headers={})
    assert (answer.status_code, errors_of(answer)) == (422, [("note", "missing")])
    tried = desk.done("PATCH", address, {"purpose": "to leave"}, if_match="*", params=NOTE | {"dry_run": "true"})
    assert (tried["purpose"], tried["version"]) == ("to leave", 2)
    created = desk.done("POST", "/claims", new_claim(desk, key="ferry"), params={"dry_run": "true"})
    retracted = desk.done("POST", f"{address}/retraction", if_match="*", params=NOTE | {"dry_run": "true"})
    assert retracted["status"] == "retracted"
    assert desk.client.get(created["url"]).status_code == 404
    assert (desk.get(address), desk.last_change, desk.tag("/claims")) == (before, changes, mark)
    with Session(reading(desk.engine)) as session:
        kept = session.execute(select(col(Attempt.status))).scalars().all()
    assert list(kept) == [422]


def test_condition_that_is_too_long_is_refused(desk: Desk) -> None:
    draft = desk.done("POST", "/drafts", {"noun": "topics", "content": {}})
    for address in (a_claim(desk), draft["url"]):
        answer = desk.send("PATCH", address, {}, if_match="0" * 1_001, params=NOTE if address != draft["url"] else None)
        assert (answer.status_code, errors_of(answer)) == (422, [("If-Match", "bad_value")])
