"""Clients that could hold up others: those that read slowly or not at all, and those that never finish asking."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

from bench.peers.servers import Running

_SLOW, _UNFINISHED, _UNREAD = 16, 64, 4
"""How many of each there are at once."""
_SMALL_BUFFER = 4096
_BITE, _BITE_SECONDS = 4, 0.5
_PATIENCE_SECONDS = 60


@contextmanager
def slow_readers(server: Running) -> Iterator[None]:
    """Clients that ask for 500 claims and read a few bytes a second of the answer."""
    with _asking(server, _SLOW, _request("/claims?limit=500")) as clients:
        _await_answers(clients)
        done = Event()
        nibbling = Thread(target=_nibble, args=(clients, done))
        nibbling.start()
        try:
            yield
        finally:
            done.set()
            nibbling.join()


@contextmanager
def unfinished_requests(server: Running) -> Iterator[None]:
    """Clients that send half a request and wait."""
    with _asking(server, _UNFINISHED, b"GET /claims HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: "):
        yield


@contextmanager
def unread_exports(server: Running) -> Iterator[None]:
    """Clients that ask for every claim and read no more than the first bytes."""
    with _asking(server, _UNREAD, _request("/claims.ndjson")) as clients:
        _await_answers(clients)
        yield


@contextmanager
def _asking(server: Running, count: int, request: bytes) -> Iterator[list[socket.socket]]:
    """So many connections on which that was sent, with as little room for what comes back as can be had."""
    with ExitStack() as stack:
        clients = []
        for _ in range(count):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)
            client.settimeout(_PATIENCE_SECONDS)
            client.connect(("127.0.0.1", server.port))
            client.sendall(request)
            clients.append(client)
        yield clients


def _await_answers(clients: list[socket.socket]) -> None:
    """Return once every client has been given a first bite: what making the answers costs is over, what keeping them costs begins."""
    for client in clients:
        client.recv(_BITE)


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _nibble(clients: list[socket.socket], done: Event) -> None:
    """Read a bite from each, as long as there is one at once, until done."""
    for client in clients:
        client.settimeout(0)
    while not done.wait(_BITE_SECONDS):
        for client in clients:
            try:
                client.recv(_BITE)
            except BlockingIOError:
                continue
