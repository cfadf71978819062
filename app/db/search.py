"""Full text: SQLite's FTS5 and PostgreSQL's tsvector behind the same functions, over words that were folded beforehand.

Neither database splits, folds or stems: both are given the same words, so both find the same records. A record's ``own``
words (a claim's statement) are kept apart from the ``other`` words around it (attribution, names, figures), and so is each text
from the next: no phrase reaches across.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    column,
    delete,
    exists,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session

from app.db.bulk import insert_rows
from app.db.words import Term

_NOUNS = ("claims", "stakeholders", "figures", "documents", "topics", "vocabularies")
"""Their places are part of the row ids in SQLite: only ever add to the end."""
_NOUN_BITS = 3
_GAP = "¦"
"""Stands between texts in SQLite: a word to FTS5, and one that folding never leaves."""
_DELETE = text("DELETE FROM search WHERE rowid IN :row_ids").bindparams(bindparam("row_ids", expanding=True))
_IN_SQLITE = Table("search", MetaData(), Column("rowid", Integer), Column("own", String), Column("other", String))
"""In SQLite, as it is written."""
_IN_POSTGRESQL = Table("search", MetaData(), Column("noun", String), Column("item_id", Integer), Column("words", String))
"""In PostgreSQL, as it is written: the words of a tsvector are text with places."""

_FTS5 = table("search", column("search"))
_ROW_ID = literal_column("search.rowid", Integer)

Texts = Sequence[str]
"""The words of each text, folded, a space between them."""
Indexed = tuple[Texts, Texts]
"""The own and the other texts of a record."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows of the index: in ``table``, those that meet ``condition``, each of the record with the internal id ``item_id``.

    They are read in the order of ``place`` without being sorted, which is the order of the internal ids.
    """

    table: FromClause
    item_id: ColumnElement[int]
    condition: ColumnElement[bool]
    place: ColumnElement[int]
    place_of: Callable[[ColumnElement[int]], ColumnElement[int]]

    @property
    def ids(self) -> Select[int]:
        """Selects the internal ids."""
        return select(self.item_id).select_from(self.table).where(self.condition)

    def has(self, item_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the record with that internal id is among them."""
        return exists().where(self.place == self.place_of(item_id), self.condition)

    def after(self, item_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether a row comes after that of another record."""
        return self.place > self.place_of(item_id)


def index_words(session: Session, noun: str, words: Mapping[int, Indexed], indexed: Collection[int]) -> None:
    """Index records, given by their internal ids; what was ``indexed`` of them before is replaced."""
    if not words:
        return
    if _is_sqlite(session):
        place = _NOUNS.index(noun)
        row_ids = {item_id: (item_id << _NOUN_BITS) + place for item_id in words}
        rows = [{"rowid": row_ids[item_id], "own": _joined(own), "other": _joined(other)} for item_id, (own, other) in words.items()]
        if indexed:
            session.execute(_DELETE, {"row_ids": [row_ids[item_id] for item_id in indexed]})
        insert_rows(session, _IN_SQLITE, rows)
        return
    if indexed:
        session.execute(delete(_IN_POSTGRESQL).where(_IN_POSTGRESQL.c.noun == noun, _IN_POSTGRESQL.c.item_id.in_(indexed)))
    vectors = [{"noun": noun, "item_id": item_id, "words": _vector(own, other)} for item_id, (own, other) in words.items()]
    insert_rows(session, _IN_POSTGRESQL, vectors)


def forget_words(session: Session, noun: str, item_ids: Collection[int]) -> None:
    """Let search find these records no more."""
    if _is_sqlite(session):
        place = _NOUNS.index(noun)
        session.execute(_DELETE, {"row_ids": [(item_id << _NOUN_BITS) + place for item_id in item_ids]})
        return
    session.execute(delete(_IN_POSTGRESQL).where(_IN_POSTGRESQL.c.noun == noun, _IN_POSTGRESQL.c.item_id.in_(item_ids)))


def matching(noun: str, match: ColumnElement[str], dialect: str) -> Matches:
    """The records that meet a match, as :func:`match_of` or :func:`match_around` writes it."""
    if dialect == "sqlite":
        number = _NOUNS.index(noun)
        own_rows = and_(_FTS5.c.search.op("MATCH")(match), _ROW_ID.op("&")((1 << _NOUN_BITS) - 1) == number)
        return Matches(_FTS5, _ROW_ID.op(">>")(_NOUN_BITS), own_rows, _ROW_ID, lambda item_id: item_id.op("<<")(_NOUN_BITS).op("+")(number))
    own_rows = and_(_IN_POSTGRESQL.c.noun == noun, _IN_POSTGRESQL.c.words.op("@@")(cast(match, TSQUERY)))
    return Matches(_IN_POSTGRESQL, _IN_POSTGRESQL.c.item_id, own_rows, _IN_POSTGRESQL.c.item_id, lambda item_id: item_id)


def match_of(terms: Iterable[Term], dialect: str, *, own_only: bool = False) -> str:
    """What a record must meet to have all the terms, whether these are excluded ones or not; ``own_only`` in its own words."""
    if dialect == "sqlite":
        return " AND ".join(_fts5(term, own_only=own_only) for term in terms)
    return " & ".join(_tsquery(term, own_only=own_only) for term in terms)


def match_around(terms: Sequence[Term], dialect: str) -> str:
    """What a record must meet to have all the terms, and not all in its own words."""
    found, own = match_of(terms, dialect), match_of(terms, dialect, own_only=True)
    return f"({found}) NOT ({own})" if dialect == "sqlite" else f"{found} & !({own})"


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _fts5(term: Term, *, own_only: bool) -> str:
    phrase = f'"{" ".join(term.words)}"{"*" if term.is_prefix else ""}'
    return f"own : {phrase}" if own_only else phrase


def _tsquery(term: Term, *, own_only: bool) -> str:
    """Quoted lexemes: words are letters and digits only, so nothing in them needs escaping."""
    weight = "A" if own_only else ""
    words = [f"'{word}':{weight}" if weight else f"'{word}'" for word in term.words]
    if term.is_prefix:
        words[-1] = f"'{term.words[-1]}':*{weight}"
    return f"({' <-> '.join(words)})"


def _joined(texts: Texts) -> str:
    return f" {_GAP} ".join(texts)


def _vector(own: Texts, other: Texts) -> str:
    """The places of each word; one place between two texts stays empty."""
    place = count(1)
    places: dict[str, list[str]] = {}
    for weight, texts in (("A", own), ("B", other)):
        for words in texts:
            for word in words.split():
                places.setdefault(word, []).append(f"{next(place)}{weight}")
            next(place)
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
