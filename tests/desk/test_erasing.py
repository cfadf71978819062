"""Erasing: what the law wants gone is gone from every place, and only its id is left."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, SQLModel

from app.db.engine import reading, writing
from app.editorial.erasing import erase
from app.editorial.errors import ConflictError
from app.ingest.files import DataFiles
from app.query.errors import RecordGoneError, RecordNotFoundError
from tests.asking import ids
from tests.conftest import LOADED_AT
from tests.desk.desk import NOTE, Data, Desk, errors_of, new_claim
from tests.desk.test_other_nouns import PARTY
from tests.serving import load_files

WORD = "zyxwv"
LAW = "A court demands it."


def erased(desk: Desk, noun: str, public_id: str) -> None:
    with Session(writing(desk.engine)) as session:
        erase(session, noun, public_id, LAW, datetime.now(UTC))
        session.commit()


def places(desk: Desk, word: str = WORD) -> list[str]:
    """The tables in which the word stands, the index of search included."""
    with reading(desk.engine).connect() as connection:
        found = [
            name
            for name, table in SQLModel.metadata.tables.items()
            if any(word in str(value) for row in connection.execute(select(table)) for value in row)
        ]
        indexed = "SELECT count(*) FROM search WHERE search MATCH :word" if desk.engine.dialect.name == "sqlite" else None
        indexed = indexed or "SELECT count(*) FROM search WHERE CAST(words AS text) LIKE '%' || :word || '%'"
        return found + (["search"] if connection.execute(text(indexed), {"word": word}).scalar() else [])


@pytest.fixture
def claim(desk: Desk) -> Data:
    """A claim that was corrected twice, bears on another, has a figure, and was worked at in every way."""
    other = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    figure = desk.content(other["url"])["figures"][0] | {"id": None, "population": f"people of {WORD}"}
    relations = [{"relation": "disputes", "claim": other["id"]}]
    new = new_claim(desk, statement=f"The {WORD} is full.", figures=[figure], relations=relations)
    made = desk.done("POST", "/claims", new, idempotency_key="one")
    desk.patch(made["url"], {"purpose": f"to leave {WORD}"})
    desk.send("PATCH", made["url"], {"purpose": f"{WORD} again"}, if_match='"0"', params=NOTE | {"comment": WORD})
    desk.done("PATCH", made["url"], {"condition": WORD}, if_match="*", params={"note": f"Of {WORD}.", "comment": WORD})
    desk.done("POST", "/drafts", {"noun": "claims", "record": made["id"], "content": desk.content(made["url"])})
    return desk.get(made["url"])


def test_erased_claim_is_gone_from_everywhere(desk: Desk, claim: Data) -> None:
    assert {"claim", "figure", "record", "change", "correction", "attempt", "draft", "receipt", "search"} <= set(places(desk))
    erased(desk, "claims", claim["id"])
    assert places(desk) == []
    figure = claim["figures"][0]["id"]
    for noun, public_id in (("claims", claim["id"]), ("figures", figure)):
        for tail in ("", ".csv", ".jsonld", "/versions/1", "/content" if noun == "claims" else "/versions/1"):
            answer = desk.client.get(f"/{noun}/{public_id}{tail}")
            assert (answer.status_code, errors_of(answer)) == (410, [("id", "erased")]), tail
        assert public_id not in ids(desk.client, f"/{noun}")
    assert ids(desk.client, "/claims", q=WORD) == []
    assert WORD not in desk.client.get("/claims.atom").text + desk.client.get("/figures.csv").text


def test_change_feed_tells_of_the_end_and_of_nothing_else(desk: Desk, claim: Data) -> None:
    known = desk.last_change
    erased(desk, "claims", claim["id"])
    ends = [item for item in desk.since(known) if item["kind"] == "erased"]
    assert [(item["noun"], item["id"], item["note"], item["record"], item["moved_to"]) for item in ends] == [
        ("claims", claim["id"], LAW, None, None),
        ("figures", claim["figures"][0]["id"], LAW, None, None),
    ]
    changes = [item for start in range(0, desk.last_change, 400) for item in desk.get(f"/changes?after={start}&limit=400")["items"]]
    assert [item["seq"] for item in changes] == list(range(1, desk.last_change + 1))
    assert [item["record"] for item in changes if item["id"] == claim["id"]] == [None] * (claim["version"] + 1)


def test_others_that_showed_it_show_it_no_more_and_their_older_versions_are_empty(desk: Desk, claim: Data) -> None:
    other = claim["relations"][0]["claim"]["url"]
    shown = desk.get(other)
    erased(desk, "claims", claim["id"])
    now = desk.get(other)
    assert claim["id"] not in str(now)
    assert now["version"] == shown["version"] + 1
    assert desk.client.get(f"{other}/versions/{shown['version']}").status_code == 410
    assert desk.client.get(f"{other}/versions/1").status_code == 200
    for counted in desk.get(f"/topics/{claim['topics'][0]}")["claims"]:
        assert desk.get(counted["url"])["total"] == counted["count"]


def test_id_is_given_to_nobody_else(desk: Desk, claim: Data, seed_files: DataFiles) -> None:
    seeded = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    keyed = desk.done("POST", "/claims", new_claim(desk, key="ferry-full"))
    for each in (seeded, keyed):
        erased(desk, "claims", each["id"])
    again = desk.send("POST", "/claims", new_claim(desk, key="ferry-full"))
    assert (again.status_code, errors_of(again)) == (409, [("", "already_there")])
    load_files(desk.engine, seed_files, LOADED_AT)
    assert desk.client.get(seeded["url"]).status_code == 410
    figure = desk.content(claim["url"])["figures"][0] | {"id": seeded["figures"][0]["id"]}
    taken = desk.send("POST", "/claims", new_claim(desk, figures=[figure]))
    assert (taken.status_code, errors_of(taken)) == (422, [("/figures/0/id", "broken_rule")])
    for known in ("*", '"0"'):
        assert desk.send("PATCH", seeded["url"], {"purpose": "x"}, if_match=known, params=NOTE).status_code == 410


def test_stakeholder_that_is_named_is_not_erased(desk: Desk) -> None:
    known = desk.last_change
    with pytest.raises(ConflictError, match="china is still named, as hop of a chain and as participant"):
        erased(desk, "stakeholders", "china")
    assert desk.last_change == known


def test_erased_stakeholder_is_gone_from_everywhere(desk: Desk) -> None:
    sent = PARTY | {"id": WORD, "name": f"{WORD} Company", "description": WORD, "aliases": [{"name": f"The {WORD}", "language": "en"}]}
    desk.done("POST", "/stakeholders", sent)
    claim = desk.done("POST", "/claims", new_claim(desk, participants={"mentioned": [WORD]}))
    desk.patch(f"/stakeholders/{WORD}", {"description": f"Of {WORD}."})
    desk.done("POST", "/drafts", {"noun": "stakeholders", "record": WORD, "content": sent})
    desk.patch(claim["url"], {"participants": {"mentioned": ["china"]}})
    erased(desk, "stakeholders", WORD)
    assert set(places(desk, f"{WORD} Company")) == set()
    assert set(places(desk, f"The {WORD}")) == set()
    assert desk.client.get(f"/stakeholders/{WORD}").status_code == 410
    assert desk.client.get(f"/claims?actor={WORD}").status_code == 422
    assert desk.client.get(f"{claim['url']}/versions/1").status_code == 410
    again = desk.send("POST", "/stakeholders", sent)
    assert (again.status_code, errors_of(again)) == (409, [("", "already_there")])


def test_whoever_was_merged_into_it_goes_with_it(desk: Desk) -> None:
    twin = PARTY | {"id": f"{WORD}-twin", "name": f"{WORD} Twin", "aliases": [], "outside_knowledge": {}}
    for sent in (PARTY | {"id": WORD, "name": WORD}, twin):
        desk.done("POST", "/stakeholders", sent)
    desk.done("POST", f"/stakeholders/{WORD}-twin/merger", {"into": WORD}, if_match="*", params=NOTE)
    erased(desk, "stakeholders", WORD)
    assert places(desk, f"{WORD} Twin") == []
    for slug in (WORD, f"{WORD}-twin"):
        for tail in ("", "/versions/1"):
            assert desk.client.get(f"/stakeholders/{slug}{tail}").status_code == 410, slug + tail


def test_others_keep_what_the_desk_knows_of_them(desk: Desk, claim: Data) -> None:
    near = desk.get("/claims?limit=3")["items"][-1]
    desk.send("PATCH", near["url"], {"purpose": "kept"}, if_match='"0"', params=NOTE)
    draft = desk.done("POST", "/drafts", {"noun": "topics", "content": {"id": "family-unity"}})
    erased(desk, "claims", claim["id"])
    assert desk.done("GET", draft["url"])["content"] == {"id": "family-unity"}
    kept = [item["content"] for item in desk.done("GET", "/audit")["items"] if item["status"] == 412]
    assert '{"purpose":"kept"}' in kept


def test_nothing_is_erased_that_there_is_not(desk: Desk, claim: Data) -> None:
    with pytest.raises(RecordNotFoundError):
        erased(desk, "claims", "clm_" + "0" * 26)
    erased(desk, "claims", claim["id"])
    with pytest.raises(RecordGoneError):
        erased(desk, "claims", claim["id"])
