"""Merging: one who was entered twice becomes one, and whoever asks for the other is led there."""

import pytest
from sqlalchemy import Engine

from app.ingest.files import DataFiles
from tests.asking import ids
from tests.conftest import LOADED_AT
from tests.desk.desk import NOTE, Data, Desk, errors_of, new_claim
from tests.serving import load_files, with_stakeholder

TWIN: Data = {
    "id": "prc-authorities",
    "name": "The PRC authorities",
    "kind": "state",
    "aliases": [{"name": "Peking regime", "language": "en"}],
    "outside_knowledge": {"aliases": [{"name": "Zhonghua", "language": "zh"}], "identifiers": {"viaf": "152363066"}},
}


@pytest.fixture
def twin(desk: Desk) -> Data:
    """China once more, with a claim, a child, a figure's place and a document of its own."""
    desk.done("POST", "/stakeholders", TWIN)
    desk.done("POST", "/stakeholders", {"id": "prc-office", "name": "PRC office", "kind": "office", "parent": TWIN["id"]})
    document = desk.content(desk.get("/documents?limit=1")["items"][0]["url"])
    desk.done("POST", "/documents", document | {"id": "prc-report", "publisher": TWIN["id"]})
    claim = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    figure = desk.content(claim["url"])["figures"][0] | {"id": None, "place": TWIN["id"]}
    hop = {"source_type": "named", "act": "says", "certainty": "certain"}
    chain = [hop | {"stakeholder": "china"}, hop | {"stakeholder": TWIN["id"], "with_previous": True}]
    parts = {"target": ["china", TWIN["id"]], "mentioned": [TWIN["id"]]}
    new = new_claim(desk, document="prc-report", chain=chain, participants=parts, figures=[figure], statement="The zeppelin is full.")
    return desk.done("POST", "/claims", new)


def merged(desk: Desk, **more: str) -> Data:
    return desk.done("POST", f"/stakeholders/{TWIN['id']}/merger", {"into": "china"}, if_match="*", params=NOTE | more)


def test_everything_that_named_the_one_names_the_other(desk: Desk, twin: Data) -> None:
    record = merged(desk)
    claim = desk.get(twin["url"])
    assert [hop["stakeholder"] and hop["stakeholder"]["id"] for hop in claim["chain"]] == ["china", "china"]
    assert [(item["role"], item["stakeholder"]["id"]) for item in claim["participants"]] == [("target", "china"), ("mentioned", "china")]
    assert claim["figures"][0]["place"]["id"] == "china"
    assert desk.get("/documents/prc-report")["publisher"]["id"] == "china"
    assert desk.get("/stakeholders/prc-office")["parent"]["id"] == "china"
    assert TWIN["name"] not in claim["attribution"]
    assert claim["status"] == "published"
    assert record == desk.get("/stakeholders/china")
    assert {"The PRC authorities", "Peking regime", "Zhonghua"} <= {alias["name"] for alias in record["aliases"]}
    for counted in record["claims"]:
        assert desk.get(counted["url"])["total"] == counted["count"]


@pytest.mark.parametrize("name", [TWIN["id"], "the prc authorities", "Peking regime", "zhonghua", "152363066", "China"])
def test_each_name_leads_to_the_one_that_stays(name: str, desk: Desk, twin: Data) -> None:
    merged(desk)
    assert twin["id"] in ids(desk.client, "/claims", target=name)
    assert ids(desk.client, "/claims", actor=name) == ids(desk.client, "/claims", actor="china")
    assert ids(desk.client, "/stakeholders", name=name) == ["china"]


def test_old_address_leads_there_in_every_format(desk: Desk, twin: Data) -> None:
    merged(desk)
    assert twin
    for tail in ("", ".csv", ".jsonld", "/content"):
        answer = desk.client.get(f"/stakeholders/{TWIN['id']}{tail}", follow_redirects=False)
        assert answer.status_code == 308, (tail, answer.text)
        assert answer.headers["location"] == f"/stakeholders/china{tail}"
    assert TWIN["id"] not in ids(desk.client, "/stakeholders")
    assert ids(desk.client, "/stakeholders", q="authorities") == ["china"]
    assert desk.send("PATCH", f"/stakeholders/{TWIN['id']}", {}, if_match="*", follow_redirects=False).status_code == 308
    again = desk.send("POST", "/stakeholders", TWIN)
    assert (again.status_code, errors_of(again)) == (409, [("", "already_there")])


