"""Every client of ``openapi/clients`` is generated, compiled, and used against the running service."""

import httpx
import pytest

from scripts.sdk import Client, clients
from tests.asking import AS_IT_IS
from tests.sdk.conftest import Newsroom
from tests.sdk.transcript import BETTER_WORDS, FIRST_WORDS, reading, writing


@pytest.mark.parametrize("client", clients(), ids=lambda client: client.name)
def test_client_compiles_and_answers_when_generated(client: Client, newsroom: Newsroom) -> None:
    if missing := client.missing():
        pytest.skip(f"{client.name}: {missing}")
    live = newsroom.live
    expected = reading(live)
    before = live.get("/changes?limit=1").json()["last"]
    client.generate()
    printed = client.use({"API_URL": live.address, "API_KEY": newsroom.key}).splitlines()
    assert printed[: len(expected)] == expected
    changed = [change for change in live.get(f"/changes?after={before}").json()["items"] if change["noun"] == "claims"]
    assert [(change["kind"], change["version"], change["record"]["statement"]) for change in changed] == [
        ("created", 1, FIRST_WORDS),
        ("corrected", 2, BETTER_WORDS),
    ]
    written = httpx.head(live.url(changed[0]["record"]["url"]), headers=AS_IT_IS)
    assert printed[len(expected) :] == writing(written.headers["ETag"])
