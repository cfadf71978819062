"""A wrong question never looks like an empty answer: it is refused, with what would have been right."""

import pytest
from starlette.testclient import TestClient

from tests.on_sqlite import ON_SQLITE
from tests.web.refusals import only_error, refused, refused_query
from tests.web.wrong_questions import NAMES, PARAMETERS, REVERSED, VALUES, Wrong

pytestmark = ON_SQLITE


@pytest.mark.parametrize("wrong", [*NAMES, *PARAMETERS, *VALUES], ids=lambda wrong: wrong.address[:60])
def test_wrong_question_is_refused_helpfully(wrong: Wrong, client: TestClient) -> None:
    error = only_error(refused(client, client.get(wrong.address), 422, "invalid-query"))
    assert (error.parameter, error.code) == (wrong.parameter, wrong.code)
    assert repr(wrong.parameter)[1:-1] in error.detail
    assert wrong.says in error.detail
    assert set(wrong.allowed) <= set(error.allowed)
    assert set(wrong.suggested) <= set(error.suggestions)
    assert error.pointer is None


@pytest.mark.parametrize(("address", "parameters"), REVERSED)
def test_range_is_refused_when_it_is_reversed(address: str, parameters: tuple[str, str], client: TestClient) -> None:
    problem = refused(client, client.get(address), 422, "invalid-query")
    assert {error.parameter for error in problem.errors} == set(parameters)
    assert {error.code for error in problem.errors} == {"reversed_range"}
    assert {error.detail for error in problem.errors} == {problem.detail}


def test_same_thing_is_counted_once_when_it_concerns_two_parameters(client: TestClient) -> None:
    problem = refused(client, client.get("/claims?fields=nothing&fields=nowhere"), 422, "invalid-query")
    assert problem.detail.startswith("2 things are wrong: ")


def test_everything_that_is_wrong_is_told_at_once(client: TestClient) -> None:
    problem = refused(client, client.get("/claims?kind=rumour&limit=0&actors=China&since=0"), 422, "invalid-query")
    assert {(error.parameter, error.code) for error in problem.errors} == {
        ("kind", "not_allowed"),
        ("limit", "out_of_range"),
        ("actors", "unknown_parameter"),
        ("since", "bad_value"),
    }
    assert all(error.detail in problem.detail for error in problem.errors)


def test_every_unknown_name_is_told_at_once(client: TestClient) -> None:
    problem = refused(client, client.get("/claims?actor=Atlantis&actor=Korea&target=Chna&topic=weather"), 422, "invalid-query")
    assert [(error.parameter, error.code) for error in problem.errors] == [
        ("actor", "unknown_name"),
        ("actor", "ambiguous_name"),
        ("target", "unknown_name"),
        ("topic", "unknown_name"),
    ]


ROLES = ("actor", "claimant", "via", "agent", "target", "addressee", "affected", "beneficiary", "mentioned", "place")
MANY = {
    "unknown names": "&".join(f"{role}=Atlantis{index}" for role in ROLES for index in range(20)),
    "long unknown names": "&".join(f"{role}={index:0300}" for role in ROLES[:2] for index in range(20)),
    "unknown parameters": "&".join(f"p{index}=1" for index in range(1_500)),
    "unknown values": "&".join(f"{name}=x{index}" for name in ("kind", "act", "certainty") for index in range(20)),
    "repeated parameters": "&".join(["limit=1"] * 1_000),
}


@pytest.mark.parametrize("query", MANY.values(), ids=MANY)
def test_very_much_that_is_wrong_is_still_a_question_that_is_refused(query: str, client: TestClient) -> None:
    problem = refused(client, client.get(f"/claims?{query}"), 422, "invalid-query")
    assert problem.errors


@pytest.mark.parametrize("address", ["/claims/china", "/stakeholders/china", "/"])
def test_very_many_parameters_are_refused_where_none_are_taken(address: str, client: TestClient) -> None:
    refused(client, client.get(f"{address}?{'&'.join(f'p{index}=1' for index in range(1_500))}"), 422, "invalid-query")


def test_wrong_value_is_told_in_words_when_a_number_is_wanted(client: TestClient) -> None:
    error = refused_query(client, client.get("/figures?value_min=1e9"))
    assert "number" in error.detail
    assert "[0-9]" not in error.detail


def test_long_values_are_cut_in_what_is_told(client: TestClient) -> None:
    error = refused_query(client, client.get(f"/claims?sort={'x' * 5_000}"))
    assert len(error.detail) < 1_000


def test_values_are_told_without_control_characters(client: TestClient) -> None:
    answer = client.get("/claims?sort=%1B%5B31m%0D%0ASet-Cookie:%20x=1")
    refused_query(client, answer)
    assert "\x1b" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "address", ["/claims?", "/claims?&", "/claims?&&limit=50&", "/figures?match=possible", "/claims?limit=0050", "/claims?actor=China%"]
)
def test_odd_question_is_answered_when_nothing_is_wrong_with_it(address: str, client: TestClient) -> None:
    assert client.get(address).status_code == 200


def test_instance_is_what_was_asked(client: TestClient) -> None:
    problem = refused(client, client.get("/claims?actor=U.S.%20embassy&limit=5"), 422, "invalid-query")
    assert problem.instance == "/claims?actor=U.S.%20embassy&limit=5"


def test_instance_is_cut_when_it_is_long(client: TestClient) -> None:
    problem = refused(client, client.get(f"/claims?sort={'x' * 5_000}"), 422, "invalid-query")
    assert problem.instance.startswith("/claims?sort=xxx")
    assert len(problem.instance) < 1_000
