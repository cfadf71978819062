"""A hostile reader at every door: of drafts nobody without a key sees a word, a number or a trace."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from httpx2 import Response

from app.formats.catalog import FORMATS
from app.model import Scope
from tests.desk.desk import NOTE, Data, Desk, a_claim, new_claim
from tests.desk.public import public_state
from tests.desk.test_other_nouns import SENT

WORD = "zyxwv"
"""In every text of every draft, and nowhere else."""
NOUNS = ("claims", "figures", "stakeholders", "documents", "topics", "vocabularies")
PLAIN = (
    "/",
    "/changes",
    "/changes?limit=500",
    "/healthz",
    "/readyz",
    "/problems",
    "/docs",
    "/openapi.json",
    "/drafts",
    "/audit",
    "/imports",
)
KEYS = (None, "", "facts", "facts_" + "0" * 26 + "_" + "A" * 43)


def marked(value: Any) -> Any:  # noqa: ANN401 (any JSON)
    """The same content with the word in every text that may hold it."""
    free = {"statement", "condition", "purpose", "name", "description", "title", "byline", "rights", "definition", "population"}
    if isinstance(value, list):
        return [marked(item) for item in value]
    if not isinstance(value, dict):
        return value
    told = {name: f"{WORD} {name}" if name in free else marked(item) for name, item in value.items()}
    return told | (
        {"id": f"{WORD}-{told['id']}"}
        if "definition" in told or "outside_knowledge" in told or ("sha256" in told and "title" in told)
        else {}
    )


@pytest.fixture
def desk(desk_that_caches: Desk) -> Desk:
    """As it is served, with a cache that might leak."""
    return desk_that_caches


@pytest.fixture
def drafts(desk: Desk) -> dict[str, Data]:
    """A draft of everything, new and changed, and what was refused, all with the word; by the noun."""
    claim = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    content = desk.content(claim["url"])
    figures = [figure | {"id": None, "population": WORD} for figure in content["figures"]]
    new = new_claim(desk, key=f"{WORD}-key", figures=figures, condition=WORD, purpose=WORD, participants={"mentioned": ["china"]})
    made = {"claims": marked(new)} | {noun: marked(sent) for noun, sent in SENT.items()}
    begun = {noun: desk.done("POST", "/drafts", {"noun": noun, "content": sent}, params={"comment": WORD}) for noun, sent in made.items()}
    changed = {"noun": "claims", "record": claim["id"], "content": content | {"statement": f"{WORD} statement", "purpose": WORD}}
    begun["changed"] = desk.done("POST", "/drafts", changed)
    assert [draft["faults"] for draft in begun.values()] == [[]] * len(begun)
    for draft in (begun["claims"], begun["changed"]):
        desk.done("POST", f"{draft['url']}/submission", if_match="*", params={"comment": WORD})
    desk.send("POST", "/claims", made["claims"] | {"kind": WORD})
    desk.done("POST", "/topics", made["topics"], params={"dry_run": "true"}, idempotency_key=WORD)
    return begun


def addresses(desk: Desk, drafts: dict[str, Data]) -> Iterator[str]:
    """Every address at which something is read, and everything by which a draft may be asked for."""
    claim = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    previewed = [draft["preview"]["id"] for draft in drafts.values()]
    now = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    records = ["/claims/" + claim["id"], "/figures/" + claim["figures"][0]["id"], "/stakeholders/china"]
    records += [desk.get(f"/{noun}?limit=1")["items"][0]["url"] for noun in ("documents", "topics", "vocabularies")]
    suffixes = ["", *(f".{each.suffix}" for each in FORMATS), ".atom", ".rss"]
    yield from PLAIN
    yield from (
        f"/{noun}{suffix}?{question}" for noun, suffix, question in product(NOUNS, suffixes, ("", f"q={WORD}", f"q={WORD}*", "limit=500"))
    )
    yield from (f"{record}{suffix}" for record, suffix in product(records, suffixes))
    yield from (f"{record}{part}" for record, part in product(records, ("/content", "/versions", "/versions/2", f"?as_of={now}")))
    yield from (f"/{noun}/{public_id}{part}" for noun, public_id, part in product(NOUNS, previewed, ("", "/content", "/versions", ".csv")))
    yield from (f"/{noun}/{WORD}" for noun in NOUNS)
    yield from (
        f"/claims?{name}={value}"
        for name, value in product(("actor", "claimant", "topic", "document", "place"), (WORD, f"{WORD} name", f"{WORD}-ferries", "zyxw"))
    )
    yield from (f"/stakeholders?name={value}" for value in (WORD, f"{WORD} name", f"{WORD}-ferry-company", "zyxv", f"{WORD}-ferry-compan"))
    yield from (f"/claims?fields=id,{member}&limit=500" for member in ("statement", "condition", "purpose"))
    yield from (f"/claims?facets={facet}" for facet in ("kind", "topic", "status", "actor", "document"))
    yield from (f"/claims?status={status}" for status in ("draft", "in_review", "published", "corrected"))
    yield from (f"/figures/compare?measure={measure}" for measure in ("refugees", WORD))
    yield from (f"/changes?after={after}&wait=0" for after in range(0, 200, 40))
    yield from (f"/exports{part}" for part in ("", "/claims.csv.gz", "/facts.zip", "/datapackage.json", "/facts.sqlite"))
    for draft in drafts.values():
        yield from (draft["url"] + part for part in ("", "/content", ".json", "/submission", "/publication", "?limit=1"))
    yield from (
        f"/drafts?cursor={drafts['claims']['id']}",
        "/drafts.json",
        "/drafts.csv",
        "/audit.json",
        "/audit?limit=1",
        "/claims/drafts",
        "/drafts/",
    )


def asked(desk: Desk, address: str) -> Iterator[Response]:
    """One address in every way of asking without a key that holds."""
    client = desk.client
    for key in KEYS:
        yield client.get(address, headers={} if key is None else {"Authorization": f"Bearer {key}"})
    yield client.head(address)
    yield client.options(address, headers={"Origin": "https://x.example", "Access-Control-Request-Method": "POST"})
    yield client.get(address, headers={"If-None-Match": '"0", *', "Accept": "text/csv"})
    yield client.get(address, headers={"Range": "bytes=0-100000"})
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        yield client.request(
            method, address, json={"content": {}, "id": WORD[::-1]}, headers={"If-Match": "*", "Authorization": "Bearer x"}
        )


def told(answer: Response) -> str:
    """What an answer says but for what the question said itself."""
    said = " ".join([answer.text, *answer.headers.values()])
    asked_for = str(answer.request.url)
    return said if WORD not in asked_for else ""


def test_draft_is_nowhere_to_be_seen(desk: Desk, drafts: dict[str, Data]) -> None:
    before = public_state(desk)
    for number, address in enumerate(addresses(desk, drafts)):
        for answer in [desk.client.get(address)] if number % 7 else asked(desk, address):
            assert WORD not in told(answer), address
            assert answer.status_code < 500 or answer.status_code == 501, address
            assert not any(draft["id"] in answer.text for draft in drafts.values() if draft["id"] not in address), address
    assert public_state(desk) == before


def test_drafts_change_no_answer_and_no_validator(desk: Desk) -> None:
    places = [*PLAIN[:3], *(f"/{noun}{suffix}" for noun, suffix in product(NOUNS, ("", ".csv", "?facets=kind", "?q=china")))]
    places += [a_claim(desk), "/stakeholders/china", "/stakeholders/china/versions"]

    def seen() -> dict[str, tuple[int, str | None, bytes]]:
        answers = {place: desk.client.get(place) for place in places}
        return {
            place: (answer.status_code, answer.headers.get("etag"), answer.content)
            for place, answer in answers.items()
            if answer.status_code != 422
        }

    before = seen()
    for noun, sent in SENT.items():
        desk.done("POST", "/drafts", {"noun": noun, "content": marked(sent)})
    assert seen() == before
    assert len(before) > 20


def test_what_is_asked_about_a_draft_is_answered_as_about_nothing(desk: Desk, drafts: dict[str, Data]) -> None:
    nothing = {
        "claims": "clm_" + "0" * 26,
        "topics": "qponm-ferries",
        "stakeholders": "qponm-ferry-company",
        "documents": "qponm-ferry-report",
    }
    for noun, other in nothing.items():
        own = drafts[noun]["preview"]["id"]
        for address in (f"/{noun}/{{}}", f"/{noun}/{{}}/versions", f"/{noun}/{{}}/content"):
            real, none = desk.client.get(address.format(own)), desk.client.get(address.format(other))
            assert real.status_code == none.status_code == 404
            assert real.json()["errors"][0]["suggestions"] == none.json()["errors"][0]["suggestions"] == []
    real, none = (desk.client.get(f"/claims?q={word}").json() for word in (WORD, "qponm"))
    assert (real["total"], none["total"]) == (0, 0)
    first = desk.client.get("/drafts/" + drafts["claims"]["id"]).json()
    second = desk.client.get("/drafts/drf_" + "0" * 26).json()
    assert first | {"instance": "", "request_id": ""} == second | {"instance": "", "request_id": ""}


def test_answer_to_a_key_is_kept_by_no_cache(desk: Desk, drafts: dict[str, Data]) -> None:
    for address in ("/drafts", drafts["claims"]["url"], "/audit"):
        for scope in (Scope.ADMIN, None, Scope.ADMIN, None):
            answer = desk.send("GET", address, scope=scope)
            assert answer.status_code == (401 if scope is None else 200)
            assert answer.headers["cache-control"] == "no-store"
            assert (WORD in answer.text) is (scope is not None and address != "/drafts") or address == "/drafts"


def test_nobody_without_a_key_changes_anything(desk: Desk) -> None:
    before = public_state(desk)
    claim, content = a_claim(desk), new_claim(desk)
    requests: list[tuple[str, str, object]] = [("POST", f"/{noun}", sent) for noun, sent in SENT.items()]
    requests += [
        ("PUT", claim, content),
        ("PATCH", claim, {"purpose": "x"}),
        ("POST", f"{claim}/retraction", None),
        ("POST", "/claims", content),
    ]
    requests += [("POST", "/stakeholders/china/merger", {"into": "north-korea"}), ("POST", "/imports", b"{}"), ("DELETE", claim, None)]
    for method, address, sent in requests:
        answer = desk.send(method, address, sent, scope=None, if_match="*", params=NOTE)
        assert answer.status_code in {401, 405}, address
    assert public_state(desk) == before


def test_published_draft_is_read_and_its_siblings_are_not(desk: Desk, drafts: dict[str, Data]) -> None:
    done = desk.done("POST", f"{drafts['changed']['url']}/publication", if_match="*", params=NOTE)
    assert WORD in desk.client.get(done["url"]).text
    assert desk.get(f"/claims?q={WORD}")["total"] == 1
    assert desk.client.get(f"/topics/{drafts['topics']['preview']['id']}").status_code == 404
