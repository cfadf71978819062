"""The audit: every attempt to change something, done or refused, and with what was sent where it was refused."""

import pytest

from app.model import Scope
from tests.desk.desk import NOTE, Desk, a_claim, errors_of, new_claim


def attempts(desk: Desk, question: str = "") -> list[tuple[str, str, int]]:
    items = desk.done("GET", f"/audit{question}")["items"]
    return [(item["method"], item["path"], item["status"]) for item in items]


def test_what_was_done_is_written_down(desk: Desk) -> None:
    address = a_claim(desk)
    answer = desk.send("PATCH", address, {"purpose": "to leave"}, Scope.PUBLISH, if_match="*", params=NOTE | {"comment": "Seen twice."})
    (attempt,) = desk.done("GET", "/audit")["items"]
    assert (attempt["key_name"], attempt["method"], attempt["status"]) == ("the publish desk", "PATCH", 200)
    assert (attempt["noun"], attempt["record_id"]) == ("claims", address.rpartition("/")[2])
    assert (attempt["comment"], attempt["note"], attempt["detail"], attempt["content"]) == ("Seen twice.", NOTE["note"], None, None)
    assert attempt["request_id"] == answer.headers["x-request-id"]
    assert desk.keys[Scope.PUBLISH].split("_")[1] == attempt["key_id"]


def test_what_was_refused_is_written_down_with_what_was_sent(desk: Desk) -> None:
    sent = new_claim(desk, kind="x", statement="The zeppelin is full.")
    desk.send("POST", "/claims", sent, Scope.PUBLISH)
    desk.send("POST", "/claims", b'{"statement": "half a zeppelin', Scope.PUBLISH)
    desk.send("POST", "/claims", new_claim(desk), Scope.DRAFT)
    first, second, third = reversed(desk.done("GET", "/audit")["items"])
    assert (first["status"], second["status"], third["status"]) == (422, 422, 403)
    assert "The zeppelin is full." in first["content"]
    assert "'x' is not allowed" in first["detail"]
    assert second["content"] == '{"statement": "half a zeppelin'
    assert third["key_name"] == "the draft desk"
    assert "needs the scope publish" in third["detail"]


def test_reading_and_dry_runs_are_not_written_down(desk: Desk) -> None:
    desk.done("POST", "/claims?dry_run=true", new_claim(desk))
    desk.done("GET", "/drafts")
    assert attempts(desk) == []


def test_audit_is_filtered_and_paged(desk: Desk) -> None:
    address = a_claim(desk)
    for number in range(3):
        desk.done("PATCH", address, {"purpose": f"to leave {number}"}, scope=Scope.PUBLISH, if_match="*", params=NOTE)
    desk.done("POST", "/drafts", {"noun": "topics", "content": {}}, scope=Scope.DRAFT)
    page = desk.done("GET", "/audit?limit=3")
    rest = desk.done("GET", page["next"])
    shown = [item["id"] for item in (*page["items"], *rest["items"])]
    assert shown == sorted(shown, reverse=True)
    assert (len(shown), rest["next"]) == (4, None)
    by_key = {name: len(attempts(desk, f"?key={name}")) for name in ("the publish desk", "the draft desk", "nobody")}
    assert by_key == {"the publish desk": 3, "the draft desk": 1, "nobody": 0}
    assert len(attempts(desk, f"?key={desk.keys[Scope.DRAFT].split('_')[1]}")) == 1
    assert len(attempts(desk, "?noun=claims")) == 3
    assert len(attempts(desk, f"?record={address.rpartition('/')[2]}&limit=2")) == 2
    onward = desk.done("GET", f"/audit?record={address.rpartition('/')[2]}&limit=2")["next"]
    assert len(attempts(desk, onward.removeprefix("/audit"))) == 1


@pytest.mark.parametrize("question", ["limit=0", "limit=501", "before=x", "who=x", "key=a&key=b"])
def test_question_that_is_wrong_is_refused(question: str, desk: Desk) -> None:
    answer = desk.send("GET", f"/audit?{question}")
    assert answer.status_code == 422
    assert [place for place, _ in errors_of(answer)] == [question.partition("=")[0]]


@pytest.mark.parametrize("name", ["x" * 5_000, "%0A%00%F0%9F%98%80", "a%20b?c=%FF"], ids=["long", "odd", "spaced"])
def test_audit_can_be_read_whatever_was_asked_for(name: str, desk: Desk) -> None:
    wrong = {f"member {number}": None for number in range(2_000)}
    desk.send("PATCH", f"/claims/{name}", wrong, if_match="*", params={"note": "y" * 3_000})
    desk.send("POST", "/claims", wrong)
    assert len(attempts(desk)) == 2


def test_note_and_comment_are_kept_once(desk: Desk) -> None:
    desk.done("PATCH", a_claim(desk), {"purpose": "to leave"}, if_match="*", params=NOTE | {"comment": "Seen twice."})
    desk.send("POST", "/imports", b"{", params={"noun": "topics", "note": "Not here."}, content_type="application/x-ndjson")
    assert attempts(desk)[0][1] == "/imports?noun=topics"
    assert "?" not in attempts(desk)[1][1]
