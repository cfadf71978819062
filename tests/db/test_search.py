"""Full text: the same question finds the same records in the same order on both databases, and is never too odd to answer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.claims.columns import claim_words
from app.db.engine import open_engine
from app.db.migrate import migrate
from app.db.words import Term, fold
from app.ingest.files import DataFiles
from tests.asking import ask, ids, ids_of
from tests.conftest import LOADED_AT, Databases
from tests.db.searches import CLAIMS, ODD, UNDERSTOOD
from tests.fiction import fictional_claim, fictional_figure, fictional_files, together
from tests.serving import load_files, serving

NOUNS = ("claims", "stakeholders", "figures", "documents", "topics", "vocabularies")
_RELAYED = [
    {"source_type": "named", "stakeholder": "radio-free-asia", "act": "reports", "certainty": "certain"},
    {"source_type": "named", "stakeholder": "open-doors", "act": "says", "certainty": "certain"},
]
Clients = Mapping[str, TestClient]
Words = tuple[list[list[str]], list[list[str]]]
"""The words of a record's own texts, and of those around it."""
Claims = Mapping[str, Words]


@pytest.fixture(scope="module")
def babel(seed_files: DataFiles, tmp_path_factory: pytest.TempPathFactory) -> DataFiles:
    """The seed, and claims in many scripts."""
    claims = [fictional_claim(key, statement) for key, statement in CLAIMS.items()]
    claims.append(
        fictional_claim(
            "boats", "Boats came.", chain=_RELAYED, figures=[fictional_figure("some boats", "about", value="5", place="beijing-city")]
        )
    )
    return together(seed_files, fictional_files(tmp_path_factory.mktemp("babel") / "data", claims))


@pytest.fixture(scope="module")
def clients(babel: DataFiles, postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    """A client for each kind of database, all with the same data."""
    kinds = [Databases("sqlite", tmp_path_factory.mktemp("babel"), None), Databases("postgresql", Path(), postgresql)]
    engines = {kind.backend: open_engine(kind.create()) for kind in kinds}
    with ExitStack() as stack:
        for engine in engines.values():
            migrate(engine)
            load_files(engine, babel, LOADED_AT)
        yield {backend: stack.enter_context(serving(engine)) for backend, engine in engines.items()}
    for engine in engines.values():
        engine.dispose()


@pytest.fixture(scope="module")
def claims(clients: Clients) -> Claims:
    """The words of all claims, in reading order: that decides where they match alike."""
    client = clients["sqlite"]
    aliases = {item["id"]: [alias["name"] for alias in item["aliases"]] for item in ask(client, "/stakeholders", limit=500)["items"]}
    return {item["id"]: words_of(item, aliases) for item in ask(client, "/claims", limit=500, sort="updated")["items"]}


def found(clients: Clients, noun: str, q: str) -> dict[str, tuple[int, Sequence[str]]]:
    """The status and the ids that each database answers with."""
    answers = {backend: client.get(f"/{noun}", params={"q": q, "limit": 500}) for backend, client in clients.items()}
    return {
        backend: (answer.status_code, ids_of(answer.json()) if answer.status_code == 200 else [answer.text.partition("request_id")[0]])
        for backend, answer in answers.items()
    }


def words_of(claim: dict[str, Any], aliases: Mapping[str, list[str]]) -> Words:
    words = claim_words(claim)
    own, around = ([fold(text).split() for _, text in texts] for texts in (words.own, words.around))
    return own, [*around, *(fold(name).split() for public_id in words.people for name in aliases[public_id])]


def has(texts: Sequence[Sequence[str]], term: Term) -> bool:
    """Whether the words of a term follow each other in one of the texts."""
    return any(_has(words, term) for words in texts)


def _has(words: Sequence[str], term: Term) -> bool:
    *firsts, last = term.words
    for at in range(len(words) - len(firsts)):
        end = words[at + len(firsts)]
        if list(words[at : at + len(firsts)]) == firsts and (end.startswith(last) if term.is_prefix else end == last):
            return True
    return False


def expected(claims: Claims, terms: Sequence[Term]) -> list[str]:
    """The ids that terms find: first those whose statement has them all."""
    wanted, excluded = ([term for term in terms if term.is_excluded is sign] for sign in (False, True))
    matches = [
        public_id
        for public_id, (own, around) in claims.items()
        if all(has(own, term) or has(around, term) for term in wanted) and not any(has(own, term) or has(around, term) for term in excluded)
    ]
    best = {public_id for public_id in matches if wanted and all(has(claims[public_id][0], term) for term in wanted)}
    return sorted(matches, key=lambda public_id: public_id not in best)


def test_there_are_many_questions() -> None:
    assert len({*UNDERSTOOD, *ODD}) > 100


@pytest.mark.parametrize("q", UNDERSTOOD)
def test_question_finds_what_has_its_words_on_both_databases(q: str, clients: Clients, claims: Claims) -> None:
    right = (200, expected(claims, UNDERSTOOD[q]))
    assert found(clients, "claims", q) == {"sqlite": right, "postgresql": right}


@pytest.mark.parametrize("q", [q for q in UNDERSTOOD if q != "nowhere-to-be-found"])
def test_question_of_these_tests_finds_something_but_not_everything(q: str, claims: Claims) -> None:
    assert 0 < len(expected(claims, UNDERSTOOD[q])) < len(claims)


@pytest.mark.parametrize("q", ODD, ids=[f"{index} {q[:40]!a}" for index, q in enumerate(ODD)])
def test_odd_question_is_answered_alike_on_both_databases(q: str, clients: Clients) -> None:
    for noun in ("claims", "figures"):
        answers = found(clients, noun, q)
        assert answers["sqlite"] == answers["postgresql"]
        assert answers["sqlite"][0] in {200, 422}


@pytest.mark.parametrize(("noun", "own", "around"), [("claims", "china", "china"), ("figures", "refugees", "departures")])
def test_phrase_does_not_reach_from_one_text_to_the_next(noun: str, own: str, around: str, clients: Clients) -> None:
    assert found(clients, noun, f'"{own} {around}"') == {"sqlite": (200, []), "postgresql": (200, [])}
    assert all(matches for _, matches in found(clients, noun, f"{own} {around}").values())


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_searched_alike_on_both_databases(noun: str, clients: Clients) -> None:
    counts = []
    for q in ("asylum", "person*", "korea*", "report -china", "harbours", "that -the", '"north korea"', "a*", "nowhere"):
        answers = found(clients, noun, q)
        assert answers["sqlite"] == answers["postgresql"]
        counts.append(len(answers["sqlite"][1]))
    assert max(counts) > 0


@pytest.mark.parametrize("key", CLAIMS)
def test_statement_is_found_by_its_longest_word_in_any_script(key: str, clients: Clients) -> None:
    word = max(CLAIMS[key].split(), key=len)[:300]
    for client in clients.values():
        items = ask(client, "/claims", q=word, limit=500)["items"]
        assert CLAIMS[key] in [item["statement"] for item in items]


@pytest.mark.parametrize("q", ["a\0b", "\0"], ids=ascii)
def test_question_is_refused_when_it_has_a_nul(q: str, clients: Clients) -> None:
    for client in clients.values():
        answer = client.get("/claims", params={"q": q})
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "q")


