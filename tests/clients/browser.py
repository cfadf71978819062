"""Chromium without a window, and a server of pages that it opens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.clients.live import printed, program

_PATIENCE_MILLISECONDS = 60_000
"""Of the browser's own clock, which stands still while an answer is on its way."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def another_origin(folder: Path) -> Iterator[str]:
    """The address of a server of the files in a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def opened(page: Path) -> str:
    """A page of another origin as HTML, after its scripts have run; the folder around it is served too."""
    chromium = program("chromium", "chromium")
    options = [
        "--headless",
        "--disable-gpu",
        f"--user-data-dir={page.parent / 'profile'}",
        f"--virtual-time-budget={_PATIENCE_MILLISECONDS}",
    ]
    if os.getuid() == 0:
        options.append("--no-sandbox")  # it has none for root
    with another_origin(page.parent) as origin:
        return printed(chromium, *options, "--dump-dom", f"{origin}/{page.name}")
