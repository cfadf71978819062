"""Publish: render what changed, store it as the next revision, and leave alone what reads as before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.claims.resource import CLAIMS
from app.db.bulk import Values, insert_rows, update_rows
from app.db.parts import in_parts
from app.db.revision import begin_revision, current_rendering, keep_rendering, next_number
from app.db.search import index_words
from app.documents.resource import DOCUMENTS
from app.figures.resource import FIGURES
from app.model import Record
from app.publishing.dependents import Changed, with_dependents
from app.publishing.indexing import Aliases, read_aliases, searched_words
from app.publishing.rendering import rendering
from app.query.resource import Resource
from app.query.rows import Tables, rows_at_hand
from app.shape.base import Stamp
from app.stakeholders.resource import STAKEHOLDERS
from app.topics.resource import TOPICS
from app.vocabularies.resource import VOCABULARIES

RESOURCES: tuple[Resource, ...] = (CLAIMS, STAKEHOLDERS, FIGURES, DOCUMENTS, TOPICS, VOCABULARIES)
"""Every public noun, in the order in which readers meet them."""

_NOUNS = tuple(resource.noun for resource in RESOURCES)
_AT_ONCE = (CLAIMS, FIGURES)
"""Records that are rendered as soon as they change; all others count claims, so they wait until every claim is there."""
_BATCH = 1_000


class _Stored(NamedTuple):
    """What a record is, as far as a new rendering is compared with it."""

    item_id: int
    version: int
    revision: int
    created_at: datetime
    updated_at: datetime
    body: str


class Edition:
    """A revision in the making, in the caller's transaction: everything that it changes has one revision and one moment.

    A record that renders as it is stored keeps its version; one that changes several times gets one version. Where other code
    than this made the stored records, all are rendered and indexed anew. Where a stakeholder has changed, its aliases may have, by
    which the records that it is in are found: these are indexed anew even where they read as before.
    """

    def __init__(self, session: Session, moment: datetime) -> None:
        self._session = session
        self._moment = moment
        self._number = next_number(session)
        self._code = rendering(_NOUNS)
        self._rendered_by = current_rendering(session)
        self._is_anew = self._rendered_by not in {None, self._code}
        self._waiting: defaultdict[str, set[int]] = defaultdict(set)
        self._changed_records = 0
        self._aliases: Aliases = {}
        self._may_be_found_otherwise = self._is_anew

    def renew(self, changed: Changed, at_hand: Tables = MappingProxyType({})) -> None:
        """Render the changed rows and all that shows them; what only counts them is rendered when the edition is closed.

        Rows that are ``at_hand`` are not read again.
        """
        self._session.flush()
        if not self._aliases or changed.get("stakeholders"):
            self._aliases = read_aliases(self._session)
        self._may_be_found_otherwise |= bool(changed.get("stakeholders"))
        if self._is_anew:
            return
        shown = with_dependents(self._session, changed)
        with rows_at_hand(self._session, at_hand):
            for resource in _AT_ONCE:
                self._publish(resource, sorted(shown.pop(resource.noun)))
        self.recount(shown)

    def recount(self, changed: Changed) -> None:
        """Render these rows, and nothing that shows them, when the edition is closed: what they count has changed."""
        for noun, ids in changed.items():
            self._waiting[noun] |= ids

    def close(self) -> int:
        """Render what waits; return how many records changed. The data-set revision grows by one if any did.

        It also grows where all were indexed anew: a search may find others than before.
        """
        self._session.flush()
        for resource in RESOURCES:
            self._publish(resource, self._all_ids(resource) if self._is_anew else sorted(self._waiting[resource.noun]))
        if self._changed_records or self._is_anew:
            begin_revision(self._session, self._number, self._moment)
        if self._rendered_by != self._code:
            keep_rendering(self._session, self._code)
        self._session.expire_all()
        return self._changed_records

    def _all_ids(self, resource: Resource) -> Sequence[int]:
        ids: Sequence[int] = self._session.execute(select(resource.identity).order_by(resource.identity)).scalars().all()
        return ids

    def _publish(self, resource: Resource, ids: Iterable[int]) -> None:
        for batch in in_parts(ids, _BATCH):
            self._publish_batch(resource, batch)

    def _publish_batch(self, resource: Resource, ids: Sequence[int]) -> None:
        stored = self._stored(resource, ids)
        new: list[Values] = []
        renewed: list[Values] = []
        bodies: dict[int, str] = {}
        for row in resource.load(self._session, ids):
            record = stored.get(row.id)
            made = self._made(resource, row) if record is None else self._remade(resource, row, record)
            if made is not None:
                (new if record is None else renewed).append(made)
                bodies[row.id] = made["body"]
                self._changed_records += record is None or record.revision != self._number
            elif record is not None and self._may_be_found_otherwise:
                bodies[row.id] = record.body
        insert_rows(self._session, Record, new)
        update_rows(self._session, Record, renewed, "noun", "item_id")
        words = {item_id: searched_words(resource, json.loads(body), self._aliases) for item_id, body in bodies.items()}
        index_words(self._session, resource.noun, words, words.keys() & stored.keys())

    def _stored(self, resource: Resource, ids: Sequence[int]) -> dict[int, _Stored]:
        columns = [col(getattr(Record, name)) for name in _Stored._fields]
        chosen = select(*columns).where(col(Record.noun) == resource.noun, col(Record.item_id).in_(ids))
        return {record.item_id: record for record in map(_Stored._make, self._session.execute(chosen))}

    def _made(self, resource: Resource, row: Any) -> Values:  # noqa: ANN401 (a row of any noun)
        body = render(resource, row, Stamp(version=1, created_at=self._moment, updated_at=self._moment))
        return {
            "noun": resource.noun,
            "item_id": row.id,
            "public_id": resource.public_id_of(row),
            "version": 1,
            "revision": self._number,
            "created_at": self._moment,
            "updated_at": self._moment,
            "etag": digest(body),
            "body": body,
        }

    def _remade(self, resource: Resource, row: object, record: _Stored) -> Values | None:
        """What the stored record becomes; None where it reads as before."""
        body = render(resource, row, Stamp(record.version, record.created_at, record.updated_at))
        if body == record.body:
            return None
        version = record.version + (record.revision != self._number)
        if (version, self._moment) != (record.version, record.updated_at):
            body = render(resource, row, Stamp(version, record.created_at, self._moment))
        return {
            "noun": resource.noun,
            "item_id": record.item_id,
            "version": version,
            "revision": self._number,
            "updated_at": self._moment,
            "etag": digest(body),
            "body": body,
        }


def publish(session: Session, changed: Changed, moment: datetime) -> int:
    """Render the changed rows and all that shows them, in the caller's transaction; return how many records changed."""
    edition = Edition(session, moment)
    edition.renew(changed)
    return edition.close()


def render(resource: Resource, row: object, stamp: Stamp) -> str:
    """The public JSON of a row."""
    return resource.render(row, stamp).model_dump_json()


def digest(body: str) -> str:
    """What a record's ETag is made of: sixteen bytes of BLAKE2b over its JSON, in hexadecimal."""
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
