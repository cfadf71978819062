"""Records that other code rendered are rendered anew by the next load, once."""

import pytest
from sqlalchemy import Engine, select, text
from sqlmodel import Session, col

from app.db.engine import reading
from app.db.revision import current_rendering
from app.model import Record
from app.publishing.publish import RESOURCES
from app.publishing.rendering import rendering
from tests.ingest.folder import LATER, DataFolder
from tests.ingest.stored import changes, state_of

NOUNS = tuple(resource.noun for resource in RESOURCES)


def execute(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def rows_of(engine: Engine) -> dict[str, str | None]:
    """The stored rows, by address."""
    with Session(reading(engine)) as session:
        records = session.execute(select(col(Record.noun), col(Record.public_id), col(Record.row)))
        return {f"{noun}/{public_id}": row for noun, public_id, row in records}


def rendered_by(engine: Engine) -> str | None:
    with Session(reading(engine)) as session:
        return current_rendering(session)


def test_rendering_is_written_down_with_the_first_load(ferry_engine: Engine) -> None:
    assert rendered_by(ferry_engine) == rendering(NOUNS)


def test_nothing_is_written_down_when_there_is_nothing(empty_engine: Engine) -> None:
    assert rendered_by(empty_engine) is None


def test_only_what_reads_otherwise_gets_a_version_when_other_code_rendered_it(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    execute(ferry_engine, "UPDATE record SET body = '{}', etag = 'old' WHERE noun = 'topics'")
    execute(ferry_engine, "UPDATE data_set SET rendering = 'other'")
    summary = ferry.load(ferry_engine, LATER)
    topics = [key for key in before.records if key.startswith("topics/")]
    assert summary.records_changed == len(topics) > 0
    assert rendered_by(ferry_engine) == rendering(NOUNS)
    after = state_of(ferry_engine)
    assert after.number == before.number + 1
    assert changes(before, after) == set(topics)


def test_no_record_changes_when_other_code_rendered_the_same(ferry_engine: Engine, ferry: DataFolder) -> None:
    before = state_of(ferry_engine)
    execute(ferry_engine, "UPDATE data_set SET rendering = 'other'")
    assert ferry.load(ferry_engine, LATER).records_changed == 0
    after = state_of(ferry_engine)
    assert changes(before, after) == set()
    assert after.number == before.number + 1  # what a search finds may have changed
    ferry.load(ferry_engine, LATER)
    assert state_of(ferry_engine) == after
    assert rendered_by(ferry_engine) == rendering(NOUNS)


def test_row_is_made_anew_without_a_version_when_other_code_made_it(ferry_engine: Engine, ferry: DataFolder) -> None:
    before, rows = state_of(ferry_engine), rows_of(ferry_engine)
    execute(ferry_engine, "UPDATE record SET row = 'old' WHERE noun = 'topics'")
    execute(ferry_engine, "UPDATE record SET row = NULL WHERE noun = 'claims'")
    execute(ferry_engine, "UPDATE data_set SET rendering = 'other'")
    assert ferry.load(ferry_engine, LATER).records_changed == 0
    assert rows_of(ferry_engine) == rows
    after = state_of(ferry_engine)
    assert changes(before, after) == set()
    assert after.number == before.number + 1  # what a table shows has changed


@pytest.mark.parametrize("noun", NOUNS)
def test_rendering_covers_the_code_of_every_noun(noun: str) -> None:
    assert rendering(tuple(other for other in NOUNS if other != noun)) != rendering(NOUNS)
