"""What search finds records of a copy by: made of the bodies that there are, in place of rendering them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pydantic_core import from_json
from sqlalchemy import select
from sqlmodel import Session, col

from app.db.bulk import update_rows
from app.db.parts import in_parts
from app.db.revision import keep_rendering
from app.db.search import index_words
from app.mirror.nouns import BY_NOUN
from app.model import Record
from app.publishing.dependents import with_dependents
from app.publishing.indexing import ALIASES, Aliases, aliases_in, searched_words
from app.publishing.rendering import rendering
from app.shape.row import row_of

_BATCH = 1_000
CODE = rendering(tuple(BY_NOUN))
"""By which code rows and words are made now."""


def aliases_now(session: Session) -> Aliases:
    """The other names of all stakeholders."""
    return aliases_in(session.execute(ALIASES))


def index(session: Session, touched: Mapping[str, Collection[int]], before: Aliases) -> None:
    """Index records that were touched, by their internal ids, and those in which somebody stands who had other names ``before``."""
    now = aliases_now(session)
    slugs = {slug for slug in {**before, **now} if before.get(slug) != now.get(slug)}
    renamed = {item_id for item_id, record in _records(session, "stakeholders", touched.get("stakeholders", ())) if record["id"] in slugs}
    showing = with_dependents(session, {"stakeholders": renamed})
    for noun in BY_NOUN:
        _index(session, noun, {*touched.get(noun, ()), *showing[noun]}, now)


def renew(session: Session) -> None:
    """Make rows and words of all records anew, because the code that makes them is another. Their bodies stay as they came."""
    now = aliases_now(session)
    for noun, resource in BY_NOUN.items():
        chosen = select(col(Record.item_id)).where(col(Record.noun) == noun, col(Record.gone).is_(None)).order_by(col(Record.item_id))
        ids: Sequence[int] = session.execute(chosen).scalars().all()
        for part in in_parts(ids, _BATCH):
            found = _records(session, noun, part)
            rows = [{"noun": noun, "item_id": item_id, "row": row_of(resource.columns, record)} for item_id, record in found]
            update_rows(session, Record, rows, "noun", "item_id")
        _index(session, noun, ids, now)
    keep_rendering(session, CODE)


def _index(session: Session, noun: str, ids: Iterable[int], aliases: Aliases) -> None:
    for part in in_parts(sorted(ids), _BATCH):
        words = {item_id: searched_words(BY_NOUN[noun], record, aliases) for item_id, record in _records(session, noun, part)}
        index_words(session, noun, words, part)


def _records(session: Session, noun: str, ids: Iterable[int]) -> Iterator[tuple[int, dict[str, object]]]:
    chosen = select(col(Record.item_id), col(Record.body)).where(col(Record.noun) == noun, col(Record.gone).is_(None))
    for part in in_parts(ids, _BATCH):
        for item_id, body in session.execute(chosen.where(col(Record.item_id).in_(part))):
            yield item_id, from_json(body, cache_strings="keys")
