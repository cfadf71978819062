"""Health and readiness of a service that is well; what they say when it is not is under web/test_failures."""

from starlette.testclient import TestClient

from app.pages.health import Readiness


def test_health_is_a_sign_of_life(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_readiness_names_the_revision_that_is_served(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert Readiness.model_validate_json(answer.content, strict=True).revision == 1
    assert answer.headers["Cache-Control"] == "no-store"
