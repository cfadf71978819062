"""The log of a service in a process of its own."""

import json
import socket
import subprocess

import httpx
import pytest
from sqlalchemy import Engine, text

from app.db.engine import writing
from tests.cli.terminal import PATIENCE_SECONDS, served


def lose_rows(engine: Engine) -> None:
    """Make tables fail: their rows are gone."""
    with writing(engine).begin() as connection:
        connection.execute(text("UPDATE record SET row = NULL"))


def log_of(process: subprocess.Popen[str]) -> str:
    process.terminate()
    return process.communicate(timeout=PATIENCE_SECONDS)[0]


def failing(client: httpx.Client) -> None:
    answer = client.get("/claims.csv?limit=5", headers={"X-Request-ID": "newsroom-42"})
    assert answer.status_code == 500


@pytest.mark.parametrize("workers", [1, 2])
def test_log_is_one_object_a_line_with_the_id_of_the_request(own_engine: Engine, workers: int) -> None:
    url = own_engine.url.render_as_string(hide_password=False)
    with served(database_url=url, log="json", access_log="true", workers=workers) as (client, process):
        lose_rows(own_engine)
        failing(client)
        client.get("/topics/refugee-status?fields=id")
        log = log_of(process)
    entries = [json.loads(line) for line in log.splitlines()]
    (error,) = [entry for entry in entries if entry["level"] == "ERROR"]
    assert error["request_id"] == "newsroom-42"
    assert error["logger"] == "app.web.envelope"
    assert "Traceback" in error["exc_info"]
    told = [entry for entry in entries if entry.get("request_id") == "newsroom-42" and entry["logger"] == "app.access"]
    assert [(entry["method"], entry["path"], entry["status"]) for entry in told] == [("GET", "/claims.csv", 500)]
    assert {"time", "bytes", "milliseconds", "client"} <= set(told[0])


def test_what_the_server_itself_tells_goes_the_same_way(own_engine: Engine) -> None:
    url = own_engine.url.render_as_string(hide_password=False)
    with served(database_url=url, log="json") as (client, process):
        with socket.create_connection(("127.0.0.1", client.base_url.port or 0)) as raw:
            raw.sendall(b"NO HTTP AT ALL\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 400 ")
        log = log_of(process)
    assert [json.loads(line)["logger"] for line in log.splitlines()] == ["uvicorn.error"]


def test_log_is_text_when_nothing_is_set(own_engine: Engine) -> None:
    with served(database_url=own_engine.url.render_as_string(hide_password=False)) as (client, process):
        lose_rows(own_engine)
        failing(client)
        first, *trace = log_of(process).splitlines()
    assert " ERROR newsroom-42 app.web.envelope: " in first
    assert trace[0] == "Traceback (most recent call last):"
