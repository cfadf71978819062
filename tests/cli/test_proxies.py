"""Whose word is taken on where a request comes from."""

import httpx
import pytest

from tests.cli.terminal import served


def statuses(client: httpx.Client, *addresses: str) -> list[int]:
    return [client.get("/topics", headers={"X-Forwarded-For": address}).status_code for address in addresses]


def test_client_cannot_say_that_it_is_another(database_url: str) -> None:
    with served(database_url=database_url, rate_limit="2/day") as (client, _):
        assert statuses(client, "192.0.2.1", "192.0.2.2", "192.0.2.3") == [200, 200, 429]


@pytest.mark.parametrize("trusted", ["127.0.0.1", "10.0.0.0/8, 127.0.0.0/8"])
def test_trusted_proxy_says_who_the_client_is(database_url: str, trusted: str) -> None:
    with served(database_url=database_url, rate_limit="2/day", trusted_proxies=trusted) as (client, _):
        assert statuses(client, "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.1") == [200, 200, 200, 429]


def test_client_cannot_hide_behind_what_it_tells_the_proxy(database_url: str) -> None:
    with served(database_url=database_url, rate_limit="2/day", trusted_proxies="127.0.0.1") as (client, _):
        assert statuses(client, "198.51.100.1, 192.0.2.1", "198.51.100.2, 192.0.2.1", "198.51.100.3, 192.0.2.1") == [200, 200, 429]
