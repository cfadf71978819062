"""A name is resolved once, and what was checked is what is connected to."""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread

import anyio
import anyio.lowlevel
import pytest

from app.webhooks.message import Message, new_secret
from app.webhooks.sending import Outcome, Sender
from app.webhooks.transport import CheckedTransport, Resolve, resolve
from tests.webhooks.receiver import Answer, Receiver

MESSAGE = Message("msg_1", "{}")


def resolving(*answers: Sequence[str]) -> tuple[Resolve, list[str]]:
    """A resolver that gives one answer after the other, and the hosts that it was asked for."""
    asked: list[str] = []

    async def answer(host: str, _port: int) -> Sequence[str]:
        await anyio.lowlevel.checkpoint()
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return answer, asked


def sent(url: str, resolve: Resolve = resolve, *, allow_private: bool = False) -> Outcome:
    """What becomes of a message to an address."""

    async def send() -> Outcome:
        async with Sender(CheckedTransport(allow_private=allow_private, resolve=resolve), lambda: datetime.now(UTC)) as sender:
            return await sender.send(url, MESSAGE, [new_secret()])

    return anyio.run(send)


@contextmanager
def listening(answer: Callable[[socket.socket], object]) -> Iterator[int]:
    """The port of a listener that takes one connection, and does with it what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def take() -> None:
            connection, _ = listener.accept()
            with suppress(OSError), connection:
                answer(connection)

        thread = Thread(target=take)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def answer_for_ever(connection: socket.socket) -> None:
    """An answer whose body ends when the other side has enough."""
    connection.recv(100_000)
    connection.sendall(b"HTTP/1.1 500 No\r\n\r\n")
    while True:
        connection.sendall(b"x" * 1000)


def test_host_is_resolved_once_and_named_in_the_request(receiver: Receiver) -> None:
    port = receiver.server.server_port
    resolve, asked = resolving(["127.0.0.1"], ["10.0.0.1"])
    outcome = sent(f"http://receiver.example:{port}/hook", resolve, allow_private=True)
    assert outcome.status == 204
    assert asked == ["receiver.example"]
    assert receiver.received[0].headers["host"] == f"receiver.example:{port}"


def test_name_with_one_private_address_among_public_ones_is_refused(receiver: Receiver) -> None:
    resolve, _ = resolving(["1.1.1.1", "127.0.0.1"])
    outcome = sent(f"http://receiver.example:{receiver.server.server_port}/", resolve)
    assert outcome.error == "RefusedAddressError: receiver.example has the address 127.0.0.1, which is not a public one"
    assert receiver.received == []


def test_second_attempt_resolves_and_checks_anew(receiver: Receiver) -> None:
    resolve, asked = resolving(["127.0.0.1"])
    for _ in range(2):
        assert "not a public one" in str(sent(f"http://receiver.example:{receiver.server.server_port}/", resolve).error)
    assert len(asked) == 2


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_this_machine_is_refused_however_it_is_named(receiver: Receiver, host: str) -> None:
    outcome = sent(f"http://{host}:{receiver.server.server_port}/")
    assert outcome.error is not None
    assert outcome.error.startswith(("RefusedAddressError", "ConnectError"))
    assert receiver.received == []


def test_next_address_is_tried_where_the_first_takes_no_connection(receiver: Receiver) -> None:
    resolve, _ = resolving(["::1", "127.0.0.1"])
    assert sent(f"http://receiver.example:{receiver.server.server_port}/", resolve, allow_private=True).status == 204


def test_name_without_an_address_is_told() -> None:
    async def nothing(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert sent("https://nowhere.example/", nothing).error == "ConnectError: nowhere.example has no address: Name or service not known"


def test_proxy_of_the_environment_is_not_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert sent(receiver.url, allow_private=True).status == 204


def test_answer_without_an_end_is_read_only_as_far_as_it_is_shown() -> None:
    with listening(answer_for_ever) as port:
        outcome = sent(f"http://127.0.0.1:{port}/", allow_private=True)
    assert (outcome.status, outcome.error) == (500, f"answered 500: {'x' * 300}")


def test_name_is_what_tls_is_asked_for_and_not_the_address() -> None:
    named: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def remember(_socket: ssl.SSLObject | ssl.SSLSocket, name: str | None, _context: ssl.SSLContext) -> int:
        named.append(name)
        return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME

    context.sni_callback = remember
    with listening(partial(context.wrap_socket, server_side=True)) as port:
        resolve, _ = resolving(["127.0.0.1"])
        outcome = sent(f"https://receiver.example:{port}/", resolve, allow_private=True)
    assert named == ["receiver.example"]
    assert (outcome.error or "").startswith("ConnectError: ")


def test_receiver_that_hangs_is_left(receiver: Receiver) -> None:
    hold = Event()
    receiver.answer = lambda _: Answer() if hold.wait(30) else Answer(500)

    async def send() -> Outcome:
        async with Sender(CheckedTransport(allow_private=True), lambda: datetime.now(UTC), patience=0.2) as sender:
            return await sender.send(receiver.url, MESSAGE, [new_secret()])

    outcome = anyio.run(send)
    hold.set()
    assert (outcome.status, outcome.error) == (None, "no answer within 0.2 seconds")
