"""Refusals: what every problem promises, whatever it is about."""

from httpx2 import Response
from starlette.testclient import TestClient

from app.web.problems import Problem, ProblemError


def refused(client: TestClient, answer: Response, status: int, code: str) -> Problem:
    """The problem that an answer is, with all that must hold of any: its type leads to a page of this API that agrees with it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    problem = Problem.model_validate_json(answer.content, strict=True)
    assert problem.status == status
    assert problem.type == f"/problems/{code}"
    assert problem.request_id == answer.headers["X-Request-ID"]
    assert problem.detail
    page = client.get(problem.type)
    assert page.status_code == 200
    assert (page.json()["status"], page.json()["title"], page.json()["url"]) == (status, problem.title, problem.type)
    return problem


def only_error(problem: Problem) -> ProblemError:
    """The one thing that is wrong; a problem about one thing says it in its own detail too."""
    (error,) = problem.errors
    assert error.detail == problem.detail
    return error


def refused_query(client: TestClient, answer: Response) -> ProblemError:
    """The one thing that is wrong with a question; the detail names the parameter."""
    error = only_error(refused(client, answer, 422, "invalid-query"))
    assert error.parameter is not None
    assert error.parameter in error.detail
    return error
