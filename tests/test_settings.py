"""Settings come from the environment, and an unusable one is refused by name."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import CHECKOUT, Rate, Settings


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FACTS_{name.upper()}", raising=False)


def refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    """What is said of a value that is no good."""
    monkeypatch.setenv(f"FACTS_{name.upper()}", value)
    with pytest.raises(ValidationError) as raised:
        Settings()
    (error,) = raised.value.errors()
    assert error["loc"] == (name,)
    return error["msg"]


def test_service_is_local_and_embedded_when_nothing_is_set() -> None:
    settings = Settings()
    assert settings.database_url == f"sqlite:///{CHECKOUT}/facts.sqlite"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, None)
    assert settings.data_folder == CHECKOUT / "app" / "seed"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@db/facts", "postgresql+psycopg://u:p@db/facts"),
        ("postgresql://u:p@db:5433/facts?sslmode=require", "postgresql+psycopg://u:p@db:5433/facts?sslmode=require"),
        ("postgresql+psycopg://u:p@db/facts", "postgresql+psycopg://u:p@db/facts"),
        ("sqlite:////var/lib/facts.sqlite", "sqlite:////var/lib/facts.sqlite"),
        ("sqlite:///facts.sqlite", "sqlite:///facts.sqlite"),
    ],
)
def test_database_is_the_one_that_is_named_in_any_form(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("FACTS_DATABASE_URL", given)
    assert Settings().database_url == used


@pytest.mark.parametrize(
    "given",
    [
        "",
        "facts.sqlite",
        "mysql://u:p@db/facts",
        "postgresql:facts",
        "http://db",
        "postgresql://db:port/facts",
        "postgres+nodriver://u:p@db/facts",
    ],
)
def test_database_is_refused_when_it_is_none_that_we_know(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert "sqlite:///PATH or postgresql://" in refused(monkeypatch, "database_url", given)


@pytest.mark.parametrize("given", ["abc", "0", "65536", "-1", "80.5", ""])
def test_port_is_refused_when_it_is_none(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert refused(monkeypatch, "port", given)


@pytest.mark.parametrize(
    ("given", "used"), [("https://facts.example/", "https://facts.example"), ("http://facts.example:8080", "http://facts.example:8080")]
)
def test_public_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("FACTS_PUBLIC_URL", given)
    assert Settings().public_url == used


@pytest.mark.parametrize("given", ["facts.example", "ftp://facts.example", "https://", "https://facts.example/api", "https://a b"])
def test_public_address_is_refused_when_links_cannot_be_made_with_it(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert refused(monkeypatch, "public_url", given)


@pytest.mark.parametrize(
    ("name", "value"), [("database_pool", "0"), ("max_url_bytes", "10"), ("max_body_bytes", "-1"), ("cache_seconds", "-1")]
)
def test_limit_is_refused_when_it_is_out_of_range(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert "greater than or equal to" in refused(monkeypatch, name, value)


def test_data_folder_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FACTS_DATA_FOLDER", str(tmp_path))
    assert Settings().data_folder == tmp_path


def test_settings_stay_as_they_were_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 9000  # type: ignore[misc]


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_replica_is_one_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTS_DATABASE_URL", "postgresql://db/facts")
    monkeypatch.setenv("FACTS_READ_DATABASE_URL", "postgres://replica/facts")
    assert Settings().read_database_url == "postgresql+psycopg://replica/facts"
    assert "must be sqlite:///PATH or postgresql://" in refused(monkeypatch, "read_database_url", "replica")
    assert "must be a postgresql:// replica" in refused(monkeypatch, "read_database_url", "sqlite:///facts.sqlite")


def test_replica_is_refused_when_the_database_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "must be a postgresql:// replica" in refused(monkeypatch, "read_database_url", "postgresql://replica/facts")


@pytest.mark.parametrize(
    ("given", "used"),
    [("", None), ("600/minute", Rate(600, 60)), ("1/second", Rate(1, 1)), ("5000/hour", Rate(5000, 3600)), ("9/day", Rate(9, 86400))],
)
def test_rate_is_read_as_it_is_written(monkeypatch: pytest.MonkeyPatch, given: str, used: Rate | None) -> None:
    monkeypatch.setenv("FACTS_RATE_LIMIT", given)
    assert Settings().rate_limit == used


@pytest.mark.parametrize(
    "given", ["600", "0/minute", "600/week", "-1/hour", "1 per hour", "1.5/second", "6/minute;9/day", "9" * 10 + "/day"]
)
def test_rate_is_refused_with_what_would_be_right(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert refused(monkeypatch, "rate_limit", given).endswith("must be so many requests a second, minute, hour or day, such as 600/minute")


@pytest.mark.parametrize("given", ["127.0.0.1", "10.0.0.0/8, ::1", ""])
def test_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FACTS_TRUSTED_PROXIES", given)
    assert Settings().trusted_proxies == given


@pytest.mark.parametrize("given", ["*", "proxy.example", "10.0.0.1/8", "127.0.0.1 10.0.0.1"])
def test_proxies_are_refused_when_they_are_none(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert "must be addresses or networks, such as 127.0.0.1,10.0.0.0/8" in refused(monkeypatch, "trusted_proxies", given)


def test_form_of_the_log_is_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "'text' or 'json'" in refused(monkeypatch, "log", "xml")
