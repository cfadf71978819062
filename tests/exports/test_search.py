"""Full text in the SQLite snapshot: it finds what the API finds, whether words are typed into Datasette or folded beforehand."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from datasette.utils import escape_fts
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.memory import Memory
from app.db.migrate import migrate
from app.db.snapshot import open_snapshot
from app.exports.contents import contents_of
from app.exports.database import write_database
from app.ingest.files import DataFiles
from app.publishing.publish import RESOURCES
from tests.asking import ids
from tests.conftest import LOADED_AT, Databases
from tests.db.searches import CLAIMS, UNDERSTOOD
from tests.fiction import fictional_claim, fictional_files, together
from tests.serving import load_files, serving

WORDS = (
    "un",
    "500,000",
    "500000",
    "3.5 million",
    "35",
    "Séoul olympics",
    '"south korea"',
    '"china china"',
    "state-owned",
    "zoë oneills",
    "Zoe\u0308 O’Neill’s",
    "STRASSE",
    "Straße",
    "harbourtm",
    "RFA",
    '"an unnamed source"',
    "PRC",
    "प",
    "क",
    "को",
    "शरणार्थियों",
    "ガス",
    "カス",
    "متحدث",
    "مُتَحَدِّث",
    "προσφυγεσ",
    "ΠΡΟΣΦΥΓΕΣ",
    "난민",
    "ёлкин",
    "nowhere",
)
"""What people type into the search box of Datasette."""


@pytest.fixture(scope="module")
def api(databases: Databases, seed_files: DataFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """The API on the seed and claims in many scripts, and the snapshot of the same data."""
    claims = [fictional_claim(key, statement) for key, statement in CLAIMS.items()]
    files = together(seed_files, fictional_files(tmp_path_factory.mktemp("babel") / "data", claims))
    engine = open_engine(databases.create())
    migrate(engine)
    load_files(engine, files, LOADED_AT)
    path = tmp_path_factory.mktemp("snapshot") / "facts.sqlite"
    with open_snapshot(engine, Memory()) as snapshot:
        write_database(path, contents_of(snapshot, ""))
    with ExitStack() as stack:
        yield stack.enter_context(serving(engine)), path
    engine.dispose()


def found(path: Path, noun: str, match: str) -> set[str]:
    """The ids that the snapshot finds, asked as Datasette asks it."""
    sql = f"SELECT id FROM {noun} WHERE rowid IN (SELECT rowid FROM {noun}_fts WHERE {noun}_fts MATCH ?)"  # noqa: S608 (our nouns)
    with closing(sqlite3.connect(path)) as database:
        return {public_id for (public_id,) in database.execute(sql, (match,))}


@pytest.mark.parametrize("q", WORDS)
def test_words_that_are_typed_find_what_they_find_in_the_api(q: str, api: tuple[TestClient, Path]) -> None:
    client, path = api
    for noun in (resource.noun for resource in RESOURCES):
        assert found(path, noun, escape_fts(q)) == set(ids(client, f"/{noun}", q=q))


@pytest.mark.parametrize("q", [q for q, terms in UNDERSTOOD.items() if not any(term.is_excluded for term in terms)])
def test_folded_terms_find_what_the_question_finds_in_the_api(q: str, api: tuple[TestClient, Path]) -> None:
    client, path = api
    match = " AND ".join(f'"{" ".join(term.words)}"{"*" if term.is_prefix else ""}' for term in UNDERSTOOD[q])
    assert found(path, "claims", match) == set(ids(client, "/claims", q=q))


def test_abbreviation_with_full_stops_finds_those_that_are_written_so(api: tuple[TestClient, Path]) -> None:
    client, path = api
    written = found(path, "claims", escape_fts("U.N."))
    assert written < found(path, "claims", escape_fts("un")) == set(ids(client, "/claims", q="U.N."))
    assert written


def test_no_phrase_reaches_from_one_text_to_the_next(api: tuple[TestClient, Path]) -> None:
    _, path = api
    assert found(path, "claims", "china AND north") != set()
    assert found(path, "claims", '"china china"') == set()
