"""Claims over HTTP: what was sent is what is published, and everything that shows it follows."""

from typing import Any

import pytest

from app.model import Scope
from tests.asking import ids
from tests.desk.desk import MERGE_PATCH, NOTE, Desk, a_claim, errors_of, new_claim


def test_created_claim_says_what_was_sent(desk: Desk) -> None:
    sent = new_claim(desk, key="ferry-full", condition="unless it grows")
    answer = desk.send("POST", "/claims", sent, scope=Scope.PUBLISH)
    record = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == record["url"]
    assert (record["status"], record["version"], record["corrections"]) == ("published", 1, [])
    assert desk.content(record["url"]) == {name: value for name, value in sent.items() if name != "key"}
    read = desk.client.get(record["url"])
    assert (read.json(), read.headers["etag"]) == (record, answer.headers["etag"])


def test_new_claim_is_found_and_counted_at_once(desk: Desk) -> None:
    sent = new_claim(desk, statement="The zeppelin has no room left.")
    party = desk.get("/stakeholders/china")
    counted, known = ids(desk.client, "/claims", actor="China"), desk.last_change
    record = desk.done("POST", "/claims", sent | {"participants": {"mentioned": ["china"]}})
    assert ids(desk.client, "/claims", q="zeppelin") == [record["id"]]
    assert set(ids(desk.client, "/claims", actor="China")) == {*counted, record["id"]}
    assert desk.get("/stakeholders/china")["version"] == party["version"] + 1
    assert record["url"] in desk.client.get("/claims.csv?q=zeppelin").text
    assert record["id"] in desk.client.get("/claims.jsonld?q=zeppelin").text
    assert [item["record"] for item in desk.since(known) if item["noun"] == "claims"] == [record]


def test_key_gives_the_same_id_and_no_key_gives_another_one(desk: Desk) -> None:
    first = desk.done("POST", "/claims", new_claim(desk, key="ferry-full"))
    second = desk.send("POST", "/claims", new_claim(desk, key="ferry-full"))
    assert (second.status_code, errors_of(second)) == (409, [("", "already_there")])
    assert first["id"] in second.json()["detail"]
    others = {desk.done("POST", "/claims", new_claim(desk))["id"] for _ in range(2)}
    assert len(others | {first["id"]}) == 3


def test_correction_is_told_with_its_note_everywhere(desk: Desk) -> None:
    address = a_claim(desk)
    before, known = desk.client.get(address), desk.last_change
    answer = desk.patch(address, {"statement": "The zeppelin has no room left."}, scope=Scope.PUBLISH)
    record = answer.json()
    assert record["status"] == "corrected"
    assert [(item["version"], item["note"]) for item in record["corrections"]] == [(2, NOTE["note"])]
    assert desk.client.get(address).headers["etag"] == answer.headers["etag"] != before.headers["etag"]
    assert desk.get(f"{address}/versions/1") == before.json()
    versions = desk.get(f"{address}/versions")["items"]
    assert [(item["kind"], item["note"]) for item in versions if item["version"] == 2] == [("corrected", NOTE["note"])]
    (told,) = [item for item in desk.since(known) if item["id"] == record["id"]]
    assert (told["kind"], told["note"], told["record"]) == ("corrected", NOTE["note"], record)
    assert ids(desk.client, "/claims", status="corrected") == [record["id"]]
    for suffix in ("csv", "ndjson", "jsonld", "atom", "json"):
        assert "zeppelin" in desk.client.get(f"/claims.{suffix}?status=corrected").text, suffix


def test_patch_tells_null_from_absent(desk: Desk) -> None:
    address = a_claim(desk)
    desk.patch(address, {"condition": "unless it grows", "purpose": "to leave"})
    content = desk.content(address)
    desk.patch(address, {"condition": None})
    del content["condition"]
    assert desk.content(address) == content
    answer = desk.patch(address, {"statement": None, "chain": None})
    assert (answer.status_code, errors_of(answer)) == (422, [("/statement", "missing"), ("/chain", "missing")])


def test_put_replaces_everything_that_it_leaves_out(desk: Desk) -> None:
    address = a_claim(desk)
    desk.patch(address, {"condition": "unless it grows"})
    content = desk.content(address)
    del content["condition"]
    assert desk.put(address, content).json()["condition"] is None


def test_same_again_changes_nothing(desk: Desk) -> None:
    address = a_claim(desk)
    changes = desk.last_change
    before = desk.get(address)
    for method, content in (("PUT", desk.content(address)), ("PATCH", {}), ("PATCH", {"statement": before["statement"]})):
        assert desk.done(method, address, content, if_match=desk.tag(address)) == before
    assert desk.last_change == changes


def test_figures_keep_their_ids_and_do_not_vanish(desk: Desk) -> None:
    address = a_claim(desk, "/claims?has_figure=true&limit=1")
    content = desk.content(address)
    figures = [figure["id"] for figure in content["figures"]]
    further = content["figures"][0] | {"id": None, "key": "another", "as_printed": "hundreds"}
    record = desk.put(address, content | {"figures": [*content["figures"], further]}).json()
    assert [figure["id"] for figure in record["figures"]][:-1] == figures
    own = desk.get(f"/figures/{record['figures'][-1]['id']}")
    assert (own["as_printed"], own["claim"]["id"]) == ("hundreds", record["id"])
    without = desk.put(address, content)
    assert (without.status_code, errors_of(without)) == (422, [("/figures", "broken_rule")])
    assert "hundreds" in without.json()["detail"]


