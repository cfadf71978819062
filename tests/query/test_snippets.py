# ruff: noqa: RUF001 (text in many scripts)
"""Snippets: where the words of a question stand, marked and safe to put into a page."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.db.engine import open_engine
from app.db.migrate import migrate
from app.query.snippets import snippets_of
from tests.asking import ask, ids, ids_of
from tests.conftest import Databases
from tests.fiction import fictional_claim, fictional_files
from tests.formats.listings import claim_body
from tests.serving import load_files, serving
from tests.web.refusals import refused_query

CLAIMS = next(resource for resource in RESOURCES if resource.noun == "claims")
HOSTILE = 'Guards wrote <script>alert("refugees")</script> & <b>refugees</b> on the wall of O\'Brien.'
_MARK = re.compile(r"<mark>(.*?)</mark>")


def snippet(statement: str, q: str, **members: str) -> str:
    return shown(statement, q, **members)[1]


def shown(statement: str, q: str, **members: str) -> tuple[str, str]:
    """The member that is shown, and how."""
    (only,) = snippets_of(CLAIMS, [claim_body(statement=statement, **members).encode()], q)
    assert only.id == "clm_1"
    return only.member, only.html


def marked(statement: str, q: str) -> list[str]:
    """The words that are marked."""
    return [html.unescape(word) for word in _MARK.findall(snippet(statement, q))]


@pytest.fixture
def hostile(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client on a report whose statement is written to break a page."""
    engine = open_engine(databases.create())
    migrate(engine)
    files = fictional_files(tmp_path_factory.mktemp("hostile") / "data", [fictional_claim("wall", HOSTILE)])
    load_files(engine, files, datetime(2026, 1, 1, tzinfo=UTC))
    with serving(engine) as client:
        yield client
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "q", "words"),
    [
        ("China returned refugees.", "refugees", ["refugees"]),
        ("China returned refugees.", "china REFUGEES", ["China", "refugees"]),
        ("The U.N. and the UN.", "UN", ["U.N.", "UN"]),
        ("The UN and the U.N. too", "u.n.", ["UN", "U.N."]),
        ("Zoë O’Neill met Zoe\u0308 and Zoe.", "zoé", ["Zoë", "Zoe\u0308", "Zoe"]),
        ("Zoë O’Neill's O'Neill", "ONEILL", ["O'Neill"]),
        ("A state-owned ferry; stateowned", "state-owned", ["state", "owned"]),
        ("Refuge, refugee, refuges", "refuge*", ["Refuge", "refugee", "refuges"]),
        ("Some 500,000 people, 500 boats", "500000", ["500,000"]),
        ("Of 3.5 million, 35 million", '"3.5 million"', ["3", "5", "million"]),
        ("शरणार्थियों को, शरण की", "को", ["को"]),
        ("ガス カス", "カス", ["カス"]),
        ("South Korean and North Korean", '"north korean"', ["North", "Korean"]),
        ("كما قال مُتَحَدِّث.", "متحدث", ["مُتَحَدِّث"]),
        ("He said U.N., U.S.A. and end.", "un usa end", ["U.N.", "U.S.A.", "end"]),
        ("Refugees and torture", "refugees -torture", ["Refugees"]),
        ("Refugees and torture", "-torture", []),
        ("(refugees) “refugees” refugees, refugees…", "refugees", ["refugees"] * 4),
        ("refugees’ boats and the refugees'", "refugees", ["refugees", "refugees"]),
        ("snake_case words", "snake", ["snake_case"]),
        ("About ½ of them", "½", ["½"]),
        ("Οι πρόσφυγες έφυγαν", "ΠΡΟΣΦΥΓΕΣ", ["πρόσφυγες"]),
        ("港口允许四十名难民离开。", "港口*", ["港口允许四十名难民离开"]),
    ],
)
def test_words_of_the_question_are_marked(statement: str, q: str, words: list[str]) -> None:
    assert marked(statement, q) == words


def test_snippet_is_the_whole_statement_when_it_is_short() -> None:
    assert snippet("China returned refugees.", "refugees") == "China returned <mark>refugees</mark>."


def test_markup_of_the_statement_is_escaped() -> None:
    shown = snippet(HOSTILE, "refugees guards")
    assert shown.startswith("<mark>Guards</mark> wrote &lt;script&gt;alert(&quot;<mark>refugees</mark>&quot;)&lt;/script&gt; &amp; ")
    assert html.unescape(_MARK.sub(r"\1", shown)) == HOSTILE
    assert set(re.findall(r"<[^>]*>", shown)) == {"<mark>", "</mark>"}


def test_text_around_the_statement_is_shown_when_the_words_stand_there() -> None:
    assert snippet("Ships lie in the harbour.", "midnight", condition="until midnight", purpose="to sleep") == "until <mark>midnight</mark>"


