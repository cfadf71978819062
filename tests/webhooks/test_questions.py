"""A question is saved under the rules of its list: what the list refuses is refused, in the same words."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.memory import Memory
from app.db.snapshot import Snapshot, open_snapshot
from app.query.errors import QueryError
from app.query.parameters import PRESENTATION
from app.webhooks.questions import NOUNS, check_question
from app.webhooks.subscriptions import Wanted
from tests.web.wrong_questions import NAMES, PARAMETERS

_OF_AN_ANSWER = PRESENTATION | {"limit", "cursor", "sort"}
WRONG = [wrong.address for wrong in [*NAMES, *PARAMETERS] if wrong.address[1:].partition("?")[0] in NOUNS]
WRONG = [address for address in WRONG if not any(f"{name}=" in address for name in _OF_AN_ANSWER)]


@pytest.fixture(scope="module")
def seeded_engine(seeded_url: str) -> Iterator[Engine]:
    engine = open_engine(seeded_url)
    yield engine
    engine.dispose()


@pytest.fixture
def snapshot(seeded_engine: Engine) -> Iterator[Snapshot]:
    with open_snapshot(seeded_engine, Memory()) as snapshot:
        yield snapshot


@pytest.mark.parametrize("address", WRONG)
def test_question_that_the_list_refuses_is_refused_in_the_same_words(address: str, client: TestClient, snapshot: Snapshot) -> None:
    noun, _, asked = address[1:].partition("?")
    with pytest.raises(QueryError) as refused:
        check_question(snapshot, noun, asked)
    told = client.get(address).json()["errors"]
    assert [fault.detail for fault in refused.value.faults] == [each["detail"] for each in told]
    assert [list(fault.suggestions) for fault in refused.value.faults] == [each["suggestions"] for each in told]


@pytest.mark.parametrize("asked", ["", "actor=China&kind=position&kind=plan", "actor=Chinese%20government", "q=refugees+-torture"])
def test_question_that_the_list_answers_is_taken(asked: str, snapshot: Snapshot) -> None:
    check_question(snapshot, "claims", asked)


@pytest.mark.parametrize("name", ["limit=5", "sort=published", "fields=id", "cursor=abc", "facets=kind", "snippets=true", "bom=1"])
def test_parameter_of_an_answer_is_no_filter(name: str, snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="a saved question has filters only") as refused:
        check_question(snapshot, "claims", f"actor=China&{name}")
    assert [(fault.parameter, fault.code) for fault in refused.value.faults] == [(name.partition("=")[0], "not_a_filter")]


def test_unknown_noun_is_refused_with_the_near_one(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="Did you mean 'claims'"):
        check_question(snapshot, "claim", "")


def test_question_without_a_noun_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="A question is asked of one noun"):
        check_question(snapshot, None, "actor=China")
    check_question(snapshot, None, "")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "must be an absolute https:// URL"),
        ("/hook", "must be an absolute https:// URL"),
        ("ftp://receiver.example/", "must be an absolute https:// URL"),
        ("https://", "must be an absolute https:// URL"),
        ("https://receiver.example/" + "x" * 2000, "at most 2000 characters"),
        ("https://user:password@receiver.example/", "neither a password nor a fragment"),
        ("https://receiver.example/#part", "neither a password nor a fragment"),
        ("http://receiver.example/", "must be https://"),
        ("https://10.0.0.1/", "is not public"),
        ("https://[::1]/", "is not public"),
        ("https://localhost/", "is not public"),
        ("https://receiver.example:port/", "is no URL"),
    ],
)
def test_url_to_which_nothing_would_be_sent_is_refused(url: str, says: str, snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match=says):
        Wanted(url).check(snapshot, allow_private=False)


@pytest.mark.parametrize("url", ["http://receiver.example/", "http://10.0.0.1:8080/hook", "https://localhost/"])
def test_private_url_is_taken_where_private_addresses_are_allowed(url: str, snapshot: Snapshot) -> None:
    Wanted(url).check(snapshot, allow_private=True)
    with pytest.raises(QueryError):
        Wanted(url).check(snapshot, allow_private=False)
