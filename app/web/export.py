"""Streams: exports of any length, in blocks that cost little, and never waiting for a reader for ever."""

from collections.abc import Iterable, Iterator

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Send

_BLOCK_BYTES = 65_536
_PATIENCE_SECONDS = 60


class Export(StreamingResponse):
    """A stream that is given up when its reader takes nothing for a minute."""

    async def stream_response(self, send: Send) -> None:
        """Send the head and every block."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for block in self.body_iterator:
            with anyio.fail_after(_PATIENCE_SECONDS):
                await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def in_blocks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of some 64 KiB: a send for every row would cost more than the row. The first comes at once."""
    block = bytearray()
    wanted = 1
    for part in parts:
        block += part
        if len(block) >= wanted:
            yield bytes(block)
            block.clear()
            wanted = _BLOCK_BYTES
    if block:
        yield bytes(block)
