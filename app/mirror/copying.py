"""Copying: a database is brought to what a source has, as often as that changes."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Engine, and_, func, select
from sqlmodel import Session, col

from app.db.bulk import room_to_write
from app.db.engine import reading, writing
from app.mirror.errors import CopyError
from app.mirror.indexing import CODE, renew
from app.mirror.replay import replay
from app.mirror.source import Source
from app.mirror.told import Told
from app.model import ApiKey, Change, DataSet, Draft, Record

_WAIT_SECONDS = 50
_LAST = (
    select(col(Change.noun), col(Record.public_id), col(Change.version), col(Change.revision), col(Change.changed_at))
    .join_from(Change, Record, and_(col(Record.noun) == col(Change.noun), col(Record.item_id) == col(Change.item_id)))
    .order_by(col(Change.seq).desc())
    .limit(1)
)
Advance = Callable[[int], object]
"""Is told of how many changes more there are in the copy, or on their way to it."""


class OwnDataError(CopyError):
    """The database is no copy, or one of something else."""


class WentBackError(CopyError):
    """The source has another history than the copy: it was restored."""


class Copying:
    """A database that follows a source."""

    def __init__(self, engine: Engine, source: Source) -> None:
        self._engine = engine
        self._source = source

    def prepare(self) -> None:
        """See that the database may be a copy of the source, and that its rows and words are those that this version makes."""
        with Session(reading(self._engine)) as session:
            data_set = session.get(DataSet, 1)
            if data_set is None and (mine := self._of_its_own(session)) is not None:
                raise OwnDataError(f"the database has {mine} of its own: a mirror needs an empty one")
            if data_set is not None and data_set.source is None:
                raise OwnDataError("the database has data of its own: a mirror needs an empty one")
            if data_set is not None and data_set.source != self._source.url:
                other = f"the database is a mirror of {data_set.source}, not of {self._source.url}"
                raise OwnDataError(f"{other}: follow that one, or use an empty database")
        if data_set is not None and data_set.rendering != CODE:
            with Session(writing(self._engine)) as session, room_to_write(session):
                renew(session)
                session.commit()

    def position(self) -> int:
        """The number of the last change that the copy has."""
        with Session(reading(self._engine)) as session:
            return int(session.execute(select(func.coalesce(func.max(col(Change.seq)), 0))).scalar_one())

    def check_history(self) -> None:
        """Raise :class:`WentBackError` where the last change of the copy is not that change of the source."""
        position = self.position()
        if position == 0:
            return
        told = [change.state for change in self._source.read(self._source.page(position - 1, limit=1), position - 1)]
        with Session(reading(self._engine)) as session:
            noun, public_id, *own = session.execute(_LAST).one()
        if told != [(position, f"/{noun}/{public_id}", *own)]:
            raise WentBackError(_went_back(self._source.url, position))

    def catch_up(self, advance: Advance, *, wait: bool = False) -> int:
        """Take everything that is new, and the number of changes that was; ``wait`` a while for it where nothing is."""
        position = self.position()
        page = self._source.page(position, wait=_WAIT_SECONDS if wait else 0)
        if page.last < position:
            raise WentBackError(_went_back(self._source.url, position))
        if not page.items:
            return 0
        replay(self._engine, self._source.url, _counted(self._source.changes(position, page), advance))
        return self.position() - position

    def _of_its_own(self, session: Session) -> str | None:
        for table, what in ((Record, "records"), (Draft, "drafts"), (ApiKey, "keys")):
            if session.execute(select(func.count()).select_from(table)).scalar_one():
                return what
        return None


def _counted(pages: Iterator[Sequence[Told]], advance: Advance) -> Iterator[Sequence[Told]]:
    for page in pages:
        yield page
        advance(len(page))


def _went_back(url: str, position: int) -> str:
    told = f"{url} has another change {position} than this mirror, or none: it was restored from a copy."
    return f"{told} The mirror goes on serving what it has; to follow again, mirror into an empty database"
