"""nginx before the workers, with the configuration that docs/operations.md shows."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from app.settings import CHECKOUT
from tests.cli.terminal import free_port
from tests.docs.markdown import blocks_of

PAGE = CHECKOUT / "docs" / "operations.md"
PATIENCE_SECONDS = 30
_MAIN = """
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/facts.conf;
}}
"""


def documented() -> str:
    """The configuration on the page."""
    (block,) = (block for block in blocks_of(PAGE) if block.about == "facts.conf")
    return block.text


@contextmanager
def nginx(folder: Path, workers: Mapping[str, str]) -> Iterator[str]:
    """The address of an nginx with the documented configuration: other ports and another folder apart, it is that of the page."""
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("no nginx here (on Debian: apt-get install nginx)")
    configuration, listening = documented(), f"127.0.0.1:{free_port()}"
    for shown, own in {"listen 80;": f"listen {listening};", "/var/cache/nginx": str(folder), **workers}.items():
        assert shown in configuration, shown
        configuration = configuration.replace(shown, own)
    (folder / "facts.conf").write_text(configuration, encoding="utf-8")
    user = "user root root;" if Path("/proc/self").stat().st_uid == 0 else ""
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [program, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command)  # noqa: S603 (the program that was found)
    try:
        address = f"http://{listening}"
        until_it_answers(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while True:
        assert process.poll() is None
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.TransportError:
            assert monotonic() < until
            sleep(0.05)
        else:
            return
