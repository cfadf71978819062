"""A database of any number of claims: those of the seed, copied under new ids, forty to a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from app.db.engine import open_engine, writing
from app.db.migrate import migrate
from app.ingest.files import read_data_files
from app.ingest.load import load
from app.model import Claim, Record
from app.settings import CHECKOUT

_A_DAY = 40
_FIRST_DAY = date(2008, 1, 3)
_FIRST_ID = 1_000
_BATCH = 5_000
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def fill(url: str, count: int) -> int:
    """Migrate the empty database at ``url``, load the seed and add ``count`` claims; return how many there are then."""
    engine = open_engine(url)
    migrate(engine)
    with Session(writing(engine)) as session:
        load(session, read_data_files(CHECKOUT / "app" / "seed"), _MOMENT)
        session.flush()
        claims = [dict(row._mapping) for row in session.execute(select(*Claim.__table__.columns))]  # noqa: SLF001 (SQLAlchemy's name for it)
        records = _records(session)
        copies = _copies(claims, records, count)
        while batch := list(islice(copies, _BATCH)):
            session.execute(insert(Claim), [claim for claim, _ in batch])
            session.execute(insert(Record), [record for _, record in batch])
        session.commit()
    engine.dispose()
    return len(claims) + count


def _records(session: Session) -> dict[int, dict[str, Any]]:
    of_claims = select(*Record.__table__.columns).where(col(Record.noun) == "claims")
    return {row.item_id: dict(row._mapping) for row in session.execute(of_claims)}  # noqa: SLF001 (see above)


def _copies(
    claims: list[dict[str, Any]], records: dict[int, dict[str, Any]], count: int
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for index in range(count):
        claim = claims[index % len(claims)]
        record = records[claim["id"]]
        item_id, public_id = _FIRST_ID + index, f"clm_{index:026d}"
        day = _FIRST_DAY + timedelta(days=index // _A_DAY)
        copied = record | {"item_id": item_id, "public_id": public_id, "body": record["body"].replace(claim["public_id"], public_id)}
        yield claim | {"id": item_id, "public_id": public_id, "reported_on": day}, copied
