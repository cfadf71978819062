"""Column types behave alike on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, Table, select, text
from sqlalchemy.exc import StatementError

from app.db.engine import open_engine
from app.model.columns import QUANTITY_DIGITS, Quantity, UtcDateTime, stored
from app.model.vocabulary import Comparator
from tests.conftest import Databases

SAMPLES = Table(
    "sample",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("moment", UtcDateTime),
    Column("quantity", Quantity),
    Column("comparator", stored(Comparator)),
)

AWKWARD = ["0.1", "0.2", "0.3", "1E-7", "999999999999999", "-5.25", "0", "123456789.012345", "1E+14", "0.000000000000001", "500000", "-0.1"]

decimals = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(min_value=-(10**QUANTITY_DIGITS) + 1, max_value=10**QUANTITY_DIGITS - 1),
    st.integers(min_value=-QUANTITY_DIGITS, max_value=0),
)


@pytest.fixture(scope="module")
def sample_engine(databases: Databases) -> Iterator[Engine]:
    engine = open_engine(databases.create())
    SAMPLES.metadata.create_all(engine)
    yield engine
    engine.dispose()


def stored_and_read(engine: Engine, column: str, value: object) -> object:
    """What comes back of a value; nothing stays behind."""
    with engine.connect() as connection:
        connection.execute(SAMPLES.insert().values({column: value}))
        found: object = connection.execute(select(SAMPLES.c[column])).scalar_one()
        connection.rollback()
    return found


@pytest.mark.parametrize("digits", AWKWARD)
def test_quantity_comes_back_as_it_was_when_it_is_awkward_for_a_double(sample_engine: Engine, digits: str) -> None:
    assert stored_and_read(sample_engine, "quantity", Decimal(digits)) == Decimal(digits)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decimals)
def test_quantity_comes_back_as_it_was_whatever_it_is(sample_engine: Engine, value: Decimal) -> None:
    assert stored_and_read(sample_engine, "quantity", value) == value


@given(decimals)
def test_quantity_survives_the_way_through_a_double(value: Decimal) -> None:
    assert Decimal(f"{float(value):.{QUANTITY_DIGITS}g}") == value


def test_quantities_compare_as_numbers(sample_engine: Engine) -> None:
    with sample_engine.connect() as connection:
        connection.execute(SAMPLES.insert(), [{"quantity": Decimal(digits)} for digits in ("9", "10", "0.3", "-5.25")])
        ordered = connection.execute(select(SAMPLES.c.quantity).order_by(SAMPLES.c.quantity)).scalars().all()
        found = connection.execute(select(SAMPLES.c.quantity).where(SAMPLES.c.quantity <= Decimal("0.3")).order_by(SAMPLES.c.quantity))
        assert ordered == [Decimal("-5.25"), Decimal("0.3"), Decimal(9), Decimal(10)]
        assert found.scalars().all() == [Decimal("-5.25"), Decimal("0.3")]


def test_no_quantity_stays_none(sample_engine: Engine) -> None:
    assert stored_and_read(sample_engine, "quantity", None) is None


@pytest.mark.parametrize("hours", [-11, 0, 5, 14])
def test_moment_comes_back_in_utc_whatever_its_zone(sample_engine: Engine, hours: int) -> None:
    moment = datetime(2034, 4, 12, 18, 30, 15, 123456, tzinfo=timezone(timedelta(hours=hours)))
    found = stored_and_read(sample_engine, "moment", moment)
    assert isinstance(found, datetime)
    assert (found, found.tzinfo) == (moment, UTC)


def test_moment_is_refused_when_it_has_no_zone(sample_engine: Engine) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        stored_and_read(sample_engine, "moment", datetime(2034, 4, 12))  # noqa: DTZ001 (that is the point)


def test_no_moment_stays_none(sample_engine: Engine) -> None:
    assert stored_and_read(sample_engine, "moment", None) is None


def test_moments_compare_as_moments_when_they_were_given_in_other_zones(sample_engine: Engine) -> None:
    early = datetime(2034, 1, 1, 1, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2033, 12, 31, 20, tzinfo=UTC)
    with sample_engine.connect() as connection:
        connection.execute(SAMPLES.insert(), [{"moment": late}, {"moment": early}])
        assert connection.execute(select(SAMPLES.c.moment).order_by(SAMPLES.c.moment)).scalars().all() == [early, late]
        assert connection.execute(select(SAMPLES.c.moment).where(SAMPLES.c.moment < late)).scalars().all() == [early]


@pytest.mark.parametrize("comparator", Comparator)
def test_enum_is_stored_by_its_value(sample_engine: Engine, comparator: Comparator) -> None:
    with sample_engine.connect() as connection:
        connection.execute(SAMPLES.insert().values(comparator=comparator))
        assert connection.execute(text("SELECT comparator FROM sample")).scalar_one() == comparator.value
        found = connection.execute(select(SAMPLES.c.comparator)).scalar_one()
    assert found is comparator
