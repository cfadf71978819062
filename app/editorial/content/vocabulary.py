"""A vocabulary as it is written: its values belong to it, so it is written whole."""

from collections.abc import Mapping
from typing import Any

from app.model import Term, Vocabulary

_TERM = ("value", "label", "definition", "example", "mapping")


def vocabulary_row(record: Mapping[str, Any], item_id: int) -> Vocabulary:
    """The row of a public vocabulary, with those of its terms."""
    terms = [Term(position=position, **{name: term[name] for name in _TERM}) for position, term in enumerate(record["terms"])]
    return Vocabulary(id=item_id, slug=record["id"], description=record["description"], is_closed=record["is_closed"], terms=terms)
