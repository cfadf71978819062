"""Who may do what: every operation of the document that needs a key, with every key and without one."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.db.engine import open_engine, writing
from app.desk import acting
from app.editorial.keys import revoke_key
from app.model import Scope
from app.settings import CHECKOUT
from tests.conftest import Databases
from tests.desk.desk import NOTE, Data, Desk, a_claim, desk_on, errors_of, key_for, new_claim
from tests.desk.public import public_state
from tests.on_sqlite import ON_SQLITE

NOUNS = {"claims": "claim", "stakeholders": "stakeholder", "documents": "document", "topics": "topic"}
NEEDED = {
    **{f"{verb}_{one}": Scope.PUBLISH for verb in ("create", "replace", "update") for one in NOUNS.values()},
    "retract_claim": Scope.PUBLISH,
    "merge_stakeholder": Scope.PUBLISH,
    "import_records": Scope.PUBLISH,
    "list_drafts": Scope.READ_DRAFTS,
    "get_draft": Scope.READ_DRAFTS,
    "create_draft": Scope.DRAFT,
    "replace_draft": Scope.DRAFT,
    "update_draft": Scope.DRAFT,
    "delete_draft": Scope.DRAFT,
    "submit_draft": Scope.DRAFT,
    "return_draft": Scope.REVIEW,
    "publish_draft": Scope.PUBLISH,
    "list_attempts": Scope.ADMIN,
    **{f"{verb}_webhook": Scope.ADMIN for verb in ("create", "get", "update", "delete", "test", "replay")},
    **dict.fromkeys(("list_webhooks", "list_deliveries", "rotate_webhook_secret"), Scope.ADMIN),
}
"""The least scope that allows an operation."""


def keyed_operations() -> dict[str, tuple[str, str]]:
    """Method and path of every operation that needs a key, by its id."""
    document = json.loads((CHECKOUT / "openapi" / "openapi.json").read_text(encoding="utf-8"))
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if isinstance(operation, dict) and operation.get("security")
    }


OPERATIONS = keyed_operations()


def sent_to(operation: str, desk: Desk) -> Any:  # noqa: ANN401 (any JSON)
    """Content of the right form for an operation."""
    verb, _, one = operation.partition("_")
    noun = next((noun for noun, singular in NOUNS.items() if singular == one), None)
    if verb in {"create", "replace"} and noun:
        return desk.content(desk.get(f"/{noun}?limit=1")["items"][0]["url"])
    special: Data = {
        "merge_stakeholder": {"into": "china"},
        "create_draft": {"noun": "topics", "content": {}},
        "replace_draft": {"content": {}},
        "import_records": b"",
        "create_webhook": {"url": "http://127.0.0.1/"},
        "replay_webhook": {},
    }
    return special.get(operation, {} if verb == "update" else None)


@pytest.fixture(scope="module")
def quiet(databases: Databases, template_url: str) -> Iterator[Desk]:
    """A desk at which nothing is changed."""
    engine = open_engine(databases.create(like=template_url))
    with desk_on(engine) as desk:
        yield desk
    engine.dispose()


def answered(desk: Desk, operation: str, scope: Scope | None, **headers: str) -> tuple[int, Any]:
    """Status and problem of a dry run, or of a request about an id that there is not."""
    method, path = OPERATIONS[operation]
    params = {} if method == "GET" or "webhook" in operation else {"dry_run": "true"}
    params |= {"noun": "topics"} if operation == "import_records" else {}
    headers |= {"Content-Type": "application/x-ndjson"} if operation == "import_records" else {}
    address = path.replace("{id}", "no-such-id")
    answer = desk.send(method, address, sent_to(operation, desk), scope, params=params, if_match="*", headers=headers)
    return answer.status_code, answer


def test_table_names_every_operation_that_needs_a_key() -> None:
    assert OPERATIONS.keys() == NEEDED.keys()


@pytest.mark.parametrize("operation", NEEDED)
def test_operation_is_allowed_from_its_scope_on(operation: str, quiet: Desk) -> None:
    scopes = list(Scope)
    needed = NEEDED[operation]
    for scope in scopes:
        status, answer = answered(quiet, operation, scope)
        if scopes.index(scope) >= scopes.index(needed):
            assert status not in {401, 403, 405, 415, 500}, answer.text
        else:
            assert (status, errors_of(answer)) == (403, [("Authorization", "scope_missing")])
            assert f'scope="{needed}"' in answer.headers["www-authenticate"]
            assert answer.json()["errors"][0]["allowed"] == [needed]


@ON_SQLITE
@pytest.mark.parametrize("operation", NEEDED)
def test_operation_needs_a_key_that_holds(operation: str, quiet: Desk) -> None:
    key = quiet.keys[Scope.ADMIN]
    told = set()
    for header in (
        {},
        {"Authorization": "Basic eDp5"},
        {"Authorization": f"Bearer {key[:-1]}"},
        {"Authorization": key},
        {"X-Api-Key": key},
    ):
        status, answer = answered(quiet, operation, None, **header)
        assert (status, errors_of(answer)) == (401, [("Authorization", "unauthorized")])
        assert answer.headers["www-authenticate"] == 'Bearer realm="editorial desk"'
        told.add(answer.json()["detail"])
    assert len(told) == 1


def test_scheme_is_read_in_any_case(quiet: Desk) -> None:
    for scheme in ("bearer", "BEARER", "Bearer "):
        headers = {"Authorization": f"{scheme} {quiet.keys[Scope.READ_DRAFTS]}"}
        assert quiet.client.get("/drafts", headers=headers).status_code == 200


def test_key_that_does_not_hold_is_refused_alike(desk: Desk) -> None:
    moment = datetime.now(UTC)
    revoked = key_for(desk.engine, Scope.ADMIN, "gone")
    expired = key_for(desk.engine, Scope.ADMIN, "old", moment - timedelta(seconds=1))
    with Session(writing(desk.engine)) as session:
        revoke_key(session, "gone", moment)
        session.commit()
    start, key_id, secret = desk.keys[Scope.ADMIN].split("_", 2)
    keys = (revoked, expired, f"{start}_{key_id}_{secret[::-1]}", f"{start}_{'0' * 26}_{secret}", "facts", "\u00e4")
    answers = [desk.client.get("/drafts", headers={b"Authorization": f"Bearer {key}".encode("latin-1")}) for key in keys]
    seen = {json.dumps({**answer.json(), "request_id": ""}) for answer in answers}
    assert {answer.status_code for answer in answers} == {401}
    assert len(seen) == 1
    refused = {attempt["key_name"] for attempt in desk.done("GET", "/audit")["items"]}
    assert refused == {"gone", "old", "the admin desk"}


def test_key_that_is_revoked_while_its_request_is_under_way_writes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    confirm = acting._confirm  # noqa: SLF001 (where a request waits for its turn to write)

    def late(*arguments: Any) -> None:  # noqa: ANN401 (as the original)
        session = arguments[0]
        revoke_key(session, f"the {Scope.PUBLISH} desk", datetime.now(UTC))
        confirm(*arguments)

    address, content = a_claim(desk), new_claim(desk)
    before = public_state(desk)
    monkeypatch.setattr(acting, "_confirm", late)
    for method, at, sent, params in (("POST", "/claims", content, {}), ("PATCH", address, {"purpose": "to leave"}, NOTE)):
        answer = desk.send(method, at, sent, scope=Scope.PUBLISH, if_match="*", params=params)
        assert (answer.status_code, errors_of(answer)) == (401, [("Authorization", "unauthorized")])
    assert public_state(desk) == before


def test_revoked_key_is_refused_at_once(desk: Desk) -> None:
    content = new_claim(desk)
    assert desk.send("POST", "/claims", content, scope=Scope.PUBLISH).status_code == 201
    with Session(writing(desk.engine)) as session:
        revoke_key(session, f"the {Scope.PUBLISH} desk", datetime.now(UTC))
        session.commit()
    assert desk.send("POST", "/claims", content, scope=Scope.PUBLISH).status_code == 401