@pytest.mark.parametrize(
    ("q", "member", "text"),
    [
        ("harbour", "statement", "Ships lie in the <mark>harbour</mark>."),
        ("harbour ships midnight", "statement", "<mark>Ships</mark> lie in the <mark>harbour</mark>."),
        ("until midnight ships", "condition", "<mark>until</mark> <mark>midnight</mark> or so"),
        ("harbour crew", "statement", "Ships lie in the <mark>harbour</mark>."),
        ("rest", "purpose", "for the <mark>rest</mark> of the crew"),
        ("-rest", "statement", "Ships lie in the harbour."),
        ("nowhere", "statement", "Ships lie in the harbour."),
    ],
)
def test_text_with_most_of_the_words_is_shown_and_the_statement_first(q: str, member: str, text: str) -> None:
    assert shown("Ships lie in the harbour.", q, condition="until midnight or so", purpose="for the rest of the crew") == (member, text)


def test_bare_word_is_shown_only_when_no_text_says_more() -> None:
    assert shown("Ships.", "ships", condition="if ships come") == ("condition", "if <mark>ships</mark> come")
    assert shown("Ships.", "ships") == ("statement", "<mark>Ships</mark>.")


def test_piece_ends_where_a_word_does() -> None:
    whole = re.sub("</?mark>|…", "", snippet(f"{'शरणार्थियों ' * 60}here {'शरणार्थियों ' * 60}", "here"))
    assert set(whole.split()) == {"शरणार्थियों", "here"}


def test_word_is_marked_as_far_as_it_is_shown_when_it_is_longer_than_the_piece() -> None:
    assert re.fullmatch("at <mark>難{300,320}</mark>…", snippet(f"at {'難' * 700}", "難*"))


def test_figure_is_shown_with_its_claim_when_its_own_words_are_bare(client: TestClient) -> None:
    page = ask(client, "/figures", q="refugees", snippets="true")
    assert {item["member"] for item in page["snippets"]} <= {"as_printed", "claim", "population"}
    assert all("<mark>" in item["html"] and not re.fullmatch("<mark>[^<]*</mark>", item["html"]) for item in page["snippets"])


def test_piece_is_cut_from_a_long_statement_around_the_first_mark() -> None:
    shown = snippet(f"{'before ' * 60}<here> {'after ' * 100}", "here")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "&lt;<mark>here</mark>&gt; after" in shown
    assert len(html.unescape(_MARK.sub(r"\1", shown))) <= 330


def test_every_mark_is_closed_when_the_piece_ends_within_a_word() -> None:
    shown = snippet("refugees " * 200, "refugees")
    assert shown.count("<mark>") == shown.count("</mark>") > 10


def test_list_shows_a_snippet_of_each_record_in_order(client: TestClient) -> None:
    page = ask(client, "/claims", q="refugees", snippets="true", limit=7)
    assert [item["id"] for item in page["snippets"]] == ids_of(page)
    assert all("<mark>" in item["html"] for item in page["snippets"])


def test_every_noun_has_snippets(client: TestClient) -> None:
    for resource in RESOURCES:
        page = ask(client, f"/{resource.noun}", q="re*", snippets="true", limit=500)
        assert [item["id"] for item in page["snippets"]] == ids_of(page)
        assert any("<mark>" in item["html"] for item in page["snippets"])


def test_statement_is_shown_without_marks_when_another_name_of_who_is_in_it_was_found(client: TestClient) -> None:
    page = ask(client, "/claims", q="RFA", snippets="true")
    assert [item["html"] for item in page["snippets"]] == [html.escape(item["statement"]) for item in page["items"]] != []


def test_list_has_no_snippets_when_none_are_asked_for(client: TestClient) -> None:
    assert ask(client, "/claims", q="refugees")["snippets"] == []
    assert ask(client, "/claims", q="refugees", snippets="false")["snippets"] == []


def test_snippets_are_whole_when_records_are_sparse(client: TestClient) -> None:
    whole, sparse = (ask(client, f"/claims?q=refugees&snippets=true{fields}") for fields in ("", "&fields=kind"))
    assert sparse["snippets"] == whole["snippets"]


def test_snippet_of_hostile_text_is_safe(hostile: TestClient) -> None:
    (found,) = ids(hostile, "/claims", q="refugees")
    assert ask(hostile, "/claims", q="refugees", snippets="true")["snippets"] == [
        {"id": found, "member": "statement", "html": snippet(HOSTILE, "refugees")}
    ]


@pytest.mark.parametrize("text", ["2", "yes", "", "on"])
def test_snippets_are_refused_when_they_are_neither_true_nor_false(text: str, client: TestClient) -> None:
    assert refused_query(client, client.get("/claims", params={"q": "china", "snippets": text})).parameter == "snippets"
