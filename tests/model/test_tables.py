"""What the tables hold to, whoever writes them."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlmodel import Session, SQLModel, col

from app.model import Alias, Claim, Document, Evidence, Record, Stakeholder, metadata
from app.model.vocabulary import StakeholderKind
from tests.ingest.folder import NOON


def evidence(claim_id: int | None = None, hop_id: int | None = None, figure_id: int | None = None) -> Evidence:
    return Evidence(
        document_id=1,
        paragraph=1,
        start=0,
        end=4,
        exact="word",
        prefix="",
        suffix="",
        sha256="0" * 64,
        claim_id=claim_id,
        hop_id=hop_id,
        figure_id=figure_id,
    )


@pytest.fixture
def session(own_engine: Engine) -> Iterator[Session]:
    with Session(own_engine) as session:
        yield session


@pytest.mark.parametrize("owners", [{}, {"claim_id": 1, "hop_id": 1}, {"claim_id": 1, "figure_id": 1}], ids=str)
def test_evidence_belongs_to_exactly_one_owner(session: Session, owners: dict[str, int]) -> None:
    session.add(evidence(**owners))
    with pytest.raises(IntegrityError, match="one_owner"):
        session.flush()


def test_evidence_is_taken_when_it_has_one_owner(session: Session) -> None:
    session.add(evidence(claim_id=1))
    session.flush()


def test_row_is_refused_when_what_it_refers_to_is_not_there(session: Session) -> None:
    session.add(Alias(stakeholder_id=999_999, position=0, name="Nobody", language="en", is_outside_knowledge=False))
    with pytest.raises(IntegrityError):
        session.flush()


def test_slug_is_refused_when_another_row_has_it(session: Session) -> None:
    session.add(Stakeholder(slug="china", name="Another", kind=StakeholderKind.PLACE))
    with pytest.raises(IntegrityError):
        session.flush()


def test_public_id_is_refused_when_another_record_of_the_noun_has_it(session: Session) -> None:
    session.add(
        Record(
            noun="topics", item_id=999, public_id="asylum-access", version=1, revision=1, created_at=NOON, updated_at=NOON, etag="", body=""
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_forgotten_eager_load_is_an_error_and_not_a_query(session: Session) -> None:
    claim = session.execute(select(Claim)).scalars().first()
    assert claim is not None
    with pytest.raises(InvalidRequestError, match="raise_on_sql"):
        assert claim.chain


def test_rows_are_ordered_byte_by_byte_on_both_databases(session: Session) -> None:
    names = ["Zürich", "apple", "Ängström", "Zebra", "äpfel", "Éire"]
    session.add_all(Stakeholder(slug=f"named-{number}", name=name, kind=StakeholderKind.PLACE) for number, name in enumerate(names))
    session.flush()
    named = select(col(Stakeholder.name)).where(col(Stakeholder.name).in_(names)).order_by(col(Stakeholder.name))
    assert session.execute(named).scalars().all() == sorted(names, key=lambda name: name.encode())


def test_every_constraint_has_a_name_by_which_a_migration_can_drop_it() -> None:
    assert SQLModel.metadata is metadata
    unnamed = [(table.name, constraint) for table in metadata.tables.values() for constraint in table.constraints if not constraint.name]
    assert unnamed == []


def test_long_past_days_are_kept(session: Session) -> None:
    claim = session.execute(select(Claim)).scalars().first()
    assert claim is not None
    claim.event_from, claim.event_until = date.min, date.max
    session.flush()
    session.expire_all()
    row = session.execute(select(col(Claim.event_from), col(Claim.event_until)).where(col(Claim.id) == claim.id)).one()
    assert tuple(row) == (date.min, date.max)


def test_document_of_an_undated_report_has_no_moment(session: Session) -> None:
    session.add(Document(slug="undated", title="Undated", language="en", text_sha256="0" * 64, text_length=1, front_matter_blocks=0))
    session.flush()
    assert session.execute(select(col(Document.published_at)).where(col(Document.slug) == "undated")).scalar_one() is None
