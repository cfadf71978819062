"""All of one database into another: every table, what numbers its rows, and what search finds them by."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlmodel import Session, col

from app.backup.digests import Digests, TableDigest, count_all
from app.backup.progress import Advance, Show
from app.db.bulk import room_to_write
from app.db.search import index_words
from app.db.tables import BATCH, fill_table, number_on, read_table, refer_later
from app.model import Record, metadata
from app.publishing.indexing import ALIASES, aliases_in, searched_words
from app.publishing.publish import RESOURCES

Batch = Sequence[Row[Any]]


def transfer(source: Connection, target: Connection, show: Show) -> Digests:
    """Copy what ``source`` sees into ``target``, which has the same tables and nothing in them; return the digests of what was read."""
    made = {table.name: TableDigest(table) for table in metadata.sorted_tables}
    session = Session(target)
    with room_to_write(session):
        refer_later(target)
        with show("copying", count_all(source)) as advance:
            for digest in made.values():
                fill_table(target, digest.table, _counted(read_table(source, digest.table), digest, advance))
                number_on(target, digest.table)
        _index(source, session, show)
    return Digests(made)


def _counted(batches: Iterator[Batch], digest: TableDigest, advance: Advance) -> Iterator[Batch]:
    for rows in batches:
        digest.add(rows)
        yield rows
        advance(len(rows))


def _index(source: Connection, session: Session, show: Show) -> None:
    """Index the stored records: the index is another thing on each database, and made of nothing else."""
    aliases = aliases_in(source.execute(ALIASES))
    bodies = select(col(Record.item_id), col(Record.body))
    with show("indexing", source.execute(select(func.count()).select_from(Record)).scalar_one()) as advance:
        for resource in RESOURCES:
            found = source.execute(bodies.where(col(Record.noun) == resource.noun), execution_options={"yield_per": BATCH})
            for rows in found.partitions():
                words = {item_id: searched_words(resource, json.loads(body), aliases) for item_id, body in rows}
                index_words(session, resource.noun, words, ())
                advance(len(rows))
