"""Full text: SQLite's FTS5 and PostgreSQL's tsvector behind the same functions, over words that were folded beforehand.

Neither database splits, folds or stems: both are given the same words, so both find the same records. A record's ``own``
words (a claim's statement) are kept apart from the ``other`` words around it (attribution, names, figures).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, bindparam, column, literal_column, select, table, text
from sqlmodel import Session

from app.db.words import Term

_NOUNS = ("claims", "stakeholders", "figures", "documents", "topics", "vocabularies")
"""Their places are part of the row ids in SQLite: only ever add to the end."""
_NOUN_BITS = 3
_GAP = 100
"""Positions between own and other words, so that no phrase reaches across."""


def index_words(session: Session, noun: str, item_id: int, own: Sequence[str], other: Sequence[str]) -> None:
    """Replace what is indexed of a record."""
    if _is_sqlite(session):
        row_id = (item_id << _NOUN_BITS) + _NOUNS.index(noun)
        session.execute(text("DELETE FROM search WHERE rowid = :row_id"), {"row_id": row_id})
        insert = text("INSERT INTO search (rowid, own, other) VALUES (:row_id, :own, :other)")
        session.execute(insert, {"row_id": row_id, "own": " ".join(own), "other": " ".join(other)})
        return
    upsert = text(
        "INSERT INTO search (noun, item_id, words) VALUES (:noun, :item_id, CAST(:words AS tsvector))"
        " ON CONFLICT (noun, item_id) DO UPDATE SET words = excluded.words"
    )
    session.execute(upsert, {"noun": noun, "item_id": item_id, "words": _vector(own, other)})


def has_index(session: Session) -> bool:
    """Whether anything is indexed."""
    return session.execute(text("SELECT 1 FROM search LIMIT 1")).first() is not None


def matching_ids(session: Session, noun: str, terms: Iterable[Term], *, own_only: bool = False) -> Select[tuple[int]]:
    """Selects the internal ids of the records that have all the terms, whether these are excluded ones or not."""
    if _is_sqlite(session):
        match = " AND ".join(_fts5(term, own_only=own_only) for term in terms)
        search = table("search", column("rowid"))
        return (
            select(literal_column(f"rowid >> {_NOUN_BITS}"))
            .select_from(search)
            .where(
                text("search MATCH :match").bindparams(bindparam("match", match, unique=True)),
                literal_column(f"rowid & {(1 << _NOUN_BITS) - 1}") == _NOUNS.index(noun),
            )
        )
    query = " & ".join(_tsquery(term, own_only=own_only) for term in terms)
    search = table("search", column("noun"), column("item_id"))
    matches = text("words @@ CAST(:query AS tsquery)").bindparams(bindparam("query", query, unique=True))
    return select(search.c.item_id).where(search.c.noun == noun, matches)


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


def _vector(own: Sequence[str], other: Sequence[str]) -> str:
    placed = [(word, f"{place}A") for place, word in enumerate(own, 1)]
    placed += [(word, f"{place}B") for place, word in enumerate(other, len(own) + _GAP)]
    places: dict[str, list[str]] = {}
    for word, place in placed:
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
