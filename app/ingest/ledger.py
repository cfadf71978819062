"""The ledger of a load: which payloads are new since the last one."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import Session, col

from app.db.bulk import insert_rows, update_rows
from app.db.parts import in_parts
from app.model import Loaded

_EDITED = "edited"
"""In place of a digest: somebody has changed the record here, so that no file changes it back."""


class Ledger:
    """What was loaded, over the session that a load writes through; it is asked for many records at once."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def changed(self, noun: str, digests: Mapping[str, str]) -> set[str]:
        """The public ids whose contents differ from what was loaded under them; the new digests are remembered from now on."""
        known = self._known(noun, digests)
        changed = [
            {"noun": noun, "public_id": public_id, "digest": digest}
            for public_id, digest in digests.items()
            if known.get(public_id) not in {digest, _EDITED}
        ]
        insert_rows(self.session, Loaded, [row for row in changed if row["public_id"] not in known])
        update_rows(self.session, Loaded, [row for row in changed if row["public_id"] in known], "noun", "public_id")
        return {row["public_id"] for row in changed}

    def keep_edited(self, noun: str, public_ids: Iterable[str]) -> None:
        """These are edited here from now on: files that say otherwise are passed over."""
        known = self._known(noun, dict.fromkeys(public_ids, ""))
        rows = [{"noun": noun, "public_id": public_id, "digest": _EDITED} for public_id in public_ids]
        insert_rows(self.session, Loaded, [row for row in rows if row["public_id"] not in known])
        update_rows(self.session, Loaded, [row for row in rows if row["public_id"] in known], "noun", "public_id")

    def edited(self, noun: str, public_ids: Iterable[str]) -> set[str]:
        """Those of them that are edited here."""
        return {public_id for public_id, digest in self._known(noun, dict.fromkeys(public_ids, "")).items() if digest == _EDITED}

    def _known(self, noun: str, public_ids: Mapping[str, str]) -> dict[str, str]:
        known = select(col(Loaded.public_id), col(Loaded.digest)).where(col(Loaded.noun) == noun)
        found = (row for part in in_parts(public_ids) for row in self.session.execute(known.where(col(Loaded.public_id).in_(part))))
        return {row.public_id: row.digest for row in found}


def digest_of(*content: object) -> str:
    """A digest of payloads and plain values."""
    told = [item.model_dump_json() if isinstance(item, BaseModel) else repr(item) for item in content]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def row_id(row: Any) -> int:  # noqa: ANN401 (any row with an id)
    """The internal id of a row that was flushed."""
    item_id = row.id
    if item_id is None:
        msg = f"{row!r} was not flushed"
        raise ValueError(msg)
    return int(item_id)
