"""Copies that are made of the answers of a client, and what both sides answer."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.catalog import RESOURCES
from app.formats.catalog import FORMATS
from app.mirror.replay import replay
from app.mirror.told import Told, read_change, read_page

SOURCE = "https://facts.example"


def pages(client: TestClient, after: int = 0, limit: int = 37) -> Iterator[Sequence[Told]]:
    """All changes from there on."""
    while True:
        page = read_page(client.get(f"/changes?after={after}&limit={limit}").text)
        if not page.items:
            return
        told = [read_change(item) for item in page.items]
        yield told
        after = told[-1].seq


def copy(client: TestClient, engine: Engine, after: int = 0, batch_of: int = 2_000) -> None:
    """Bring a database to what a client answers."""
    replay(engine, SOURCE, pages(client, after), batch_of)


def everything(client: TestClient) -> dict[str, bytes]:
    """Every list in every format, the whole sequence, and every version of every record."""
    told: dict[str, bytes] = {}
    for resource in RESOURCES:
        addresses = [f"/{resource.noun}.{format_.suffix}" for format_ in FORMATS]
        ids = [record["id"] for record in client.get(f"/{resource.noun}?limit=500").json()["items"]]
        told |= {address: client.get(address).content for address in (*addresses, f"/{resource.noun}?limit=500")}
        told |= {f"/{resource.noun}/{id}/versions": client.get(f"/{resource.noun}/{id}/versions").content for id in ids}
    return told | {"/changes": client.get("/changes?limit=500").content}
