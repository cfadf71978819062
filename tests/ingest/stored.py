"""What a database has stored of the public records, before and after a load."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import reading
from app.db.revision import Revision
from app.model import DataSet, Record


@dataclass(frozen=True)
class Stored:
    """A stored record, detached from its session."""

    version: int
    revision: int
    created_at: datetime
    updated_at: datetime
    etag: str
    body: str

    @property
    def data(self) -> dict[str, Any]:
        """The body as data."""
        data: dict[str, Any] = json.loads(self.body)
        return data


@dataclass(frozen=True)
class State:
    """The revision of a data set and all its records, by address."""

    revision: Revision | None
    records: dict[str, Stored]

    @property
    def number(self) -> int:
        """The revision's number; 0 before the first."""
        return self.revision.number if self.revision else 0

    def of(self, noun: str) -> dict[str, Stored]:
        """The records of one noun, by id."""
        return {address.partition("/")[2]: record for address, record in self.records.items() if address.startswith(f"{noun}/")}

    def count(self, address: str, parameter: str) -> int:
        """How many claims the record at that address says it has under a filter."""
        counts = {item["parameter"]: item["count"] for item in self.records[address].data["claims"]}
        return int(counts.get(parameter, 0))


def state_of(engine: Engine) -> State:
    """What is stored now."""
    with Session(reading(engine)) as session:
        columns = [col(getattr(Record, field.name)) for field in fields(Stored)]  # and no others: old tables have fewer
        records = session.execute(select(col(Record.noun), col(Record.public_id), *columns))
        revision = session.execute(select(col(DataSet.revision), col(DataSet.mark), col(DataSet.changed_at))).one_or_none()
        return State(
            Revision(*revision) if revision else None, {f"{noun}/{public_id}": Stored(*told) for noun, public_id, *told in records}
        )


def changes(before: State, after: State) -> set[str]:
    """The addresses whose records are new or differ in any respect."""
    return {address for address, record in after.records.items() if record != before.records.get(address)}
