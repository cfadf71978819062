"""Publish: render what changed, store it as the next revision, and leave alone what reads as before."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from app import __version__
from app.claims.resource import CLAIMS
from app.db.revision import begin_revision, current_rendering, next_number
from app.db.search import has_index, index_words
from app.db.words import words_of
from app.documents.resource import DOCUMENTS
from app.figures.resource import FIGURES
from app.model import Record
from app.publishing.dependents import Changed, with_dependents
from app.query.resource import Resource
from app.shape.base import Stamp
from app.stakeholders.resource import STAKEHOLDERS
from app.topics.resource import TOPICS
from app.vocabularies.resource import VOCABULARIES

RESOURCES: tuple[Resource, ...] = (CLAIMS, STAKEHOLDERS, FIGURES, DOCUMENTS, TOPICS, VOCABULARIES)
"""Every public noun, in the order in which readers meet them."""

_BATCH = 500


def publish(session: Session, changed: Changed, moment: datetime) -> int:
    """Render the changed rows and all that shows them, in the caller's transaction; return how many records changed.

    A record that renders as it is stored keeps its version. The data-set revision grows by one if any
    record changed. The session's rows are read anew.
    """
    session.flush()
    session.expire_all()
    shown = with_dependents(session, changed)
    revision = next_number(session)
    batches = ((resource, ids) for resource in RESOURCES for ids in _batches(shown[resource.noun]))
    if changed_records := sum(_publish_batch(session, resource, ids, moment, revision) for resource, ids in batches):
        begin_revision(session, revision, moment, rendering())
    return changed_records


def is_stale(session: Session) -> bool:
    """Whether the stored records were rendered by other code than this."""
    return current_rendering(session) not in {None, rendering()}


def everything(session: Session) -> Changed:
    """Every row that has a record, for rendering all anew."""
    return {resource.noun: set(session.execute(select(resource.identity)).scalars()) for resource in RESOURCES}


@cache
def rendering() -> str:
    """A digest of the version and of every record's shape: what they are changes only with these."""
    shapes = {resource.noun: resource.record.model_json_schema(mode="serialization") for resource in RESOURCES}
    return digest(json.dumps([__version__, shapes], sort_keys=True))


def render(resource: Resource, row: object, stamp: Stamp) -> str:
    """The public JSON of a row."""
    return resource.render(row, stamp).model_dump_json()


def _publish_batch(session: Session, resource: Resource, ids: Sequence[int], moment: datetime, revision: int) -> int:
    stored = {record.item_id: record for record in session.execute(_stored(resource, ids)).scalars()}
    changed = 0
    for row in resource.load(session, ids):
        record = stored.get(row.id)
        if record is None:
            record = _new_record(resource, row, moment, revision)
            session.add(record)
        elif not _renew(resource, row, record, moment, revision):
            continue
        index_record(session, resource, record)
        changed += 1
    session.flush()
    return changed


def _stored(resource: Resource, ids: Sequence[int]) -> Select[Record]:
    return select(Record).where(col(Record.noun) == resource.noun, col(Record.item_id).in_(ids))


def _new_record(resource: Resource, row: Any, moment: datetime, revision: int) -> Record:  # noqa: ANN401 (a row of any noun)
    body = render(resource, row, Stamp(version=1, created_at=moment, updated_at=moment))
    return Record(
        noun=resource.noun,
        item_id=row.id,
        public_id=resource.public_id_of(row),
        version=1,
        revision=revision,
        created_at=moment,
        updated_at=moment,
        etag=digest(body),
        body=body,
    )


def _renew(resource: Resource, row: object, record: Record, moment: datetime, revision: int) -> bool:
    if render(resource, row, Stamp(record.version, record.created_at, record.updated_at)) == record.body:
        return False
    record.version += 1
    record.revision = revision
    record.updated_at = moment
    record.body = render(resource, row, Stamp(record.version, record.created_at, moment))
    record.etag = digest(record.body)
    return True


def index_record(session: Session, resource: Resource, record: Record) -> None:
    """Write what search finds the record by."""
    own, others = resource.words(json.loads(record.body))
    index_words(session, resource.noun, record.item_id, words_of(own), [word for text in others for word in words_of(text)])


def index_what_is_not(session: Session) -> None:
    """Index every record if the index is empty, as it is after the migration that made it."""
    if has_index(session):
        return
    for resource in RESOURCES:
        for record in session.execute(select(Record).where(col(Record.noun) == resource.noun)).scalars():
            index_record(session, resource, record)


def digest(body: str) -> str:
    """What a record's ETag is made of: sixteen bytes of BLAKE2b over its JSON, in hexadecimal."""
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()


def _batches(ids: set[int]) -> Iterator[list[int]]:
    ordered = iter(sorted(ids))
    while batch := list(islice(ordered, _BATCH)):
        yield batch
