"""``facts serve`` and ``facts health``, in processes of their own."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.terminal import PATIENCE_SECONDS, complaint, facts, free_port, served, start
from tests.conftest import Databases
from tests.ingest.folder import ferry_folder

Service = tuple[httpx.Client, subprocess.Popen[str]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service on an embedded database of its own, which it prepared itself."""
    with served(database_url=f"sqlite:///{tmp_path_factory.mktemp('service')}/facts.sqlite") as running:
        yield running


def port_of(client: httpx.Client) -> int:
    port = client.base_url.port
    assert port is not None
    return port


def told(process: subprocess.Popen[str]) -> str:
    """What a command said that ended by itself."""
    return process.communicate(timeout=PATIENCE_SECONDS)[1]


def stop(process: subprocess.Popen[str], how: signal.Signals) -> str:
    process.send_signal(how)
    return told(process)


def test_service_answers_when_it_was_started_on_nothing(service: Service) -> None:
    client, _ = service
    answer = client.get("/claims", params={"actor": "China"})
    assert answer.status_code == 200
    assert answer.json()["total"] > 0


def test_health_is_good_when_the_service_runs(service: Service) -> None:
    result = facts("health", port=port_of(service[0]))
    assert result.exit_code == 0
    assert result.stdout


def test_health_is_good_when_the_service_listens_everywhere(service: Service) -> None:
    assert facts("health", host="0.0.0.0", port=port_of(service[0])).exit_code == 0  # noqa: S104 (asked, not bound)


def test_health_is_bad_when_nothing_listens() -> None:
    port = free_port()
    assert complaint(facts("health", port=port)).startswith(f"Error: nothing answers at http://127.0.0.1:{port}: ")


def test_error_is_one_line_when_the_port_is_taken(service: Service, database_url: str) -> None:
    port = port_of(service[0])
    process = start("serve", port=port, database_url=database_url)
    assert told(process) == f"Error: cannot listen on 127.0.0.1:{port}: Address already in use; FACTS_PORT chooses another port\n"
    assert process.returncode == 1


def test_database_is_not_touched_when_the_port_is_taken(service: Service, tmp_path: Path, database_url: str) -> None:
    told(start("serve", port=port_of(service[0]), database_url=database_url))
    assert list(tmp_path.glob("facts.sqlite*")) == []


def test_error_is_one_line_when_the_host_is_not_ours() -> None:
    assert "cannot listen on 203.0.113.1:" in complaint(facts("serve", host="203.0.113.1", port=free_port()))


def test_error_is_one_line_when_the_host_has_no_address() -> None:
    assert "cannot listen on no.such.host.invalid:" in complaint(facts("serve", host="no.such.host.invalid", port=free_port()))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_service_stops_cleanly_when_it_is_told_to(database_url: str, how: signal.Signals) -> None:
    with served(database_url=database_url, data_folder=prepared_ferry(database_url)) as (_, process):
        said = stop(process, how)
    assert process.returncode in {0, -how}
    assert "Traceback" not in said
    assert "Error" not in said


def test_second_start_answers_and_loses_nothing(databases: Databases) -> None:
    url = databases.create()
    answers, said = [], ""
    for _ in range(2):
        with served(database_url=url) as (client, process):
            answers.append([client.get(address).json() for address in ("/claims", "/stakeholders", "/figures", "/vocabularies")])
            said = stop(process, signal.SIGTERM)
    assert "Loaded nothing new." in said
    assert answers[0] == answers[1]


def test_service_says_where_it_listens(database_url: str) -> None:
    with served(database_url=database_url, data_folder=prepared_ferry(database_url)) as (client, process):
        said = stop(process, signal.SIGTERM)
    assert f"Serving at http://127.0.0.1:{port_of(client)}/ (documentation: /docs, stop: Ctrl-C)\n" in said


def test_service_serves_the_folder_of_the_settings(database_url: str) -> None:
    with served(database_url=database_url, data_folder=prepared_ferry(database_url)) as (client, _):
        assert [item["id"] for item in client.get("/documents").json()["items"]] == ["tamar-landing-2034"]


def test_service_says_that_it_is_not_ready_when_nothing_was_loaded(database_url: str) -> None:
    facts("migrate", database_url=database_url)
    port = free_port()
    process = start("serve", "--no-prepare", port=port, database_url=database_url)
    try:
        answer = until_it_answers(f"http://127.0.0.1:{port}/claims")
        health = facts("health", port=port)
    finally:
        said = stop(process, signal.SIGTERM)
    assert answer.status_code == 503
    assert health.exit_code == 1
    assert "Loading" not in said


def test_service_serves_what_is_there_when_it_is_not_to_prepare(database_url: str) -> None:
    facts("migrate", database_url=database_url)
    facts("seed", "--from", prepared_ferry(database_url), database_url=database_url)
    port = free_port()
    process = start("serve", "--no-prepare", port=port, database_url=database_url)
    try:
        answer = until_it_answers(f"http://127.0.0.1:{port}/claims")
    finally:
        stop(process, signal.SIGTERM)
    assert answer.json()["total"] == 6


def test_error_is_one_line_when_the_database_is_unreachable() -> None:
    process = start("serve", port=free_port(), database_url=f"postgresql://someone:secret@127.0.0.1:{free_port()}/facts")
    said = told(process)
    assert process.returncode == 1
    assert said.count("\n") == 1
    assert said.startswith("Error: the database postgresql+psycopg://someone:***@")


def test_error_is_one_line_when_a_setting_is_no_good(database_url: str) -> None:
    process = start("serve", port="abc", database_url=database_url)
    assert told(process).startswith("Error: FACTS_PORT=abc: ")
    assert process.returncode == 1


def prepared_ferry(database_url: str) -> Path:
    """The fictional folder with its anchors, beside the database."""
    path = Path(database_url.removeprefix("sqlite:///")).with_name("data")
    folder = ferry_folder(path)
    folder.write()
    return path


def until_it_answers(address: str) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            return httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError
