"""Problem types: the page that the ``type`` of every problem leads to."""

import pytest
from starlette.testclient import TestClient

from app.pages.problems import ProblemTypeList
from app.query.errors import Fault
from app.web.problem_types import Problems, ProblemType
from app.web.problems import ProblemError
from tests.asking import ask
from tests.web.refusals import only_error, refused

STATUSES = {400, 404, 405, 406, 413, 414, 415, 422, 429, 500, 503}


@pytest.mark.parametrize("problem", Problems)
def test_every_problem_type_has_a_page(problem: Problems, client: TestClient) -> None:
    answer = client.get(f"/problems/{problem.page.code}")
    assert answer.status_code == 200
    assert ProblemType.model_validate_json(answer.content, strict=True) == problem.page
    assert problem.page.url == f"/problems/{problem.page.code}"
    assert problem.page.title
    assert problem.page.explanation


def test_list_has_every_problem_type(client: TestClient) -> None:
    page = ProblemTypeList.model_validate_json(client.get("/problems").content, strict=True)
    assert page.items == [problem.page for problem in Problems]


def test_every_status_that_the_design_names_has_a_type(client: TestClient) -> None:
    assert {item["status"] for item in ask(client, "/problems")["items"]} >= STATUSES


def test_items_of_the_list_are_the_pages(client: TestClient) -> None:
    for item in ask(client, "/problems")["items"]:
        assert ask(client, item["url"]) == item


def test_unknown_type_is_refused_with_the_list(client: TestClient) -> None:
    error = only_error(refused(client, client.get("/problems/not-fuond"), 404, "not-found"))
    assert error.suggestions == ["/problems"]


def test_problem_names_a_thousand_values_of_more() -> None:
    told = ProblemError.of(
        Fault("unit", "unknown_name", "There is no such unit.", suggestions=[f"unit-{number}" for number in range(1_001)])
    )
    assert (len(told.suggestions), told.suggestions[-1]) == (1_000, "unit-999")
