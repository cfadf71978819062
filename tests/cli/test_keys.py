"""``facts keys``."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from app.db.engine import open_engine, reading
from app.editorial.errors import UnauthorizedError
from app.editorial.keys import Holder, recognise
from app.model import Scope
from tests.cli.terminal import complaint, facts
from tests.conftest import Databases


@pytest.fixture(autouse=True)
def prepared(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a database of each kind that was migrated."""
    url = databases.create()
    monkeypatch.setenv("FACTS_DATABASE_URL", url)
    assert facts("migrate").exit_code == 0
    return url


def holder(url: str, key: str, after: timedelta = timedelta(0)) -> Holder:
    engine = open_engine(url)
    try:
        with Session(reading(engine)) as session:
            return recognise(session, key, datetime.now(UTC) + after)
    finally:
        engine.dispose()


def created(*options: str) -> str:
    result = facts("keys", "create", *options)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout.strip()


def test_key_is_shown_once_and_holds(prepared: str) -> None:
    key = created("desk", "--scope", "draft", "--scope", "review")
    assert holder(prepared, key).scopes == {Scope.DRAFT, Scope.REVIEW}
    shown = facts("keys", "list").stdout
    assert shown == f"{key.split('_')[1]}  desk  draft review  holds\n"
    assert key.split("_", 2)[2] not in shown


def test_key_expires_when_it_was_said_to(prepared: str) -> None:
    key = created("desk", "--scope", "admin", "--expires", "2099-01-02")
    assert "holds until 2099-01-02T00:00:00Z" in facts("keys", "list").stdout
    assert holder(prepared, key).name == "desk"
    with pytest.raises(UnauthorizedError):
        holder(prepared, key, timedelta(days=36_500))


def test_key_that_is_revoked_holds_no_more(prepared: str) -> None:
    first, second = (created("desk", "--scope", "publish") for _ in range(2))
    told = complaint(facts("keys", "revoke", "desk"))
    assert told == "Error: several keys have the name 'desk': revoke one by its id"
    key_id = first.split("_")[1]
    assert facts("keys", "revoke", key_id).stdout == f"revoked {key_id} (desk)\n"
    with pytest.raises(UnauthorizedError):
        holder(prepared, first)
    assert holder(prepared, second).name == "desk"
    assert [line.split("  ")[3][:8] for line in facts("keys", "list").stdout.splitlines()] == ["revoked ", "holds"]


def test_what_cannot_be_is_told_in_one_line() -> None:
    assert complaint(facts("keys", "create", "desk", "--scope", "draft", "--expires", "2001-01-01")).endswith("is in the past")
    assert complaint(facts("keys", "revoke", "nobody")) == "Error: there is no key 'nobody' that could be revoked"
    assert facts("keys", "create", "desk").exit_code == 2
    assert facts("keys", "create", "desk", "--scope", "all").exit_code == 2
    assert facts("keys", "list").stderr == "there is no key yet: facts keys create NAME --scope publish\n"


def test_name_of_a_key_has_a_form(prepared: str) -> None:
    for name in ("", " ", "x" * 101, "a\nb"):
        assert "a name has 1 to 100 characters" in complaint(facts("keys", "create", name, "--scope", "draft"))
    assert prepared
