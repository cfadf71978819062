"""Publish: render what changed, store it as the next revision, and leave alone what reads as before."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.claims.resource import CLAIMS
from app.db.bulk import insert_rows, update_rows
from app.db.parts import in_parts
from app.db.revision import begin_revision, current_rendering, keep_rendering, next_number, refuse_copy
from app.db.search import index_words
from app.documents.resource import DOCUMENTS
from app.figures.resource import FIGURES
from app.model import Record
from app.publishing.chronicle import Chronicle
from app.publishing.dependents import Changed, with_dependents
from app.publishing.indexing import ALIASES, Aliases, aliases_in
from app.publishing.maker import Maker
from app.publishing.making import Batch, Made, Stored, make
from app.publishing.rendering import rendering
from app.query.resource import Resource
from app.query.rows import Tables, rows_at_hand
from app.stakeholders.resource import STAKEHOLDERS
from app.topics.resource import TOPICS
from app.vocabularies.resource import VOCABULARIES

RESOURCES: tuple[Resource, ...] = (CLAIMS, STAKEHOLDERS, FIGURES, DOCUMENTS, TOPICS, VOCABULARIES)
"""Every public noun, in the order in which readers meet them."""

_NOUNS = tuple(resource.noun for resource in RESOURCES)
_AT_ONCE = (CLAIMS, FIGURES)
"""Records that are rendered as soon as they change; all others count claims, so they wait until every claim is there."""
_BATCH = 1_000
_MOST_IN_MAKING = 3
"""Batches that may wait to be written: those of some thousand claims and of their figures."""


class _InMaking(NamedTuple):
    """A batch that is being made, and what was stored of it before."""

    resource: Resource
    stored: Mapping[int, Stored]
    made: Future[Made]


class Edition:
    """A revision in the making, in the caller's transaction: everything that it changes has one revision and one moment.

    A record that renders as it is stored keeps its version; one that changes several times gets one version. Where other code
    than this made the stored records, all are rendered and indexed anew. Where a stakeholder has changed, its aliases may have, by
    which the records that it is in are found: these are indexed anew even where they read as before.

    ``number`` is that of the revision; ``notes`` are what readers are told of single records' changes, by noun and internal id.

    A copy has no editions: :class:`~app.db.errors.MirrorError` is raised.

    Records may be made while the caller goes on; they are written, in their order, before anything is compared with them.
    """

    def __init__(self, session: Session, moment: datetime, maker: Maker) -> None:
        refuse_copy(session)
        self._session = session
        self._moment = moment
        self.number = next_number(session)
        self._code = rendering(_NOUNS)
        self._rendered_by = current_rendering(session)
        self._is_anew = self._rendered_by not in {None, self._code}
        self._maker = maker
        self.notes: dict[tuple[str, int], str] = {}
        self._chronicle = Chronicle(session, self.notes)
        self._in_making: deque[_InMaking] = deque()
        self._waiting: defaultdict[str, set[int]] = defaultdict(set)
        self._changed_records = 0
        self._aliases: Aliases = {}
        self._may_be_found_otherwise = self._is_anew

    def renew(self, changed: Changed, at_hand: Tables = MappingProxyType({})) -> None:
        """Render the changed rows and all that shows them; what only counts them is rendered when the edition is closed.

        Rows that are ``at_hand`` are not read again.
        """
        self._session.flush()
        self._write_made()
        if not self._aliases or changed.get("stakeholders"):
            self._aliases = aliases_in(self._session.execute(ALIASES))
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
        self._write_made()
        for resource in RESOURCES:
            self._publish(resource, self._all_ids(resource) if self._is_anew else sorted(self._waiting[resource.noun]))
        self._write_made()
        if self._changed_records or self._is_anew:
            begin_revision(self._session, self.number, self._moment)
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
        rows = sorted(resource.load(self._session, ids), key=attrgetter("id"))  # copies read the order of a list off that of the changes
        batch = Batch(rows, stored, self._aliases, self.number, self._moment, self._may_be_found_otherwise)
        self._in_making.append(_InMaking(resource, stored, self._maker.begin(resource.noun, batch)))
        self._write_made(_MOST_IN_MAKING)

    def _write_made(self, left: int = 0) -> None:
        """Write what was made, until so many batches are left."""
        while len(self._in_making) > left:
            resource, stored, made = self._in_making.popleft()
            self._write(resource, stored, made.result())

    def _write(self, resource: Resource, stored: Mapping[int, Stored], made: Made) -> None:
        insert_rows(self._session, Record, made.new)
        update_rows(self._session, Record, made.renewed, "noun", "item_id")
        update_rows(self._session, Record, made.rows, "noun", "item_id")
        self._chronicle.add(made, stored)
        index_words(self._session, resource.noun, made.words, made.words.keys() & stored.keys())
        self._changed_records += len(made.new) + sum(stored[values["item_id"]].revision != self.number for values in made.renewed)

    def _stored(self, resource: Resource, ids: Sequence[int]) -> dict[int, Stored]:
        columns = [col(getattr(Record, name)) for name in Stored._fields]
        chosen = select(*columns).where(col(Record.noun) == resource.noun, col(Record.item_id).in_(ids))
        return {record.item_id: record for record in map(Stored._make, self._session.execute(chosen))}


def publish(session: Session, changed: Changed, moment: datetime) -> int:
    """Render the changed rows and all that shows them, in the caller's transaction; return how many records changed."""
    with Maker(make_by_noun) as maker:
        edition = Edition(session, moment, maker)
        edition.renew(changed)
        return edition.close()


def make_by_noun(noun: str, batch: Batch) -> Made:
    """The records of a batch, for a process that can be told the name of a resource but not be given it."""
    return make(next(resource for resource in RESOURCES if resource.noun == noun), batch)
