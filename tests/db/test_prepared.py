"""PostgreSQL parses the statements of lists once for each connection, and plans them for the values that are asked for."""

from pathlib import Path

from sqlalchemy import column, select, text
from starlette.testclient import TestClient

from app.db.engine import open_engine
from app.db.migrate import migrate
from app.db.statement import AnySelect
from app.ingest.files import DataFiles
from app.web.service import Service
from tests.conftest import LOADED_AT, Databases
from tests.serving import load_files, serving

PARTIES = ("China", "North Korea", "South Korea", "RFA", "United States", "UNHCR", "Open Doors", "Human Rights Watch")
"""More than the five times that psycopg sends a statement before it has it prepared."""

PREPARED: AnySelect = select(column("statement")).select_from(
    text("pg_prepared_statements WHERE generic_plans = 0 OR parameter_types = '{}'")
)


def prepared(client: TestClient) -> list[str]:
    """The statements that the server has prepared for the one connection of the service, none of them with a plan for all values."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]  # the type of any ASGI application has no state
    with service.reads.snapshot() as snapshot:
        return [statement for (statement,) in snapshot.rows(PREPARED)]


def test_statements_of_a_list_are_prepared_when_it_is_asked_often(postgresql: str, tmp_path: Path, seed_files: DataFiles) -> None:
    engine = open_engine(Databases("postgresql", tmp_path, postgresql).create())
    migrate(engine)
    load_files(engine, seed_files, LOADED_AT)
    with serving(engine, database_pool=1, cache_bytes=0) as client:
        assert prepared(client) == []
        for party in PARTIES:
            assert client.get("/claims", params={"actor": party}).status_code == 200
        statements = prepared(client)
    engine.dispose()
    for part in ("record.body", "count(*)", "name.folded", "data_set.revision"):
        assert [statement for statement in statements if part in statement], part
