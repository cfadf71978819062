"""A desk of a test's own: the app on a database that may change, and a key for each scope."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from httpx2 import Response
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.testclient import TestClient

from app.db.engine import writing
from app.editorial.keys import create_key
from app.model import Scope
from tests.serving import serving

Data = dict[str, Any]

NOTE = {"note": "A misprint was mended."}
"""What readers are told where a test has nothing to tell them."""
MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True)
class Desk:
    """A client of the app, the database behind it, and the keys."""

    client: TestClient
    engine: Engine
    keys: Mapping[Scope, str]

    def send(self, method: str, address: str, content: object = None, scope: Scope | None = Scope.ADMIN, **more: Any) -> Response:  # noqa: ANN401 (whatever httpx takes)
        """The answer to a request with the key of that scope; ``if_match`` and ``idempotency_key`` become header fields."""
        headers = {name.replace("_", "-"): more.pop(name) for name in ("if_match", "idempotency_key", "content_type") if name in more}
        if scope is not None:
            headers["Authorization"] = f"Bearer {self.keys[scope]}"
        more |= {"content": content} if content is None or isinstance(content, bytes) else {"json": content}
        headers |= more.pop("headers", {})
        return self.client.request(method, address, headers=headers, **more)

    def done(self, method: str, address: str, content: object = None, **more: Any) -> Data:  # noqa: ANN401 (as above)
        """What a request that must succeed is answered with."""
        answer = self.send(method, address, content, **more)
        assert answer.is_success, answer.text
        read: Data = answer.json()
        return read

    def get(self, address: str) -> Data:
        """What everybody reads there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        read: Data = answer.json()
        return read

    def tag(self, address: str) -> str:
        """The validator of a record as everybody reads it."""
        return str(self.client.get(address).headers["etag"])

    def content(self, address: str) -> Data:
        """A record as it is written."""
        return self.get(f"{address}/content")

    def put(self, address: str, content: object, **more: Any) -> Response:  # noqa: ANN401 (as above)
        """Replace what is there now, with a note."""
        return self.send("PUT", address, content, params=NOTE, if_match=self.tag(address), **more)

    def patch(self, address: str, content: object, **more: Any) -> Response:  # noqa: ANN401 (as above)
        """Patch what is there now, with a note."""
        return self.send("PATCH", address, content, params=NOTE, if_match=self.tag(address), **more)

    @property
    def last_change(self) -> int:
        """The number of the last change there is."""
        return int(self.get("/changes?limit=1")["last"])

    def since(self, change: int) -> list[Data]:
        """All changes after that one."""
        items: list[Data] = self.get(f"/changes?after={change}&limit=500")["items"]
        return items


@contextmanager
def desk_on(engine: Engine, **settings: str | int) -> Iterator[Desk]:
    """A desk on the database of ``engine``."""
    with serving(engine, **settings) as client:
        yield Desk(client, engine, {scope: key_for(engine, scope) for scope in Scope})


def key_for(engine: Engine, scope: Scope, name: str | None = None, expires_at: datetime | None = None) -> str:
    """A new key of that scope, whole."""
    with Session(writing(engine)) as session:
        key = create_key(session, name or f"the {scope} desk", [scope], datetime.now(UTC), expires_at)
        session.commit()
    return key


def errors_of(answer: Response) -> list[tuple[str | None, str]]:
    """Where a problem sees its errors, and their codes."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return [(error["pointer"] if error["parameter"] is None else error["parameter"], error["code"]) for error in answer.json()["errors"]]


def a_claim(desk: Desk, question: str = "/claims?limit=1") -> str:
    """The address of a claim of the seed."""
    return str(desk.get(question)["items"][0]["url"])


def new_claim(desk: Desk, **members: object) -> Data:
    """A claim that is not there yet: like one of the seed, without its figures and relations."""
    content = desk.content(a_claim(desk))
    return content | {"statement": "The ferry has no room left.", "figures": [], "relations": []} | members
