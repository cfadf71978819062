"""A database of any number of claims: those of the seed, copied under new ids, forty to a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.ingest.files import read_data_files
from app.ingest.load import load
from app.model import Claim, Record
from app.settings import CHECKOUT

Row = dict[str, Any]

_A_DAY = 40
_FIRST_DAY = date(2008, 1, 3)
_FIRST_ID = 1_000
_BATCH = 5_000
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def fill(url: str, count: int) -> int:
    """Migrate the empty database at ``url``, load the seed and add ``count`` claims; return how many there are then.

    The copies are in lists and exports; they have none of the rows that filters by party or topic, facets and search look in.
    """
    engine = open_engine(url)
    migrate(engine)
    with Session(writing(engine)) as session:
        load(session, read_data_files(CHECKOUT / "app" / "seed"), _MOMENT)
        session.flush()
        claims = _rows(session, Claim)
        records = {row["item_id"]: row for row in _rows(session, Record) if row["noun"] == "claims"}
        copies = _copies(claims, records, count)
        while batch := list(islice(copies, _BATCH)):
            session.execute(insert(Claim), [claim for claim, _ in batch])
            session.execute(insert(Record), [record for _, record in batch])
        session.commit()
    engine.dispose()
    return len(claims) + count


def _rows(session: Session, table: type[Claim | Record]) -> list[Row]:
    names = [attribute.key for attribute in inspect(table).column_attrs]
    chosen = select(*(col(getattr(table, name)) for name in names))
    return [dict(zip(names, row, strict=True)) for row in session.execute(chosen)]


def _copies(claims: list[Row], records: dict[int, Row], count: int) -> Iterator[tuple[Row, Row]]:
    for index in range(count):
        claim = claims[index % len(claims)]
        record = records[claim["id"]]
        item_id, public_id = _FIRST_ID + index, f"clm_{index:026d}"
        body = record["body"].replace(claim["public_id"], public_id)
        dated = {"id": item_id, "public_id": public_id, "reported_on": _FIRST_DAY + timedelta(days=index // _A_DAY)}
        yield claim | dated, record | {"item_id": item_id, "public_id": public_id, "body": body}
