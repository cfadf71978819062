"""Rows as records are made from them: with what was asked for, and nothing else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import open_engine, reading
from app.model import Claim, ClaimRelation, Figure, Hop
from app.query.related import related
from app.query.rows import loader


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
