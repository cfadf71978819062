"""Column types that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Float, String
from sqlalchemy.types import TypeDecorator

QUANTITY_DIGITS = 15
"""Significant digits that a double keeps: decimals up to this length compare and come back exactly."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware moments, kept and returned in UTC: SQLite has no time zones, PostgreSQL answers in the session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Refuse naive datetimes: they name no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value!r} has no time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Quantity(TypeDecorator[Decimal]):
    """Decimals of at most fifteen significant digits, kept as doubles, which hold those exactly."""

    impl = Float(53)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> float | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Hand the database a double."""
        return None if value is None else float(value)

    def process_result_value(self, value: float | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Read the decimal back from the double."""
        return None if value is None else Decimal(f"{value:.{QUANTITY_DIGITS}g}")


def stored(enum: type[StrEnum]) -> Any:  # noqa: ANN401 (SQLModel's sa_type is untyped)
    """A text column that holds an enum by its values, so that rows read the same in any client."""
    return Enum(enum, values_callable=lambda members: [member.value for member in members], native_enum=False, length=32)


def text(length: int) -> Any:  # noqa: ANN401 (SQLModel's sa_type is untyped)
    """A text column of at most ``length`` characters, compared byte by byte on both databases."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")
