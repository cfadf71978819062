"""The chronicle: what was published, written down in its order."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.db.bulk import Values, insert_rows, update_rows
from app.model import Change
from app.model.vocabulary import ChangeKind
from app.publishing.making import Made, Stored, digest

_STATE = ("noun", "item_id", "version")
"""What a state of a record is known by."""


Notes = Mapping[tuple[str, int], str]
"""What readers are told of the changes of records, by noun and internal id."""


class Chronicle:
    """Adds to the sequence of changes, in the transaction of the only writer there is.

    So the sequence has no gaps, and nothing becomes visible after what has a higher number.
    """

    def __init__(self, session: Session, notes: Notes) -> None:
        self._session = session
        self._notes = notes
        self._last: int = session.execute(select(func.coalesce(func.max(col(Change.seq)), 0))).scalar_one()

    def add(self, made: Made, stored: Mapping[int, Stored]) -> None:
        """Write down what a batch published. A state that gives way to another keeps its body here from now on."""
        renewed = [values for values in made.renewed if values["version"] != stored[values["item_id"]].version]
        update_rows(self._session, Change, [_state(values["noun"], stored[values["item_id"]]) for values in renewed], *_STATE)
        created = [self._change(values, ChangeKind.CREATED) for values in made.new]
        insert_rows(self._session, Change, created + [self._change(values, made.kinds[values["item_id"]]) for values in renewed])

    def _change(self, values: Values, kind: ChangeKind) -> Values:
        self._last += 1
        note = self._notes.get((values["noun"], values["item_id"]))
        same = {name: values[name] for name in ("noun", "item_id", "version", "revision")}
        return {"seq": self._last, **same, "kind": kind, "changed_at": values["updated_at"], "note": note}


def _state(noun: str, stored: Stored) -> Values:
    """A state that is over, with its body."""
    return {"noun": noun, "item_id": stored.item_id, "version": stored.version, "etag": digest(stored.body), "body": stored.body}
