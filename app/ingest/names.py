"""The index of names: every string by which a changed stakeholder, topic, document, unit or measure can be asked for."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.db.words import fold
from app.ingest.ledger import row_id
from app.model import Document, Name, Stakeholder, Term, Topic, Vocabulary
from app.query.related import related
from app.stakeholders.record import SAME_AS

Named = tuple[str, int, str, str, Iterable[str]]
"""(noun, internal id, public id, title, all names)."""


def write_name_index(session: Session, changed: Mapping[str, set[int]]) -> None:
    """Write the names of the changed rows anew."""
    for noun, item_id, public_id, title, names in _named(session, changed):
        session.execute(delete(Name).where(col(Name.noun) == noun, col(Name.item_id) == item_id))
        shown = {fold(name): name for name in (public_id, *names) if fold(name)}
        session.add_all(
            Name(noun=noun, folded=folded, item_id=item_id, public_id=public_id, title=title, shown=name) for folded, name in shown.items()
        )
    session.flush()


def _named(session: Session, changed: Mapping[str, set[int]]) -> Iterator[Named]:
    stakeholders = (
        select(Stakeholder)
        .where(col(Stakeholder.id).in_(changed.get("stakeholders", ())))
        .options(related(Stakeholder.aliases), related(Stakeholder.identifiers))
    )
    for row in session.execute(stakeholders).scalars():
        yield "stakeholders", row_id(row), row.slug, row.name, _names_of(row)
    for topic in session.execute(select(Topic).where(col(Topic.id).in_(changed.get("topics", ())))).scalars():
        yield "topics", row_id(topic), topic.slug, topic.name, [topic.name]
    for document in session.execute(select(Document).where(col(Document.id).in_(changed.get("documents", ())))).scalars():
        yield "documents", row_id(document), document.slug, document.title, [document.title]
    terms = select(Term, col(Vocabulary.slug)).join(Vocabulary).where(col(Vocabulary.is_closed).is_(False))
    for term, noun in session.execute(terms.where(col(Vocabulary.id).in_(changed.get("vocabularies", ())))):
        yield noun, row_id(term), term.value, term.label, [term.label] if fold(term.label) != fold(term.value) else []


def _names_of(row: Stakeholder) -> Iterator[str]:
    yield from (code for code in (row.iso_alpha_2, row.iso_alpha_3) if code)
    yield from (item.value for item in row.identifiers if item.scheme != SAME_AS)
    yield from (alias.name for alias in row.aliases)
    yield row.name
