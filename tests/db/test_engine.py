"""Databases that cannot be reached are said so in one line."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, text

from app.db.engine import check_reachable, open_engine
from app.db.errors import DatabaseUnreachableError


def complaint(url: str) -> str:
    engine = open_engine(url)
    with pytest.raises(DatabaseUnreachableError) as raised:
        check_reachable(engine)
    engine.dispose()
    return str(raised.value)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_nothing_is_raised_when_the_database_answers(empty_engine: Engine) -> None:
    check_reachable(empty_engine)


def test_error_is_one_line_without_the_password_when_nobody_listens() -> None:
    port = free_port()
    told = complaint(f"postgresql+psycopg://someone:secret@127.0.0.1:{port}/facts")
    assert told.startswith(f"the database postgresql+psycopg://someone:***@127.0.0.1:{port}/facts cannot be reached: ")
    assert "refused" in told
    assert "secret" not in told
    assert "\n" not in told


def test_error_names_the_database_when_the_server_does_not_have_it(postgresql: str) -> None:
    told = complaint(postgresql.replace("/postgres?", "/nowhere?"))
    assert 'database "nowhere" does not exist' in told
    assert "\n" not in told


def test_error_names_the_file_when_its_folder_does_not_exist(tmp_path: Path) -> None:
    told = complaint(f"sqlite:///{tmp_path}/missing/facts.sqlite")
    assert told == f"the database sqlite:///{tmp_path}/missing/facts.sqlite cannot be reached: unable to open database file"


def test_error_is_one_line_when_the_path_is_a_folder(tmp_path: Path) -> None:
    assert complaint(f"sqlite:///{tmp_path}").endswith("unable to open database file")


def test_error_is_one_line_when_the_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    path.write_text("This file holds words, and no tables at all. " * 100, encoding="utf-8")
    assert "file is not a database" in complaint(f"sqlite:///{path}")


def test_error_is_one_line_when_the_file_can_only_be_read() -> None:
    told = complaint("sqlite:////proc/version")
    assert "\n" not in told


def test_foreign_keys_are_held_on_sqlite(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/facts.sqlite")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    engine.dispose()


def test_nobody_is_refused_when_many_are_the_first_to_open_one_file(tmp_path: Path) -> None:
    together = Barrier(6)

    def is_reached(path: Path) -> bool:
        engine = open_engine(f"sqlite:///{path}")
        together.wait(60)
        check_reachable(engine)
        engine.dispose()
        return True

    with ThreadPoolExecutor(6) as threads:
        for number in range(30):  # without a second try, one file in fourteen refused somebody
            assert all(threads.map(is_reached, [tmp_path / f"{number}.sqlite"] * 6))


def test_moments_are_told_in_utc_on_postgresql(postgresql: str) -> None:
    engine = open_engine(postgresql)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW timezone")).scalar_one() == "UTC"
    engine.dispose()
