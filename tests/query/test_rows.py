"""Rows as records are made from them: with what was asked for, and nothing else, whether they are read or at hand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.bulk import Values, update_rows
from app.db.engine import open_engine, reading, writing
from app.model import Claim, ClaimRelation, Document, Figure, Hop
from app.query.related import related
from app.query.rows import Row, loader, rows_at_hand


@pytest.fixture
def session(seeded_url: str) -> Iterator[Session]:
    engine: Engine = open_engine(seeded_url)
    with Session(reading(engine)) as session:
        yield session
    engine.dispose()


def test_columns_have_the_values_of_the_mapped_class(session: Session) -> None:
    claim = session.execute(select(Claim).order_by(col(Claim.id)).limit(1)).scalar_one()
    (row,) = loader(Claim)(session, [claim.id or 0])
    assert {name: getattr(row, name) for name in Claim.model_fields} == claim.model_dump()


def test_owned_rows_are_in_their_order(session: Session) -> None:
    ids = session.execute(select(col(Claim.id))).scalars().all()
    rows = loader(Claim, related(Claim.chain, Hop.stakeholder))(session, ids)
    assert [[hop.position for hop in row.chain] for row in rows] == [list(range(len(row.chain))) for row in rows]
    assert any(hop.stakeholder is None for row in rows for hop in row.chain)
    assert all(hop.stakeholder.id == hop.stakeholder_id for row in rows for hop in row.chain if hop.stakeholder)


def test_rows_that_own_nothing_have_empty_lists(session: Session) -> None:
    ids = session.execute(select(col(Claim.id)).where(col(Claim.id).not_in(select(col(Figure.claim_id))))).scalars().all()
    assert {len(row.figures) for row in loader(Claim, related(Claim.figures))(session, ids)} == {0}


def test_row_that_is_reached_another_way_too_keeps_what_was_asked_for_it(session: Session) -> None:
    related_ids = session.execute(select(col(ClaimRelation.claim_id), col(ClaimRelation.other_id))).all()
    ids = sorted({item_id for pair in related_ids for item_id in pair})
    paths = (related(Claim.chain, Hop.evidence), related(Claim.relations, ClaimRelation.other, Claim.chain))
    for row in loader(Claim, *paths)(session, ids):
        assert all(hasattr(hop, "evidence") for hop in row.chain)


def test_relationship_is_an_error_when_it_was_not_asked_for(session: Session) -> None:
    ids = session.execute(select(col(Claim.id)).limit(1)).scalars().all()
    (row,) = loader(Claim, related(Claim.topics))(session, ids)
    with pytest.raises(AttributeError, match="chain"):
        _ = row.chain


def stored(session: Session, table: Any) -> list[Values]:  # noqa: ANN401 (any table)
    """All rows of a table, the last one first."""
    return [row.model_dump() for row in session.execute(select(table).order_by(table.id.desc())).scalars()]


def as_values(value: object) -> object:
    """A row and all that it leads to, as plain values."""
    if isinstance(value, list):
        return [as_values(item) for item in value]
    return {name: as_values(item) for name, item in vars(value).items()} if isinstance(value, Row) else value


def by_id(rows: list[Row]) -> dict[int, Any]:
    return {row.id: as_values(row) for row in rows}


def test_rows_at_hand_are_what_is_read(session: Session) -> None:
    ids = session.execute(select(col(Claim.id))).scalars().all()
    load = loader(Claim, related(Claim.document), related(Claim.chain, Hop.stakeholder), related(Claim.figures, Figure.evidence))
    read = load(session, ids)
    with rows_at_hand(session, {table: stored(session, table) for table in (Claim, Hop, Figure)}):
        assert by_id(load(session, ids)) == by_id(read)


def test_rows_at_hand_are_not_read_and_all_others_are(session: Session) -> None:
    first, *others = stored(session, Claim)
    ids = [first["id"], *(claim["id"] for claim in others)]
    load = loader(Claim, related(Claim.chain), related(Claim.figures))
    read = by_id(load(session, ids))
    hop = next(hop for hop in stored(session, Hop) if hop["claim_id"] == first["id"])
    with rows_at_hand(session, {Claim: [{**first, "statement": "At hand."}], Hop: [{**hop, "cue": "at hand"}]}):
        found = by_id(load(session, ids))
    assert found == {
        **read,
        first["id"]: {**first, "statement": "At hand.", "chain": [{**hop, "cue": "at hand"}], "figures": read[first["id"]]["figures"]},
    }
    assert by_id(load(session, ids)) == read


def test_values_at_hand_are_given_as_the_database_keeps_them(own_engine: Engine) -> None:
    eastern = datetime(2034, 5, 1, 21, tzinfo=timezone(timedelta(hours=9)))
    with Session(writing(own_engine)) as session:
        figures = [{**figure, "value": Decimal("1.50E+3"), "lower": None, "upper": Decimal("40.0")} for figure in stored(session, Figure)]
        documents = [{**document, "published_at": eastern} for document in stored(session, Document)]
        update_rows(session, Figure, figures)
        update_rows(session, Document, documents)
        load = loader(Figure, related(Figure.claim, Claim.document, Document.publisher))
        read = load(session, [figure["id"] for figure in figures])
        with rows_at_hand(session, {Figure: figures, Document: documents}):
            found = load(session, [figure["id"] for figure in figures])
    for rows in (read, found):
        assert {(str(row.value), row.lower, str(row.upper)) for row in rows} == {("1500", None, "40")}
        moments = {row.claim.document.published_at for row in rows}
        assert (moments, {moment.tzinfo for moment in moments}) == ({datetime(2034, 5, 1, 12, tzinfo=UTC)}, {UTC})
