"""What is not HTTP: the server's own refusals are problems too, and it goes on serving."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
import uvicorn

from app.main import create_app
from app.server import listen
from app.settings import Settings
from app.web.protocol import ProblemProtocol

_PATIENCE_SECONDS = 10
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Raw(NamedTuple):
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)
        return content


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server whose database nobody asks for."""
    path: Path = tmp_path_factory.mktemp("server") / "unused.sqlite"
    listener = listen("127.0.0.1", 0)
    app = create_app(Settings(database_url=f"sqlite:///{path}"))
    server = uvicorn.Server(uvicorn.Config(app, http=ProblemProtocol, log_level="critical", server_header=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()
    listener.close()


def send(port: int, *pieces: bytes) -> Raw:
    """The first answer to bytes that are sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # a refusal may come before everything is sent
            for piece in pieces:
                connection.sendall(piece)
        received = b""
        while chunk := _received(connection):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Raw(int(status_line.split()[1]), headers, body)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""


GARBAGE = {
    "garbage": b"\x00\x01\x02\x03\r\n\r\n",
    "text": b"hello\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "TLS": bytes.fromhex("16030100c8010000c40303") + b"\x00" * 64,
    "unknown method": b"B@D / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "unknown version": b"GET / HTTP/7.7\r\nHost: localhost\r\n\r\n",
    "address with a space": b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "address in UTF-8": "GET /claims?actor=Chína HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
    "address in Latin-1": "GET /Chína HTTP/1.1\r\nHost: localhost\r\n\r\n".encode("latin-1"),
    "NUL in the address": b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
    "header without a name": b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    "header without a colon": b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
    "length that is no number": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    "length that is too large": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
}
LONG = {
    "70 kB": b"a" * 70_000,
    "200 kB": b"a" * 200_000,
    "70 kB of a query": b"claims?actor=" + b"a" * 70_000,
    "70 kB in UTF-8": b"claims?actor=" + b"%C3%A9" * 12_000,
}


def assert_problem(raw: Raw, status: int, code: str) -> None:
    assert raw.status == status
    assert raw.headers["content-type"] == "application/problem+json"
    assert raw.headers["cache-control"] == "no-store"
    assert int(raw.headers["content-length"]) == len(raw.body)
    assert (raw.problem["status"], raw.problem["type"]) == (status, f"/problems/{code}")
    assert raw.problem["detail"]


def assert_leads_to_its_page(port: int, raw: Raw) -> None:
    page = send(port, f"GET {raw.problem['type']} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert page.status == 200
    assert (page.problem["status"], page.problem["title"]) == (raw.status, raw.problem["title"])


@pytest.mark.parametrize("request_bytes", GARBAGE.values(), ids=GARBAGE)
def test_what_cannot_be_read_is_a_problem(request_bytes: bytes, port: int) -> None:
    raw = send(port, request_bytes)
    assert_problem(raw, 400, "bad-request")
    assert raw.headers["connection"] == "close"
    assert_leads_to_its_page(port, raw)


@pytest.mark.parametrize("request_bytes", GARBAGE.values(), ids=GARBAGE)
def test_server_goes_on_serving_after_what_cannot_be_read(request_bytes: bytes, port: int) -> None:
    send(port, request_bytes)
    assert send(port, HEALTH).status == 200


@pytest.mark.parametrize("address", LONG.values(), ids=LONG)
def test_address_is_a_problem_when_it_is_longer_than_can_be_read(address: bytes, port: int) -> None:
    raw = send(port, b"GET /", address, b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert_problem(raw, 414, "uri-too-long")
    assert_leads_to_its_page(port, raw)
    assert send(port, HEALTH).status == 200


@pytest.mark.parametrize("length", [17_000, 65_000])
def test_address_is_a_problem_when_it_is_longer_than_is_wanted(length: int, port: int) -> None:
    raw = send(port, b"GET /" + b"a" * length + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert_problem(raw, 414, "uri-too-long")
    assert raw.headers["x-request-id"] == raw.problem["request_id"]


def test_refusal_of_what_cannot_be_read_may_be_read_by_any_page(port: int) -> None:
    raw = send(port, GARBAGE["address in UTF-8"])
    assert raw.headers["access-control-allow-origin"] == "*"
    assert raw.headers["x-request-id"] == raw.problem["request_id"] != ""


def test_huge_body_is_refused_before_it_is_sent(port: int) -> None:
    raw = send(port, b"POST /claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
    assert_problem(raw, 413, "content-too-large")


@pytest.mark.parametrize("length", [b"Content-Length: 2", b"Transfer-Encoding: chunked"])
def test_head_has_no_body_when_it_is_refused(length: bytes, port: int) -> None:
    raw = send(port, b"HEAD /claims HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + b"\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
    assert raw.status == 415
    assert raw.body == b""


def test_head_announces_what_get_would_send(port: int) -> None:
    raw = send(port, HEALTH.replace(b"GET", b"HEAD"))
    assert (raw.status, raw.body) == (200, b"")
    assert int(raw.headers["content-length"]) == len(send(port, HEALTH).body)


def test_address_in_absolute_form_is_answered(port: int) -> None:
    assert send(port, HEALTH.replace(b"/healthz", b"http://localhost/healthz")).status == 200


def test_requests_in_one_go_are_all_answered(port: int) -> None:
    first = HEALTH.replace(b"Connection: close\r\n", b"")
    assert send(port, first + HEALTH).body.count(b"HTTP/1.1 200") == 1


def test_request_in_pieces_is_answered(port: int) -> None:
    assert send(port, *(HEALTH[index : index + 7] for index in range(0, len(HEALTH), 7))).status == 200


def test_server_does_not_name_its_software(port: int) -> None:
    assert "server" not in send(port, HEALTH).headers
    assert "server" not in send(port, GARBAGE["garbage"]).headers


@pytest.mark.parametrize("name", ["Upgrade", "upgrade"])
def test_offer_of_another_protocol_is_passed_over_with_the_body_and_the_request_after_it(name: str, port: int) -> None:
    offer = f"Connection: {name}, HTTP2-Settings\r\n{name}: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAA\r\n".encode()
    body = b'{"is": "a body"}'
    written = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\n" + offer + b"Content-Length: %d\r\n\r\n" % len(body) + body
    refused = send(port, written + HEALTH)
    assert_problem(refused._replace(body=refused.body[: int(refused.headers["content-length"])]), 405, "method-not-allowed")
    assert b"HTTP/1.1 200 OK" in refused.body


def test_body_is_left_alone_when_it_is_answered_before_it_has_come(port: int) -> None:
    body = b"first\r\nUpgrade: h2c\r\nlast"
    head = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body)
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_SECONDS) as connection:
        connection.sendall(head)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 405")
        connection.sendall(body + HEALTH)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")  # with a byte of the body lost, it would take the place of the request
