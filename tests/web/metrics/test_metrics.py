"""/metrics: what is counted, under which names, and that nothing is where it is not wanted."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import writing
from app.main import CachedApp, create_app
from app.model import Delivery, DeliveryState
from app.settings import Settings
from app.web.cache import Cache
from app.web.metrics.measured import BOUNDS
from app.webhooks.subscriptions import Wanted, create_webhook
from tests.asking import AS_IT_IS
from tests.serving import serving
from tests.web.metrics.scraped import Scraped, wait_for_the_mark


@pytest.fixture
def measured(seeded_url: str) -> Iterator[TestClient]:
    """A client of an app that counts, and has counted nothing yet."""
    app = create_app(Settings(database_url=seeded_url, metrics=True))
    with TestClient(app, headers=AS_IT_IS) as client:
        wait_for_the_mark(client)
        yield client
    app.state.service.reads.close()


def test_nothing_is_counted_and_nothing_is_there_when_it_is_off(seeded_url: str) -> None:
    app = create_app(Settings(database_url=seeded_url))
    assert isinstance(app, CachedApp)
    assert type(app.front) is Cache
    with TestClient(app) as client:
        assert client.get("/metrics").status_code == 404


def test_answer_is_text_that_is_not_kept(measured: TestClient) -> None:
    answer = measured.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert answer.headers["Cache-Control"] == "no-store"
    assert measured.get("/metrics?name=x").status_code == 422


def test_openmetrics_is_answered_to_who_takes_it(measured: TestClient) -> None:
    answer = measured.get("/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0"})
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    assert answer.text.endswith("# EOF\n")


def test_it_is_no_part_of_the_api(measured: TestClient) -> None:
    assert "/metrics" not in measured.get("/openapi.json").text


def test_requests_are_counted_by_method_route_and_status(measured: TestClient) -> None:
    claim_id = measured.get("/claims?limit=1").json()["items"][0]["id"]
    asked = [
        ("GET", "/claims.csv"),
        ("HEAD", "/claims"),
        ("OPTIONS", "/claims"),
        ("POST", "/claims"),
        ("DELETE", "/claims"),
        ("GET", "/drafts/drf_0"),
        ("GET", "/claims?limit=0"),
        ("GET", f"/claims/{claim_id}"),
        ("GET", f"/claims/{claim_id}.jsonld"),
        ("GET", f"/claims/{claim_id}/versions/1"),
        ("GET", "/claims/clm_0"),
        ("GET", "/figures/compare?measure=departures"),
        ("GET", "/docs/start.js"),
        ("GET", "/openapi.json"),
        ("GET", "/healthz"),
    ]
    for method, address in asked:
        measured.request(method, address)
    assert Scraped(measured).requests() == {
        ("GET", "/claims", "200"): 2,
        ("GET", "/claims", "422"): 1,
        ("HEAD", "/claims", "200"): 1,
        ("OPTIONS", "/claims", "204"): 1,
        ("POST", "/claims", "401"): 1,
        ("DELETE", "/claims", "405"): 1,
        ("GET", "/drafts/{id}", "401"): 1,
        ("GET", "/claims/{id}", "200"): 2,
        ("GET", "/claims/{id}", "404"): 1,
        ("GET", "/claims/{id}/versions/{version}", "200"): 1,
        ("GET", "/figures/compare", "200"): 1,
        ("GET", "/docs/{name}", "200"): 1,
        ("GET", "/openapi.json", "200"): 1,
        ("GET", "/healthz", "200"): 1,
    }
    assert Scraped(measured).requests()["GET", "/metrics", "200"] == 1


def test_nobody_can_make_up_routes(measured: TestClient) -> None:
    for number in range(20):
        measured.get(f"/made-up-{number}/{number}.csv")
        measured.get(f"/claims/made-up-{number}")
    assert Scraped(measured).requests() == {("GET", "none", "404"): 20, ("GET", "/claims/{id}", "404"): 20}


def test_durations_are_counted_up_to_each_bound(measured: TestClient) -> None:
    for _ in range(7):
        measured.get("/claims?limit=1")
    scraped = Scraped(measured)
    counts = [scraped.value("facts_request_duration_seconds_bucket", route="/claims", le=str(bound)) for bound in (*BOUNDS, "+Inf")]
    assert counts == sorted(counts)
    assert counts[-1] == scraped.value("facts_request_duration_seconds_count", route="/claims") == 7
    assert scraped.value("facts_request_duration_seconds_sum", route="/claims") > 0


def test_failure_is_counted(own_engine: Engine) -> None:
    with writing(own_engine).begin() as connection:
        connection.execute(text("UPDATE record SET row = NULL"))
    app = create_app(Settings(database_url=own_engine.url.render_as_string(hide_password=False), metrics=True))
    with TestClient(app, raise_server_exceptions=False) as client:
        client.get("/claims.csv?limit=5")
        assert Scraped(client).requests() == {("GET", "/claims", "500"): 1}


def test_cache_tells_what_it_answers_and_what_it_keeps(measured: TestClient) -> None:
    before = Scraped(measured)
    assert (before.value("facts_cache_entries"), before.value("facts_cache_bytes")) == (0, 0)
    for _ in range(5):
        measured.get("/topics")
    measured.get("/stakeholders/china")
    scraped = Scraped(measured)
    assert scraped.value("facts_cache_hits_total") == 3
    assert scraped.value("facts_cache_misses_total") - before.value("facts_cache_misses_total") == 4  # the scrapes themselves are two
    assert scraped.value("facts_cache_entries") == 1
    assert scraped.value("facts_cache_bytes") > len(measured.get("/topics").content)


def test_data_are_told_as_they_are(own_engine: Engine) -> None:
    with serving(own_engine, metrics=True) as client:
        scraped, ready = Scraped(client), client.get("/readyz").json()
        last = client.get("/changes?limit=1").json()["last"]
        changed_at = datetime.fromisoformat(client.get("/topics").json()["items"][0]["updated_at"])
    assert scraped.value("facts_database_up") == 1
    assert scraped.value("facts_revision") == ready["revision"]
    assert scraped.value("facts_last_change_seq") == last > 0
    assert 0 < (datetime.now(UTC) - changed_at).total_seconds() - scraped.value("facts_revision_age_seconds") < 60
    assert [scraped.value("facts_source", source=each) for each in ("primary", "replica", "replica_alone")] == [1, 0, 0]


def test_depth_of_the_outbox_is_told(own_engine: Engine) -> None:
    now = datetime.now(UTC)
    with Session(writing(own_engine)) as session:
        webhook = create_webhook(session, Wanted("https://news.example/hook", after=1), now)
        assert webhook.id is not None
        states = [DeliveryState.PENDING, DeliveryState.PENDING, DeliveryState.DEAD, DeliveryState.DELIVERED]
        for seq, state in enumerate(states, 1):
            own = {"webhook_id": webhook.id, "seq": seq, "message_id": f"msg_{seq}", "belongs": True, "state": state}
            session.add(Delivery.model_validate(own | {"next_attempt_at": now, "created_at": now}))
        session.commit()
    with serving(own_engine, metrics=True) as client:
        scraped = Scraped(client)
    assert scraped.value("facts_webhook_deliveries_pending") == 2
    assert scraped.value("facts_webhook_deliveries_dead") == 1
    assert scraped.value("facts_webhook_changes_unseen") == scraped.value("facts_last_change_seq") - 1


def test_connections_are_told_while_they_are_held(measured: TestClient) -> None:
    reads = measured.app.state.service.reads  # type: ignore[attr-defined]
    with reads.snapshot(), reads.snapshot():
        assert Scraped(measured).value("facts_connections_in_use", database="primary") == 2
    assert Scraped(measured).value("facts_connections_in_use", database="primary") == 0


def test_replica_that_answers_is_told(own_engine: Engine) -> None:
    if own_engine.dialect.name == "sqlite":
        pytest.skip("only PostgreSQL has replicas")
    url = own_engine.url.render_as_string(hide_password=False)
    with serving(own_engine, metrics=True, read_database_url=url) as client:
        wait_for_the_mark(client)
        scraped = Scraped(client)
    assert [scraped.value("facts_source", source=each) for each in ("primary", "replica")] == [0, 1]
    assert {key for family in scraped.families["facts_connections_in_use"].samples for key in family.labels.values()} == {
        "primary",
        "replica",
    }


def test_database_that_cannot_be_read_is_told_and_nothing_of_its_data(own_engine: Engine) -> None:
    with writing(own_engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with serving(own_engine, metrics=True) as client:
        client.get("/readyz")
        scraped = Scraped(client)
    assert scraped.value("facts_database_up") == 0
    assert scraped.requests() == {("GET", "/readyz", "503"): 1}
    assert not any(scraped.has(name) for name in ("facts_revision", "facts_revision_age_seconds", "facts_last_change_seq", "facts_source"))


def test_what_the_rate_limit_refuses_is_counted(own_engine: Engine) -> None:
    with serving(own_engine, metrics=True, rate_limit="2/day") as client:
        for _ in range(3):
            client.get("/topics")
        assert Scraped(client).requests() == {("GET", "/topics", "200"): 2, ("GET", "/topics", "429"): 1}
