"""The index of names: every string by which a changed stakeholder, topic, document, unit or measure can be asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.db.bulk import Values, insert_rows
from app.db.parts import in_parts
from app.db.words import fold
from app.ingest.ledger import row_id
from app.ingest.lists import merged_stakeholders
from app.model import Document, Name, Stakeholder, Term, Topic, Vocabulary
from app.query.related import eagerly
from app.stakeholders.record import SAME_AS


class Named(NamedTuple):
    """A row, its own name, and all names that it can be asked for by."""

    noun: str
    item_id: int
    public_id: str
    title: str
    names: tuple[str, ...]


def write_name_index(session: Session, changed: Mapping[str, set[int]]) -> None:
    """Write the names of the changed rows anew."""
    for noun, ids in changed.items():
        for part in in_parts(sorted(ids)):
            named = list(_NAMED[noun](session, part))
            for index in {item.noun for item in named}:
                own = [item.item_id for item in named if item.noun == index]
                session.execute(delete(Name).where(col(Name.noun) == index, col(Name.item_id).in_(own)))
            insert_rows(session, Name, [row for item in named for row in _rows(item)])


def _rows(item: Named) -> Iterator[Values]:
    shown = {fold(name): name for name in (item.public_id, *item.names) if fold(name)}
    for folded, name in shown.items():
        yield {
            "noun": item.noun,
            "folded": folded,
            "item_id": item.item_id,
            "public_id": item.public_id,
            "title": item.title,
            "shown": name,
        }


def _stakeholders(session: Session, ids: list[int]) -> Iterator[Named]:
    chosen, merged = select(Stakeholder).where(col(Stakeholder.id).in_(ids)), _merged(session)
    for row in session.execute(chosen.options(eagerly(Stakeholder.aliases), eagerly(Stakeholder.identifiers))).scalars():
        yield Named("stakeholders", row_id(row), row.slug, row.name, (*merged.get(row.slug, ()), *_names_of(row)))


def _merged(session: Session) -> Mapping[str, list[str]]:
    """The ids of stakeholders that were merged into another, by that one."""
    merged: dict[str, list[str]] = {}
    for public_id, into in merged_stakeholders(session).items():
        merged.setdefault(into, []).append(public_id)
    return merged


def _topics(session: Session, ids: list[int]) -> Iterator[Named]:
    for item_id, slug, name in session.execute(select(col(Topic.id), col(Topic.slug), col(Topic.name)).where(col(Topic.id).in_(ids))):
        yield Named("topics", item_id, slug, name, (name,))


def _documents(session: Session, ids: list[int]) -> Iterator[Named]:
    chosen = select(col(Document.id), col(Document.slug), col(Document.title)).where(col(Document.id).in_(ids))
    for item_id, slug, title in session.execute(chosen):
        yield Named("documents", item_id, slug, title, (title,))


def _terms(session: Session, ids: list[int]) -> Iterator[Named]:
    """Names within the open vocabularies, each of which is a noun of its own here."""
    terms = select(Term, col(Vocabulary.slug)).join(Vocabulary).where(col(Vocabulary.is_closed).is_(False))
    for term, noun in session.execute(terms.where(col(Vocabulary.id).in_(ids))):
        yield Named(noun, row_id(term), term.value, term.label, (term.label,) if fold(term.label) != fold(term.value) else ())


def _names_of(row: Stakeholder) -> Iterator[str]:
    yield from (code for code in (row.iso_alpha_2, row.iso_alpha_3) if code)
    yield from (item.value for item in row.identifiers if item.scheme != SAME_AS)
    yield from (alias.name for alias in row.aliases)
    yield row.name


_NAMED: Mapping[str, Callable[[Session, list[int]], Iterator[Named]]] = {
    "stakeholders": _stakeholders,
    "topics": _topics,
    "documents": _documents,
    "vocabularies": _terms,
}
