"""The listening socket, as the event loop takes it."""

import asyncio
import socket

from app.server import listen


def test_answers_are_sent_at_once() -> None:
    async def is_sent_at_once() -> bool:
        accepted: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(lambda _, writer: accepted.set_result(writer), sock=listen("127.0.0.1", 0))
        _, client = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer = await accepted
        has_no_delay = writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for each in (client, writer, server):
            each.close()
        return bool(has_no_delay)

    assert asyncio.run(is_sent_at_once())