@pytest.mark.parametrize(("q", "code"), [("", "bad_value"), ("a" * 301, "bad_value"), ('"-*"', "no_words"), (" ", "no_words")], ids=ascii)
def test_question_is_refused_when_it_has_no_words_or_too_many(q: str, code: str, clients: Clients) -> None:
    for client in clients.values():
        answer = client.get("/claims", params={"q": q})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


def test_search_narrows_with_the_other_filters(clients: Clients) -> None:
    for client in clients.values():
        both = ids(client, "/claims", q="refugees", kind="position")
        assert set(both) == set(ids(client, "/claims", q="refugees")) & set(ids(client, "/claims", kind="position"))
        assert both


def test_claim_is_found_by_what_its_attribution_says(clients: Clients) -> None:
    for client in clients.values():
        claims = ask(client, "/claims", limit=500)["items"]
        for phrase in ("unnamed source", "Reported by"):
            right = [claim["id"] for claim in claims if phrase.lower() in claim["attribution"].lower()]
            assert right
            assert set(ids(client, "/claims", q=f'"{phrase}"')) >= set(right)


def test_claim_is_not_found_by_the_headline_of_its_document(clients: Clients) -> None:
    for client in clients.values():
        for document in ask(client, "/documents")["items"]:
            assert ids(client, "/claims", q=f'"{document["title"]}"') == []


@pytest.mark.parametrize("words", ['"reported by Radio Free Asia"', '"Open Doors"', '"said by"', "boats beijing"])
def test_figure_is_found_by_who_claims_and_relays_it_and_its_place(words: str, clients: Clients) -> None:
    for client in clients.values():
        (figure,) = ask(client, "/figures", q=f"some {words}")["items"]
        assert figure["as_printed"] == "some boats"


@pytest.mark.parametrize(("alias", "stakeholder"), [("RFA", "radio-free-asia"), ("hrw", "human-rights-watch"), ("P.R.C.", "china")])
def test_claim_is_found_by_any_name_of_who_is_in_it(alias: str, stakeholder: str, clients: Clients) -> None:
    for client in clients.values():
        involved = ids(client, "/claims", actor=stakeholder)
        assert involved
        assert set(ids(client, "/claims", q=alias)) == set(involved)


def test_figure_is_found_by_any_name_of_its_claimant_and_its_place(clients: Clients) -> None:
    for client in clients.values():
        assert set(ids(client, "/figures", q="PRC")) >= set(ids(client, "/figures", place="china")) != set()
