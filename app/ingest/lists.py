"""The lists that reports refer to: stakeholders, topics and vocabularies, from payloads to rows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from app.ingest.files import DataFiles
from app.ingest.ledger import Ledger
from app.ingest.payload.stakeholder import AliasPayload, StakeholderPayload
from app.ingest.payload.topic import TermPayload, TopicPayload
from app.model import Alias, Identifier, Stakeholder, Term, Topic, TopicMapping, Vocabulary
from app.model.vocabulary import CLOSED_VOCABULARIES, ClosedVocabulary
from app.query.related import related
from app.stakeholders.record import SAME_AS

_MARKED = ("parent", "iso_alpha_2", "iso_alpha_3", "identifiers", "same_as")
"""The members of a stakeholder that are marked where they come from outside; aliases carry their own mark."""
_OPEN = {"units": "What figures are counted in.", "measures": "What figures count."}


def load_vocabularies(ledger: Ledger, files: DataFiles) -> None:
    """Write the closed vocabularies from the code and the open ones from ``terms.yaml``."""
    for slug, enum in CLOSED_VOCABULARIES.items():
        terms = [_closed_term(position, value) for position, value in enumerate(enum)]
        _load_vocabulary(ledger, Vocabulary(slug=slug, description=_first_line(enum), is_closed=True), terms)
    for slug, payloads in (("units", files.terms.units), ("measures", files.terms.measures)):
        terms = [_open_term(position, payload) for position, payload in enumerate(payloads)]
        _load_vocabulary(ledger, Vocabulary(slug=slug, description=_OPEN[slug], is_closed=False), terms)


def load_topics(ledger: Ledger, files: DataFiles) -> None:
    """Write the topics that are new or changed."""
    for payload in files.topics:
        if ledger.is_new("topics", payload.id, payload):
            _load_topic(ledger, payload)


def load_stakeholders(ledger: Ledger, files: DataFiles) -> None:
    """Write the stakeholders that are new or changed: first all rows, then who belongs to whom."""
    changed = [payload for payload in files.stakeholders if ledger.is_new("stakeholders", payload.id, payload)]
    rows = {payload.id: _load_stakeholder(ledger, payload) for payload in changed}
    ids = ledger.ids(Stakeholder)
    for payload in changed:
        parent = payload.parent or payload.outside_knowledge.parent
        rows[payload.id].parent_id = ids[parent] if parent else None
    ledger.session.flush()


def _load_vocabulary(ledger: Ledger, vocabulary: Vocabulary, terms: list[Term]) -> None:
    told = [(term.value, term.label, term.definition, term.example, term.mapping) for term in terms]
    if not ledger.is_new("vocabularies", vocabulary.slug, vocabulary.description, vocabulary.is_closed, told):
        return
    session = ledger.session
    chosen = select(Vocabulary).where(col(Vocabulary.slug) == vocabulary.slug).options(related(Vocabulary.terms))
    row = session.execute(chosen).scalar_one_or_none() or vocabulary
    row.description = vocabulary.description
    row.terms = _merged(row, terms)
    session.add(row)
    session.flush()
    ledger.wrote("vocabularies", row.id)


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


def _load_topic(ledger: Ledger, payload: TopicPayload) -> None:
    session = ledger.session
    chosen = select(Topic).where(col(Topic.slug) == payload.id).options(related(Topic.mappings))
    columns: dict[str, Any] = {"name": payload.name, "definition": payload.definition}
    found = session.execute(chosen).scalar_one_or_none()
    row = Topic(slug=payload.id, **columns) if found is None else found.sqlmodel_update(columns)
    row.mappings = [TopicMapping(**mapping.model_dump()) for mapping in payload.mappings]
    session.add(row)
    session.flush()
    ledger.wrote("topics", row.id)


def _load_stakeholder(ledger: Ledger, payload: StakeholderPayload) -> Stakeholder:
    session = ledger.session
    chosen = (
        select(Stakeholder)
        .where(col(Stakeholder.slug) == payload.id)
        .options(related(Stakeholder.aliases), related(Stakeholder.identifiers))
    )
    found = session.execute(chosen).scalar_one_or_none()
    outside = payload.outside_knowledge
    columns: dict[str, Any] = {
        "name": payload.name,
        "kind": payload.kind,
        "description": payload.description,
        "iso_alpha_2": outside.iso_alpha_2,
        "iso_alpha_3": outside.iso_alpha_3,
        "outside_knowledge": " ".join(field for field in _MARKED if getattr(outside, field)),
    }
    row = Stakeholder(slug=payload.id, **columns) if found is None else found.sqlmodel_update(columns)
    aliases = [(alias, False) for alias in payload.aliases] + [(alias, True) for alias in outside.aliases]
    row.aliases = [_alias(position, alias, is_outside) for position, (alias, is_outside) in enumerate(aliases)]
    row.identifiers = list(_identifiers(outside.identifiers.items(), outside.same_as))
    session.add(row)
    session.flush()
    ledger.wrote("stakeholders", row.id)
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
