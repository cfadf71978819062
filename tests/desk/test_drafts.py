"""Drafts: from the first words to what everybody reads."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.model import Scope
from tests.desk.desk import NOTE, Data, Desk, a_claim, errors_of, new_claim
from tests.desk.public import public_state


def begun(desk: Desk, noun: str, content: Data, record: str | None = None, scope: Scope = Scope.DRAFT) -> Data:
    """A draft that was begun."""
    return desk.done("POST", "/drafts", {"noun": noun, "record": record, "content": content}, scope=scope)


def step(desk: Desk, draft: Mapping[str, Any], name: str, scope: Scope = Scope.PUBLISH, **params: str) -> Data:
    """What a step in the life of a draft is answered with."""
    return desk.done("POST", f"{draft['url']}/{name}", scope=scope, if_match=f'"{draft["id"]}.{draft["version"]}"', params=params)


def without_chance(record: Data) -> Data:
    """A new record without what is made when it is published: its id, and when that was."""
    return {name: value for name, value in record.items() if name not in {"id", "url", "created_at", "updated_at", "citation"}}


def test_new_claim_goes_from_draft_to_publication(desk: Desk) -> None:
    before = public_state(desk)
    draft = begun(desk, "claims", new_claim(desk, statement="The zeppelin is full."))
    assert (draft["status"], draft["version"], draft["faults"]) == ("draft", 1, [])
    assert draft["created_by"] == "the draft desk"
    submitted = step(desk, draft, "submission", Scope.DRAFT, comment="Please look.")
    assert (submitted["status"], submitted["comment"]) == ("in_review", "Please look.")
    assert public_state(desk) == before
    published = step(desk, submitted, "publication")
    record = desk.get(published["url"])
    assert published == {"noun": "claims", "id": record["id"], "url": record["url"], "version": 1}
    assert (record["status"], record["statement"]) == ("published", "The zeppelin is full.")
    assert without_chance(submitted["preview"]) == without_chance(record)
    assert desk.send("GET", draft["url"]).status_code == 404


@pytest.mark.parametrize("noun", ["claims", "stakeholders", "documents", "topics"])
def test_correction_reads_as_its_preview_did(noun: str, desk: Desk) -> None:
    before = desk.get(f"/{noun}?limit=1")["items"][0]
    member = {"claims": "purpose", "stakeholders": "description", "documents": "rights", "topics": "definition"}[noun]
    draft = begun(desk, noun, desk.content(before["url"]) | {member: "to leave"}, before["id"])
    assert draft["base"] == desk.tag(before["url"]).strip('"')
    submitted = step(desk, draft, "submission")
    step(desk, submitted, "publication", note="It says why.")
    record, preview = desk.get(before["url"]), submitted["preview"]
    assert record[member] == "to leave"
    assert (record["id"], record["version"]) == (before["id"], 2)
    told = {"updated_at", "corrections", "citation"}
    assert {name: preview[name] for name in preview.keys() - told} == {name: record[name] for name in record.keys() - told}
    versions = desk.get(f"{before['url']}/versions")["items"]
    assert versions[0]["note"] == "It says why."


def test_correction_needs_a_note_when_it_is_published(desk: Desk) -> None:
    address = a_claim(desk)
    draft = begun(desk, "claims", desk.content(address) | {"purpose": "to leave"}, address.rpartition("/")[2])
    submitted = step(desk, draft, "submission")
    answer = desk.send("POST", f"{draft['url']}/publication", if_match="*")
    assert (answer.status_code, errors_of(answer)) == (422, [("note", "missing")])
    assert desk.done("GET", draft["url"])["version"] == submitted["version"]


def test_incomplete_draft_is_kept_with_what_stands_against_it(desk: Desk) -> None:
    draft = begun(desk, "topics", {"id": "family-unity", "nonsense": {"deep": [1, None, "\0"]}})
    assert draft["content"] == {"id": "family-unity", "nonsense": {"deep": [1, None, "\0"]}}
    assert draft["preview"] is None
    assert {(fault["pointer"], fault["code"]) for fault in draft["faults"]} == {
        ("/name", "missing"),
        ("/definition", "missing"),
        ("/nonsense", "unknown_member"),
    }
    answer = desk.send("POST", f"{draft['url']}/submission", if_match="*")
    assert answer.status_code == 422
    assert ("/name", "missing") in errors_of(answer)
    assert desk.done("GET", draft["url"]) == draft


def test_draft_is_patched_and_replaced(desk: Desk) -> None:
    draft = begun(desk, "topics", {"id": "family-unity", "name": "Family", "definition": "x"})
    patched = desk.done("PATCH", draft["url"], {"name": "Family unity", "definition": None}, if_match="*", scope=Scope.DRAFT)
    assert (patched["content"], patched["version"]) == ({"id": "family-unity", "name": "Family unity"}, 2)
    replaced = desk.done(
        "PUT", draft["url"], {"content": {"id": "family"}}, if_match="*", params={"comment": "Shorter."}, scope=Scope.DRAFT
    )
    assert (replaced["content"], replaced["version"], replaced["comment"]) == ({"id": "family"}, 3, "Shorter.")
    deleted = desk.send("DELETE", draft["url"], if_match="*", scope=Scope.DRAFT)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert desk.send("GET", draft["url"]).status_code == 404


CHANGES: list[tuple[str, str, Data | None]] = [
    ("PUT", "", {"content": {}}),
    ("PATCH", "", {}),
    ("DELETE", "", None),
    ("POST", "/submission", None),
]


@pytest.mark.parametrize(("method", "path", "content"), CHANGES, ids=[f"{method}{path}" for method, path, _ in CHANGES])
def test_draft_is_changed_by_who_has_read_it(method: str, path: str, content: object, desk: Desk) -> None:
    draft = begun(desk, "topics", {"id": "family-unity", "name": "Family", "definition": "x"})
    tag = desk.send("GET", draft["url"]).headers["etag"]
    desk.done("PATCH", draft["url"], {"definition": "y"}, if_match=tag)
    without = desk.send(method, draft["url"] + path, content)
    assert (without.status_code, errors_of(without)) == (428, [("If-Match", "missing")])
    for known in (tag, tag[:-1], f"W/{tag}"):
        late = desk.send(method, draft["url"] + path, content, if_match=known)
        assert late.status_code == 412
        assert late.headers["etag"] == desk.send("GET", draft["url"]).headers["etag"]
    assert desk.done("GET", draft["url"])["content"]["definition"] == "y"


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_tag_of_a_coded_draft_is_what_a_change_takes(coding: str, desk: Desk) -> None:
    draft = begun(desk, "topics", {"id": "family-unity", "name": "Family", "definition": "x" * 1500})
    tag = desk.send("GET", draft["url"], headers={"Accept-Encoding": coding}).headers["etag"]
    assert desk.send("PATCH", draft["url"], {"name": "Families"}, if_match=tag).status_code == 200


def test_draft_of_a_record_that_changed_since_is_laid_over_it_anew(desk: Desk) -> None:
    address = a_claim(desk)
    draft = begun(desk, "claims", desk.content(address) | {"purpose": "to leave"}, address.rpartition("/")[2])
    submitted = step(desk, draft, "submission")
    desk.patch(address, {"condition": "unless it rains"})
    shown = desk.done("GET", draft["url"])
    assert shown["preview"] is None
    assert [(fault["pointer"], fault["code"]) for fault in shown["faults"]][:1] == [("", "changed_since")]
    assert "/condition" in {fault["pointer"] for fault in shown["faults"]}
    late = desk.send("POST", f"{draft['url']}/publication", if_match="*", params=NOTE)
    assert late.status_code == 412
    content = {"content": desk.content(address) | {"purpose": "to leave"}}
    wrong = desk.send("PUT", draft["url"], content | {"base": draft["base"]}, if_match="*")
    assert (wrong.status_code, errors_of(wrong)) == (422, [("/base", "changed_since")])
    desk.done("PUT", draft["url"], content | {"base": desk.tag(address)}, if_match="*")
    desk.done("POST", f"{draft['url']}/publication", if_match="*", params=NOTE)
    record = desk.get(address)
    assert (record["purpose"], record["condition"]) == ("to leave", "unless it rains")
    assert submitted["version"] == 2


def test_steps_are_taken_in_their_order(desk: Desk) -> None:
    draft = begun(desk, "topics", {"id": "family-unity", "name": "Family", "definition": "x"})
    for name in ("publication", "return"):
        answer = desk.send("POST", f"{draft['url']}/{name}", if_match="*")
        assert (answer.status_code, errors_of(answer)) == (409, [("", "wrong_status")])
    submitted = step(desk, draft, "submission")
    again = desk.send("POST", f"{draft['url']}/submission", if_match="*")
    assert (again.status_code, errors_of(again)) == (409, [("", "wrong_status")])
    assert step(desk, submitted, "return", Scope.REVIEW)["status"] == "draft"


@pytest.mark.parametrize(("method", "path", "content"), CHANGES[:3], ids=[method for method, _, _ in CHANGES[:3]])
def test_draft_in_review_is_changed_by_reviewers_only(method: str, path: str, content: object, desk: Desk) -> None:
    draft = step(desk, begun(desk, "topics", {"id": "family-unity", "name": "Family", "definition": "x"}), "submission")
    answer = desk.send(method, draft["url"] + path, content, scope=Scope.DRAFT, if_match="*")
    assert (answer.status_code, errors_of(answer)) == (403, [("Authorization", "scope_missing")])
    assert desk.send(method, draft["url"] + path, content, scope=Scope.REVIEW, if_match="*").is_success


def test_drafts_are_listed_page_by_page(desk: Desk) -> None:
    made = [begun(desk, noun, {"id": f"topic-{number}"}) for number, noun in enumerate(["topics", "topics", "documents"])]
    page = desk.done("GET", "/drafts?limit=2", scope=Scope.READ_DRAFTS)
    rest = desk.done("GET", page["next"], scope=Scope.READ_DRAFTS)
    assert page["total"] == rest["total"] == 3
    assert {item["id"] for item in (*page["items"], *rest["items"])} == {draft["id"] for draft in made}
    assert rest["next"] is None
    assert [item["id"] for item in desk.done("GET", "/drafts?noun=documents&status=draft")["items"]] == [made[2]["id"]]
    assert desk.done("GET", "/drafts?status=in_review")["total"] == 0


def test_trying_a_draft_leaves_nothing(desk: Desk) -> None:
    address = a_claim(desk)
    draft = begun(desk, "claims", desk.content(address) | {"purpose": "to leave"}, address.rpartition("/")[2])
    before = public_state(desk)
    for _ in range(2):
        assert desk.done("GET", draft["url"])["preview"]["purpose"] == "to leave"
    step(desk, draft, "submission", dry_run="true")
    desk.send("POST", f"{draft['url']}/publication?dry_run=true", if_match="*", params=NOTE)
    assert desk.done("GET", draft["url"])["status"] == "draft"
    assert public_state(desk) == before


def test_draft_of_a_record_that_there_is_not_is_refused(desk: Desk) -> None:
    answer = desk.send("POST", "/drafts", {"noun": "claims", "record": "no-such-claim", "content": {}})
    assert (answer.status_code, errors_of(answer)) == (422, [("/record", "unknown_id")])


def test_draft_of_a_record_by_its_permanent_id_is_begun(desk: Desk) -> None:
    claim = desk.get(a_claim(desk))
    assert begun(desk, "claims", {}, claim["id"])["record"] == claim["id"]
