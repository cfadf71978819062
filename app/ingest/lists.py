"""The lists that reports refer to: stakeholders, topics and vocabularies, from payloads to rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.interfaces import ORMOption
from sqlmodel import Session, col

from app.db.parts import in_parts
from app.ingest.files import DataStream
from app.ingest.ids import NONE_GIVEN, Ids
from app.ingest.ledger import Ledger, digest_of, row_id
from app.ingest.payload.stakeholder import AliasPayload, StakeholderPayload
from app.ingest.payload.topic import TermPayload, TopicPayload
from app.model import Alias, Identifier, Record, Stakeholder, Term, Topic, TopicMapping, Vocabulary
from app.model.vocabulary import CLOSED_VOCABULARIES, ClosedVocabulary
from app.query.related import eagerly
from app.stakeholders.record import SAME_AS

_MARKED = ("parent", "iso_alpha_2", "iso_alpha_3", "identifiers", "same_as")
"""The members of a stakeholder that are marked where they come from outside; aliases carry their own mark."""
_OPEN = {"units": "What figures are counted in.", "measures": "What figures count."}


def load_vocabularies(ledger: Ledger, lists: DataStream) -> set[int]:
    """Write the closed vocabularies from the code and the open ones from ``terms.yaml``; the internal ids of those that changed."""
    written = set()
    for slug, enum in CLOSED_VOCABULARIES.items():
        terms = [_closed_term(position, value) for position, value in enumerate(enum)]
        written |= _load_vocabulary(ledger, Vocabulary(slug=slug, description=_first_line(enum), is_closed=True), terms)
    for slug, payloads in (("units", lists.terms.units), ("measures", lists.terms.measures)):
        terms = [_open_term(position, payload) for position, payload in enumerate(payloads)]
        written |= _load_vocabulary(ledger, Vocabulary(slug=slug, description=_OPEN[slug], is_closed=False), terms)
    return written


def load_topics(ledger: Ledger, lists: DataStream) -> set[int]:
    """Write the topics that are new or changed; their internal ids."""
    changed = ledger.changed("topics", {payload.id: digest_of(payload) for payload in lists.topics})
    return write_topics(ledger.session, [payload for payload in lists.topics if payload.id in changed])


def write_topics(session: Session, payloads: Sequence[TopicPayload], given: Ids = NONE_GIVEN) -> set[int]:
    """Write topics, whether they are new or not; their internal ids. New ones get those that are ``given``, or else free ones."""
    known = _known(session, Topic, [payload.id for payload in payloads], eagerly(Topic.mappings))
    return _written(session, [_topic(known.get(payload.id), payload, given.get(payload.id)) for payload in payloads])


def load_stakeholders(ledger: Ledger, lists: DataStream) -> set[int]:
    """Write the stakeholders that are new or changed; their internal ids."""
    changed = ledger.changed("stakeholders", {payload.id: digest_of(payload) for payload in lists.stakeholders})
    return write_stakeholders(ledger.session, [payload for payload in lists.stakeholders if payload.id in changed])


def write_stakeholders(session: Session, payloads: Sequence[StakeholderPayload], given: Ids = NONE_GIVEN) -> set[int]:
    """Write stakeholders, whether they are new or not, first all rows, then who belongs to whom; their internal ids.

    New ones get those that are ``given``, or else free ones.
    """
    slugs = [payload.id for payload in payloads]
    known = _known(session, Stakeholder, slugs, eagerly(Stakeholder.aliases), eagerly(Stakeholder.identifiers))
    rows = {payload.id: _stakeholder(known.get(payload.id), payload, given.get(payload.id)) for payload in payloads}
    written = _written(session, rows.values())
    ids = stakeholder_ids(session)
    for payload in payloads:
        parent = payload.parent or payload.outside_knowledge.parent
        rows[payload.id].parent_id = ids[parent] if parent else None
    session.flush()
    return written


def write_vocabulary(session: Session, vocabulary: Vocabulary) -> set[int]:
    """Write a vocabulary with the terms that it has, whether it is new or not; its internal id. Terms that there are keep their ids."""
    row = _known(session, Vocabulary, [vocabulary.slug], eagerly(Vocabulary.terms)).get(vocabulary.slug, vocabulary)
    known = {term.value: term for term in row.terms}
    row.description, row.is_closed = vocabulary.description, vocabulary.is_closed
    row.terms = [_renewed(known.get(term.value), term) for term in vocabulary.terms] if row is not vocabulary else vocabulary.terms
    return _written(session, [row])


def stakeholder_ids(session: Session) -> dict[str, int]:
    """The internal ids of all stakeholders, by their own ids and by those that were merged into them."""
    ids = ids_by_slug(session, Stakeholder)
    return ids | {merged: ids[into] for merged, into in merged_stakeholders(session).items()}


def merged_stakeholders(session: Session) -> dict[str, str]:
    """By the id of each stakeholder that was merged, that of the one that it was merged into."""
    chosen = select(col(Record.public_id), col(Record.moved_to)).where(col(Record.noun) == "stakeholders")
    merged: dict[str, str] = dict(session.execute(chosen.where(col(Record.moved_to).is_not(None))).all())
    return merged


def ids_by_slug(session: Session, table: Any) -> dict[str, int]:  # noqa: ANN401 (any table with a slug)
    """Internal ids of all rows of a table by their slug."""
    return {row.slug: row.id for row in session.execute(select(table.slug, table.id))}


def _known(session: Session, table: Any, slugs: Iterable[str], *options: ORMOption) -> dict[str, Any]:  # noqa: ANN401 (any table with a slug)
    """The rows that there are, with what they own."""
    chosen = select(table).options(*options)
    found = (row for part in in_parts(slugs) for row in session.execute(chosen.where(table.slug.in_(part))).scalars())
    return {row.slug: row for row in found}


def _written(session: Session, rows: Iterable[Any]) -> set[int]:
    written = list(rows)
    session.add_all(written)
    session.flush()
    return {row_id(row) for row in written}


def _load_vocabulary(ledger: Ledger, vocabulary: Vocabulary, terms: list[Term]) -> set[int]:
    told = [(term.value, term.label, term.definition, term.example, term.mapping) for term in terms]
    slug = vocabulary.slug
    if not ledger.changed("vocabularies", {slug: digest_of(vocabulary.description, vocabulary.is_closed, told)}):
        return set()
    row = _known(ledger.session, Vocabulary, [slug], eagerly(Vocabulary.terms)).get(slug, vocabulary)
    row.description = vocabulary.description
    row.terms = _merged(row, terms)
    return _written(ledger.session, [row])


def _merged(vocabulary: Vocabulary, terms: list[Term]) -> list[Term]:
    """The terms of a vocabulary after loading: rows that there are keep their ids.

    A closed list becomes what the code says. An open one keeps what another folder brought, and new terms go to its end.
    """
    known = {term.value: term for term in vocabulary.terms}
    if vocabulary.is_closed:
        return [_renewed(known.get(term.value), term) for term in terms]
    for position, term in enumerate((term for term in terms if term.value not in known), len(known)):
        term.position = position
    for term in terms:
        if term.value in known:
            term.position = known[term.value].position
    return list((known | {term.value: _renewed(known.get(term.value), term) for term in terms}).values())


def _renewed(known: Term | None, term: Term) -> Term:
    """The row that the term already has, with what it says now: its id stays."""
    if known is None:
        return term
    for field in ("position", "label", "definition", "example", "mapping"):
        setattr(known, field, getattr(term, field))
    return known


def _topic(found: Topic | None, payload: TopicPayload, given: int | None) -> Topic:
    columns: dict[str, Any] = {"name": payload.name, "definition": payload.definition}
    row = Topic(id=given, slug=payload.id, **columns) if found is None else found.sqlmodel_update(columns)
    row.mappings = [TopicMapping(**mapping.model_dump()) for mapping in payload.mappings]
    return row


def _stakeholder(found: Stakeholder | None, payload: StakeholderPayload, given: int | None) -> Stakeholder:
    outside = payload.outside_knowledge
    columns: dict[str, Any] = {
        "name": payload.name,
        "kind": payload.kind,
        "description": payload.description,
        "iso_alpha_2": outside.iso_alpha_2,
        "iso_alpha_3": outside.iso_alpha_3,
        "outside_knowledge": " ".join(field for field in _MARKED if getattr(outside, field)),
    }
    row = Stakeholder(id=given, slug=payload.id, **columns) if found is None else found.sqlmodel_update(columns)
    aliases = [(alias, False) for alias in payload.aliases] + [(alias, True) for alias in outside.aliases]
    row.aliases = [_alias(position, alias, is_outside) for position, (alias, is_outside) in enumerate(aliases)]
    row.identifiers = list(_identifiers(outside.identifiers.items(), outside.same_as))
    return row


def _alias(position: int, alias: AliasPayload | str, is_outside: bool) -> Alias:  # noqa: FBT001 (a column, not a switch)
    payload = AliasPayload(name=alias) if isinstance(alias, str) else alias
    return Alias(position=position, name=payload.name, language=payload.language, is_outside_knowledge=is_outside)


def _identifiers(identifiers: Iterable[tuple[str, str]], pages: Iterable[str]) -> Iterable[Identifier]:
    yield from (Identifier(scheme=scheme, value=value) for scheme, value in identifiers)
    yield from (Identifier(scheme=SAME_AS, value=page) for page in pages)


def _closed_term(position: int, value: ClosedVocabulary) -> Term:
    meaning = value.meaning
    label = value.value.replace("_", " ")
    return Term(
        position=position, value=value.value, label=label, definition=meaning.definition, example=meaning.example, mapping=meaning.mapping
    )


def _open_term(position: int, payload: TermPayload) -> Term:
    return Term(position=position, value=payload.value, label=payload.label, definition=payload.definition, example=payload.example)


def _first_line(enum: type[ClosedVocabulary]) -> str:
    return (enum.__doc__ or "").partition("\n")[0]
