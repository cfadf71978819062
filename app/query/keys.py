"""Sort keys as cursors carry them: written as text and read back strictly, since a cursor may come from anybody."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

_QUANTITY = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,20})?")


def read_text(key: str) -> str:
    """Text that a database can store. Raises ``ValueError``."""
    key.encode()
    return key


def read_day(key: str) -> date:
    """A day as YYYY-MM-DD. Raises ``ValueError``."""
    return date.fromisoformat(key)


def read_moment(key: str) -> datetime:
    """A moment with its time zone. Raises ``ValueError``."""
    moment = datetime.fromisoformat(key)
    if moment.tzinfo is None:
        msg = f"{key!r} has no time zone"
        raise ValueError(msg)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def read_quantity(key: str) -> Decimal:
    """A decimal of plain digits. Raises ``ValueError``."""
    if not _QUANTITY.fullmatch(key):
        msg = f"{key!r} is no plain number"
        raise ValueError(msg)
    return Decimal(key)
