"""Questions to the API, and what their answers hold."""

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.testclient import TestClient

Value = str | int | Sequence[str]
AS_IT_IS = {"Accept-Encoding": "identity"}
"""What clients of most tests say, so that answers have their plain bodies and validators; codings have tests of their own."""
MOST = 500
"""The longest page there is."""


def ask(client: TestClient, address: str, **parameters: Value) -> dict[str, Any]:
    """The answer to a question that is in order, as data."""
    answer = client.get(address, params=parameters or None)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def ids(client: TestClient, address: str, **parameters: Value) -> list[str]:
    """The ids of everything that a question finds, in order."""
    page = ask(client, address, limit=MOST, **parameters)
    found = ids_of(page)
    assert page["total"] == len(found)
    return found


def ids_of(page: dict[str, Any]) -> list[str]:
    """The ids of the records on a page."""
    return [item["id"] for item in page["items"]]


def pages(client: TestClient, address: str, **parameters: Value) -> Iterator[dict[str, Any]]:
    """A question's pages, each reached from the one before by its ``next``."""
    page = ask(client, address, **parameters)
    yield page
    while page["next"] is not None:
        page = ask(client, page["next"])
        yield page