def test_figure_of_another_claim_is_refused(desk: Desk) -> None:
    first, second = (item["url"] for item in desk.get("/claims?has_figure=true&limit=2")["items"])
    content = desk.content(first)
    foreign = desk.content(second)["figures"][0]
    answer = desk.put(first, content | {"figures": [*content["figures"], foreign, content["figures"][0]]})
    last = len(content["figures"])
    assert errors_of(answer) == [(f"/figures/{last}/id", "broken_rule"), (f"/figures/{last + 1}/id", "broken_rule")]
    assert second.rpartition("/")[2] in answer.json()["detail"]


def test_relations_are_shown_on_both_sides_and_go_with_their_claim(desk: Desk) -> None:
    other = desk.get(a_claim(desk))
    record = desk.done("POST", "/claims", new_claim(desk, relations=[{"relation": "disputes", "claim": other["id"]}]))
    assert [(item["relation"], item["claim"]["id"]) for item in record["relations"]] == [("disputes", other["id"])]
    reverse = [item["claim"]["id"] for item in desk.get(other["url"])["relations"] if item["relation"] == "disputed_by"]
    assert record["id"] in reverse
    desk.patch(record["url"], {"relations": None})
    assert desk.get(other["url"])["relations"] == other["relations"]


@pytest.mark.parametrize("claim", ["clm_" + "0" * 26, "no-such-key"])
def test_relation_to_nothing_is_refused_with_its_place(claim: str, desk: Desk) -> None:
    answer = desk.send("POST", "/claims", new_claim(desk, relations=[{"relation": "disputes", "claim": claim}]))
    assert (answer.status_code, errors_of(answer)) == (422, [("/relations/0/claim", "broken_rule")])


def test_claim_does_not_bear_on_itself(desk: Desk) -> None:
    record = desk.done("POST", "/claims", new_claim(desk))
    for relation in ({"relation": "disputes", "claim": record["id"]},):
        assert errors_of(desk.patch(record["url"], {"relations": [relation]})) == [("/relations/0/claim", "broken_rule")]
    sent = new_claim(desk, key="own", relations=[{"relation": "disputes", "claim": "own"}])
    assert errors_of(desk.send("POST", "/claims", sent)) == [("/relations/0/claim", "broken_rule")]


def test_retracted_claim_stays_as_it_was_with_its_note(desk: Desk) -> None:
    address = a_claim(desk)
    before = desk.get(address)
    answer = desk.send(
        "POST", f"{address}/retraction", params={"note": "It was never said."}, if_match=desk.tag(address), scope=Scope.PUBLISH
    )
    record = answer.json()
    assert record["status"] == "retracted"
    assert record["corrections"][-1]["note"] == "It was never said."
    kept = before.keys() - {"status", "corrections", "version", "updated_at", "citation"}
    assert {name: record[name] for name in kept} == {name: before[name] for name in kept}
    assert record["id"] in ids(desk.client, "/claims")
    assert ids(desk.client, "/claims", status="retracted") == [record["id"]]
    again = desk.send("POST", f"{address}/retraction", params=NOTE, if_match="*")
    assert (again.status_code, errors_of(again)) == (409, [("", "already_retracted")])
    changed = desk.patch(address, {"statement": "It was said."})
    assert (changed.status_code, errors_of(changed)) == (422, [("", "broken_rule")])
    assert desk.get(address) == record


def test_claim_stays_with_its_document(desk: Desk) -> None:
    own = desk.get("/documents")["items"][0]
    other = desk.done("POST", "/documents", desk.content(own["url"]) | {"id": "another-report"})
    answer = desk.patch(a_claim(desk), {"document": other["id"]})
    assert errors_of(answer) == [("/document", "broken_rule")]


@pytest.mark.parametrize("path", ["", "/retraction"])
def test_change_without_a_note_is_refused(path: str, desk: Desk) -> None:
    address = a_claim(desk)
    method, content = ("POST", None) if path else ("PATCH", {"purpose": "to leave"})
    for params in ({}, {"note": " "}):
        answer = desk.send(method, address + path, content, if_match="*", params=params)
        assert (answer.status_code, errors_of(answer)) == (422, [("note", "missing")])
    assert desk.get(address)["version"] == 1


def sent_as(media_type: str) -> dict[str, Any]:
    return {"headers": {"Content-Type": media_type}}


def test_patch_is_read_as_a_merge_patch(desk: Desk) -> None:
    assert desk.patch(a_claim(desk), {"purpose": "to leave"}, **sent_as(MERGE_PATCH)).json()["purpose"] == "to leave"


def test_unknown_ids_are_told_with_what_may_be_meant(desk: Desk) -> None:
    sent = new_claim(desk, topics=["refugee-statos"], document="no-such-report")
    answer = desk.send("POST", "/claims", sent)
    assert errors_of(answer) == [("/document", "broken_rule")]
    sent = new_claim(desk, topics=["refugee-statos"], participants={"target": ["chinaa"]})
    answer = desk.send("POST", "/claims", sent)
    assert errors_of(answer) == [("/participants/target", "broken_rule"), ("/topics", "broken_rule")]
    assert "'refugee-status'" in answer.json()["detail"]
    assert "'china'" in answer.json()["detail"]


def test_who_writes_reads_what_he_wrote(desk_that_caches: Desk) -> None:
    desk = desk_that_caches
    address = a_claim(desk)
    for number in range(5):
        desk.get(address)
        desk.get("/claims")
        written = desk.done("PATCH", address, {"purpose": f"to leave {number}"}, if_match="*", params=NOTE)
        assert desk.done("GET", address) == written
        assert written in desk.done("GET", "/claims?limit=500")["items"]
