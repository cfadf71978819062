"""The ledger of a load: which payloads are new since the last one, and which rows were written."""

import hashlib
from collections import defaultdict
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import Session, col

from app.model import Loaded


class Ledger:
    """What a load has seen and written, over the session it writes through."""

    def __init__(self, session: Session) -> None:
        """Recall the digests of everything that was loaded before."""
        self.session = session
        self.written: defaultdict[str, set[int]] = defaultdict(set)
        self._digests = {(row.noun, row.public_id): row for row in session.execute(select(Loaded)).scalars()}

    def is_new(self, noun: str, public_id: str, *content: object) -> bool:
        """Whether this content differs from what was loaded under that id; it is remembered from now on."""
        digest = _digest(*content)
        row = self._digests.get((noun, public_id))
        if row is not None and row.digest == digest:
            return False
        if row is None:
            row = self._digests[noun, public_id] = Loaded(noun=noun, public_id=public_id, digest=digest)
            self.session.add(row)
        row.digest = digest
        return True

    def wrote(self, noun: str, *item_ids: int | None) -> None:
        """Remember rows whose records may read differently now."""
        self.written[noun].update(item_id for item_id in item_ids if item_id is not None)

    def ids(self, table: Any) -> dict[str, int]:  # noqa: ANN401 (any table with a public id)
        """Internal ids of a table's rows by their public id."""
        public_id = table.public_id if hasattr(table, "public_id") else table.slug
        return dict(self.session.execute(select(public_id, col(table.id))).all())


def row_id(row: Any) -> int:  # noqa: ANN401 (any row with an id)
    """The internal id of a row that was flushed."""
    item_id = row.id
    if item_id is None:
        msg = f"{row!r} was not flushed"
        raise ValueError(msg)
    return int(item_id)


def _digest(*content: object) -> str:
    told = [item.model_dump_json() if isinstance(item, BaseModel) else repr(item) for item in content]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()
