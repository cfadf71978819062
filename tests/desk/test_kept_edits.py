"""Loads of data files never change back what was edited here."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.editorial.erasing import erase
from app.ingest.errors import DataError
from app.ingest.files import DataFiles, Report
from app.ingest.payload.stakeholder import StakeholderPayload
from app.model.vocabulary import Role
from tests.asking import ids
from tests.conftest import LOADED_AT
from tests.desk.desk import NOTE, Desk, a_claim, new_claim
from tests.serving import load_files, with_claims, with_stakeholder

LATER = LOADED_AT + timedelta(days=30)


def reworded(report: Report, suffix: str = " Once more.") -> Report:
    """The same report, in which every claim and the document read otherwise."""
    claims = (claim.model_copy(update={"statement": claim.statement + suffix}) for claim in report.payload.claims)
    document = report.payload.document.model_copy(update={"byline": "Somebody else"})
    other = with_claims(report, *claims)
    return replace(other, payload=other.payload.model_copy(update={"document": document}))


def test_edited_claim_stays_and_the_others_are_loaded(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    addresses = [item["url"] for item in desk.get("/claims?limit=3")["items"]]
    desk.patch(addresses[0], {"purpose": "to leave"})
    desk.done("POST", f"{addresses[1]}/retraction", params=NOTE, if_match="*")
    edited = [desk.get(address) for address in addresses]
    (report,) = seed_files.reports
    load_files(own_engine, replace(seed_files, reports=(reworded(report),)), LOADED_AT)
    first, second, third = (desk.get(address) for address in addresses)
    assert (first["statement"], first["purpose"], first["status"]) == (edited[0]["statement"], "to leave", "corrected")
    assert (second["statement"], second["status"]) == (edited[1]["statement"], "retracted")
    assert third["statement"] == edited[2]["statement"] + " Once more."


@pytest.mark.parametrize("slug", ["china"])
def test_edited_stakeholder_stays(slug: str, desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    desk.patch(f"/stakeholders/{slug}", {"description": "As we say."})
    before = desk.get(f"/stakeholders/{slug}")
    load_files(own_engine, with_stakeholder(seed_files, slug, name="As the file says"), LOADED_AT)
    assert desk.get(f"/stakeholders/{slug}") == before


def test_edited_document_stays_as_who_published_its_claims(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    (document,) = desk.get("/documents")["items"]
    desk.patch(document["url"], {"publisher": "china", "byline": "A. Purser"})
    before, claims = desk.get(document["url"]), ids(desk.client, "/claims", claimant="china")
    (report,) = seed_files.reports
    load_files(own_engine, replace(seed_files, reports=(reworded(report),)), LOADED_AT)
    after = desk.get(document["url"])
    assert (after["publisher"], after["byline"]) == (before["publisher"], "A. Purser")
    assert ids(desk.client, "/claims", claimant="china") == claims
    author = [item for item in desk.get("/claims?limit=500")["items"] if len(item["chain"]) == 1]
    assert {item["chain"][0]["stakeholder"]["id"] for item in author} == {"china"}


def test_topic_that_was_made_here_is_not_taken_for_a_file_s(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    topic = desk.get("/topics?limit=1")["items"][0]
    desk.patch(topic["url"], {"definition": "As we say."})
    made = desk.done("POST", "/claims", new_claim(desk, key="ferry-full", topics=[topic["id"]]))
    topics = tuple(item.model_copy(update={"definition": "As the file says."}) for item in seed_files.topics)
    load_files(own_engine, replace(seed_files, topics=topics), LOADED_AT)
    assert desk.get(topic["url"])["definition"] == "As we say."
    assert desk.get(made["url"]) == made
    other = next(item for item in desk.get("/topics?limit=500")["items"] if item["id"] != topic["id"])
    assert other["definition"] == "As the file says."


def test_loading_the_same_again_after_edits_changes_nothing(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    desk.patch(a_claim(desk), {"purpose": "to leave"})
    known = desk.last_change
    load_files(own_engine, seed_files, LOADED_AT)
    assert desk.last_change == known


def test_files_that_name_who_was_merged_are_loaded_as_naming_the_other(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    claim = next(item for item in desk.get("/claims?limit=500")["items"] if item["claimant"] and item["claimant"]["id"] != "china")
    slug = claim["claimant"]["id"]
    desk.done("POST", f"/stakeholders/{slug}/merger", {"into": "china"}, params=NOTE, if_match="*")
    (report,) = seed_files.reports
    load_files(own_engine, replace(seed_files, reports=(reworded(report),)), LOADED_AT)
    after = desk.get(claim["url"])
    assert after["statement"] == claim["statement"] + " Once more."
    assert after["claimant"]["id"] == "china"


def test_file_that_names_who_was_erased_is_refused_with_its_line(desk: Desk, own_engine: Engine, seed_files: DataFiles) -> None:
    gone = {"id": "gone", "name": "Somebody", "kind": "person"}
    desk.done("POST", "/stakeholders", gone)
    with Session(writing(own_engine)) as session:
        erase(session, "stakeholders", "gone", "A court demands it.", LATER)
        session.commit()
    (report,) = seed_files.reports
    first = report.payload.claims[0].model_copy(update={"participants": {Role.MENTIONED: ("gone",)}})
    files = replace(seed_files, stakeholders=(*seed_files.stakeholders, StakeholderPayload.model_validate(gone)))
    with pytest.raises(DataError, match="there is no stakeholder 'gone'") as raised:
        load_files(own_engine, replace(files, reports=(with_claims(report, first, *report.payload.claims[1:]),)), LATER)
    assert [(fault.record, fault.field) for fault in raised.value.faults] == [(f"claim {first.key}", "participants.mentioned")]
