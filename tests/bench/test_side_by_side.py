"""What is measured side by side: peers answer the same question with the same claims, and a whole run ends in a table."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.settings import CHECKOUT
from bench import growth
from bench.databases import Database, opened
from bench.peers import datasette, servers
from bench.peers.servers import Running
from bench.questions import PAGE, Questions, questions_on
from bench.stalls import slow_readers, unfinished_requests, unread_exports

CLAIMS = 40

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the measurements read /proc, which Linux has")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return opened(f"sqlite:///{tmp_path_factory.mktemp('bench') / 'few.sqlite'}", CLAIMS, may_write=True)


@pytest.fixture(scope="module")
def path(database: Database) -> Path:
    assert database.path is not None
    return database.path


@pytest.fixture(scope="module")
def questions(database: Database) -> Questions:
    return questions_on(database)


@pytest.fixture(scope="module")
def facts(database: Database) -> Iterator[Running]:
    with servers.facts(database) as server:
        yield server


@pytest.fixture(scope="module")
def other(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with servers.datasette(tmp_path_factory.mktemp("datasette"), path) as server:
        yield server


def ask(server: Running, path: str) -> Any:  # noqa: ANN401 (any JSON)
    return httpx.get(f"{server.address}{path}", timeout=60).raise_for_status().json()


def bodies(server: Running, path: str) -> list[Any]:
    return [json.loads(row["body"]) for row in ask(server, path)]


def test_datasette_has_the_same_newest_claims(facts: Running, other: Running, path: Path, questions: Questions) -> None:
    for actor, question in zip(questions.actors[:10], questions.newest()[:10], strict=True):
        assert bodies(other, datasette.newest(path, actor)) == ask(facts, question)["items"] != []


def test_datasette_has_the_same_record(facts: Running, other: Running, path: Path, questions: Questions) -> None:
    public_id = questions.ids[0]
    assert bodies(other, datasette.one(path, public_id)) == [ask(facts, questions.records()[0])]


def test_datasette_finds_the_same_claims_by_a_word(facts: Running, other: Running, path: Path, questions: Questions) -> None:
    for word in questions.words[:10]:
        ours = {claim["id"] for claim in ask(facts, f"/claims?q={word}&limit=20")["items"]}
        theirs = {claim["id"] for claim in bodies(other, datasette.words(path, word))}
        assert theirs == ours or len(theirs) == len(ours) == PAGE
        assert ours


def test_datasette_counts_the_same(facts: Running, other: Running, path: Path, questions: Questions) -> None:
    ours = ask(facts, questions.facets()[0])
    theirs = ask(other, datasette.facets(path, questions.actors[0]))
    assert theirs["filtered_table_rows_count"] == ours["total"]
    for facet in ours["facets"]:
        counted = theirs["facet_results"][facet["parameter"]]["results"]
        assert {each["value"]: each["count"] for each in counted} == {each["value"]: each["count"] for each in facet["values"]}


def test_datasette_exports_every_claim(other: Running, path: Path) -> None:
    assert len(httpx.get(f"{other.address}{datasette.export(path)}").text.splitlines()) == CLAIMS + 1


def test_tutorial_has_the_same_newest_claims(facts: Running, path: Path, questions: Questions) -> None:
    question = questions.newest()[0]
    with servers.tutorial(path) as tutorial:
        assert [claim["public_id"] for claim in ask(tutorial, question)] == [claim["id"] for claim in ask(facts, question)["items"]]


def test_bare_application_sends_the_same_bytes(facts: Running, questions: Questions, tmp_path: Path) -> None:
    question = questions.newest()[0]
    answer = httpx.get(f"{facts.address}{question}", headers={"Accept-Encoding": "identity"})
    with servers.bare(tmp_path, answer) as bare:
        assert httpx.get(f"{bare.address}{question}").content == answer.content


def test_few_claims_fill_the_pages_by_which_growth_is_measured(facts: Running, questions: Questions) -> None:
    paths = growth.paths_at(facts, questions)
    del paths["record by id"]
    assert {kind: len(ask(facts, asked[-1])["items"]) for kind, asked in paths.items()} == dict.fromkeys(paths, growth.PAGE)


@pytest.mark.parametrize("stall", [slow_readers, unfinished_requests, unread_exports])
def test_service_answers_others_beside(stall: Any, facts: Running, questions: Questions) -> None:  # noqa: ANN401 (a context manager)
    with stall(facts):
        assert ask(facts, questions.newest()[0])["total"] > 0


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_run_ends_in_a_table_that_says_of_each_goal_whether_it_is_met() -> None:
    parts = [f"--only={part}" for part in ("load", "exports", "start")]
    command = [sys.executable, "-m", "bench", "--claims", str(CLAIMS), "--rounds", "1", *parts]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)  # noqa: S603 (our own command)
    head, _, goals = ran.stdout.partition("\n\n")
    assert head.startswith(f"{CLAIMS} claims on SQLite, medians of 1 rounds; ")
    assert "not measured" not in ran.stdout
    told = goals.partition("\n\n")[0].splitlines()
    assert [line.split("  ")[0] for line in told] == [
        "goal",
        "load, as long as a million would take",
        "CSV, times Datasette, CPU",
        "CSV, times Datasette, rate",
        "memory that exports add",
        "facts serve --no-prepare, first answer",
        "facts serve, first answer",
        "memory after the first answer",
        "memory after a second of load",
    ]
    assert all(line.endswith((" yes", " no")) for line in told[1:])