def test_change_feed_says_where_it_went(desk: Desk, twin: Data) -> None:
    before, known = desk.get(f"/stakeholders/{TWIN['id']}"), desk.last_change
    merged(desk)
    changes = desk.since(known)
    (moved,) = [item for item in changes if item["id"] == TWIN["id"]]
    assert (moved["kind"], moved["moved_to"], moved["note"]) == ("merged", "/stakeholders/china", NOTE["note"])
    assert moved["record"]["claims"] == []
    assert [item["seq"] for item in changes] == list(range(known + 1, known + 1 + len(changes)))
    assert len({item["revision"] for item in changes}) == 1
    assert desk.get(f"/stakeholders/{TWIN['id']}/versions/{before['version']}") == before
    assert twin["id"] in {item["id"] for item in changes}


def test_second_merger_leads_on(desk: Desk, twin: Data) -> None:
    merged(desk)
    desk.done("POST", "/stakeholders", TWIN | {"id": "middle-kingdom", "name": "Middle Kingdom", "aliases": [], "outside_knowledge": {}})
    answer = desk.done("POST", "/stakeholders/china/merger", {"into": "middle-kingdom"}, if_match="*", params=NOTE)
    assert answer["id"] == "middle-kingdom"
    for old in (TWIN["id"], "china"):
        redirect = desk.client.get(f"/stakeholders/{old}", follow_redirects=False)
        assert redirect.headers["location"] == "/stakeholders/middle-kingdom"
        assert twin["id"] in ids(desk.client, "/claims", actor=old)


def test_one_who_belonged_to_the_other_belongs_to_nobody(desk: Desk) -> None:
    desk.done("POST", "/stakeholders", TWIN)
    desk.done("PATCH", "/stakeholders/china", {"parent": TWIN["id"]}, if_match="*", params=NOTE)
    assert merged(desk)["parent"] is None


@pytest.mark.parametrize(
    ("into", "status", "errors"), [("no-such-party", 404, [("id", "unknown_id")]), (TWIN["id"], 422, [("/into", "not_allowed")])]
)
def test_merger_into_nobody_is_refused(into: str, status: int, errors: list[object], desk: Desk) -> None:
    desk.done("POST", "/stakeholders", TWIN)
    answer = desk.send("POST", f"/stakeholders/{TWIN['id']}/merger", {"into": into}, if_match="*", params=NOTE)
    assert (answer.status_code, errors_of(answer)) == (status, errors)
    assert desk.get(f"/stakeholders/{TWIN['id']}")["version"] == 1


def test_merger_needs_the_state_and_a_note(desk: Desk) -> None:
    desk.done("POST", "/stakeholders", TWIN)
    address = f"/stakeholders/{TWIN['id']}/merger"
    assert desk.send("POST", address, {"into": "china"}, params=NOTE).status_code == 428
    assert desk.send("POST", address, {"into": "china"}, params=NOTE, if_match='"0"').status_code == 412
    assert errors_of(desk.send("POST", address, {"into": "china"}, if_match="*")) == [("note", "missing")]


def test_dry_run_of_a_merger_leaves_both(desk: Desk, twin: Data) -> None:
    before = desk.get("/stakeholders/china")
    assert len(merged(desk, dry_run="true")["aliases"]) > len(before["aliases"])
    assert desk.get("/stakeholders/china") == before
    assert desk.get(f"/stakeholders/{TWIN['id']}")["id"] == TWIN["id"]
    assert twin


def test_data_files_do_not_bring_the_one_back(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    merged_slug = next(item.id for item in seed_files.stakeholders if item.id != "china" and not item.parent and item.kind == "group")
    desk.done("POST", f"/stakeholders/{merged_slug}/merger", {"into": "china"}, if_match="*", params=NOTE)
    before = desk.get("/stakeholders?limit=500")
    changed = with_stakeholder(seed_files, merged_slug, name="Another name", description="As the file says.")
    load_files(own_engine, changed, LOADED_AT)
    assert desk.get("/stakeholders?limit=500") == before
    assert desk.client.get(f"/stakeholders/{merged_slug}", follow_redirects=False).status_code == 308
