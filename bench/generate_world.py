"""The made-up world of generated reports: its parties, topics, units and measures, and how often each is spoken of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, product
from random import Random
from string import ascii_uppercase

from app.ingest.payload.stakeholder import OutsideKnowledge, StakeholderPayload
from app.ingest.payload.topic import TermPayload, TermsPayload, TopicPayload
from app.model.vocabulary import Role, StakeholderKind
from bench.generate_words import Language, Zipf, made_up_words

_TOPICS = 24
_MEASURES = 30
_UNITS = ("person", "family", "percent", "day", "boat")
_PATTERNS = {
    StakeholderKind.STATE: "{}",
    StakeholderKind.GOVERNMENT_BODY: "Ministry of {}",
    StakeholderKind.NGO: "{} Relief Society",
    StakeholderKind.MEDIA_OUTLET: "Radio {}",
    StakeholderKind.INTERGOVERNMENTAL_BODY: "League of {}",
    StakeholderKind.OFFICE: "Rapporteur on {}",
    StakeholderKind.PERSON: "Speaker {}",
    StakeholderKind.GROUP: "people of {}",
    StakeholderKind.PLACE: "Port {}",
}
"""What the name of a party is made of, by its kind; their order is how the kinds take turns."""


@dataclass(frozen=True)
class World:
    """Everything that reports refer to."""

    language: Language
    stakeholders: tuple[StakeholderPayload, ...]
    topics: tuple[TopicPayload, ...]
    terms: TermsPayload
    parties: Zipf[str]
    places: Zipf[str]
    outlets: Zipf[str]
    subjects: Zipf[str]
    measures: Zipf[str]
    units: tuple[str, ...] = _UNITS

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The names of the parties by their ids."""
        return {stakeholder.id: stakeholder.name for stakeholder in self.stakeholders}

    def parties_in(self, role: Role) -> Zipf[str]:
        """Who can play a part: a place is where something can happen."""
        return self.places if role is Role.PLACE else self.parties


def make_world(seed: int, parties: int) -> World:
    """A world with so many parties; the same seed gives the same one."""
    random = Random(f"{seed}/world")  # noqa: S311 (made-up data, no secret)
    language = Language(random)
    stakeholders = tuple(_stakeholders(random, parties))
    topics = tuple(_topic(random, language, number, word) for number, word in enumerate(made_up_words(random, _TOPICS)))
    terms = TermsPayload(
        units=tuple(_term(unit, unit) for unit in _UNITS),
        measures=tuple(_term(f"measure-{number}", word) for number, word in enumerate(made_up_words(random, _MEASURES))),
    )
    return World(
        language,
        stakeholders,
        topics,
        terms,
        parties=Zipf([stakeholder.id for stakeholder in stakeholders]),
        places=Zipf(_of_kinds(stakeholders, StakeholderKind.STATE, StakeholderKind.PLACE)),
        outlets=Zipf(_of_kinds(stakeholders, StakeholderKind.MEDIA_OUTLET)),
        subjects=Zipf([topic.id for topic in topics]),
        measures=Zipf([measure.value for measure in terms.measures]),
    )


def _stakeholders(random: Random, count: int) -> Iterator[StakeholderPayload]:
    codes = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
    kinds = cycle(_PATTERNS.items())
    for number, (word, (kind, pattern)) in enumerate(zip(made_up_words(random, count), kinds, strict=False)):
        is_state, is_body = kind is StakeholderKind.STATE, kind in {StakeholderKind.GOVERNMENT_BODY, StakeholderKind.OFFICE}
        outside = OutsideKnowledge(
            parent="party-0" if is_body else None,
            iso_alpha_3=next(codes) if is_state else None,
            aliases=(f"Republic of {word.title()}", f"{word.title()} authorities") if is_state else (),
        )
        name = pattern.format(word.title())
        yield StakeholderPayload(id=f"party-{number}", name=name, kind=kind, aliases=(f"the {word} side",), outside_knowledge=outside)


def _of_kinds(stakeholders: tuple[StakeholderPayload, ...], *kinds: StakeholderKind) -> list[str]:
    return [stakeholder.id for stakeholder in stakeholders if stakeholder.kind in kinds]


def _topic(random: Random, language: Language, number: int, word: str) -> TopicPayload:
    return TopicPayload(id=f"topic-{number}", name=word.title(), definition=language.words(random, 6, 20).capitalize() + ".")


def _term(value: str, word: str) -> TermPayload:
    return TermPayload(value=value, label=word.title(), definition=f"One {word}.", example=f"40 of {word}")
