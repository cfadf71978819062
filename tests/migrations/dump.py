"""Write the fictional folder, loaded at the newest revision, as SQL: what a later test will restore and upgrade.

Call it once for each revision that changes tables, before the next one: python -m tests.migrations.dump > tests/migrations/old/0001.sql
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Boolean, Connection, Table

from app.db.engine import open_engine
from app.db.migrate import migrate
from app.model import metadata
from tests.ingest.folder import NOON, ferry_folder


def statements(connection: Connection) -> Iterator[str]:
    """One INSERT for each row, in an order in which nothing refers to what is not there yet."""
    for table in metadata.sorted_tables:
        rows = connection.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY 1, 2')  # noqa: S608 (names of our own)
        names = list(rows.keys())
        for row in sorted(rows, key=lambda row: _parents_first(table, dict(zip(names, row, strict=True)))):
            values = ", ".join(_literal(table, name, value) for name, value in zip(names, row, strict=True))
            columns = ", ".join(f'"{name}"' for name in names)
            yield f'INSERT INTO "{table.name}" ({columns}) VALUES ({values});'  # noqa: S608 (data of our own)


def _parents_first(table: Table, row: dict[str, object]) -> tuple[bool]:
    return (table.name == "stakeholder" and row["parent_id"] is not None,)


def _literal(table: Table, column: str, value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(table.columns[column].type, Boolean):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def main() -> None:
    """Print the statements."""
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/facts.sqlite")
        migrate(engine)
        ferry_folder(Path(folder) / "ferry").load(engine, NOON)
        with engine.connect() as connection:
            sys.stdout.writelines(f"{statement}\n" for statement in statements(connection))
        engine.dispose()


if __name__ == "__main__":
    main()
