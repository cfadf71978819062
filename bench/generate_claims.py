"""Generated claims: who says what through whom, with parties, figures and relations as often as reports have them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.model.vocabulary import Act, Certainty, ClaimKind, Comparator, Polarity, Relation, Role, SourceType
from bench.generate_text import Passages
from bench.generate_world import World

Data = dict[str, Any]

_HOPS, _HOP_SHARES = (1, 2, 3, 4), (45, 30, 15, 10)
_TOPIC_SHARES = (70, 25, 5)
_ROLES, _ROLE_SHARES = tuple(Role), (30, 25, 8, 20, 5, 25, 10)
_ROLE_COUNT_SHARES = (10, 35, 35, 20)
_KINDS = tuple(ClaimKind)
_CERTAINTIES = (*[Certainty.CERTAIN] * 12, *[Certainty.PROBABLE] * 4, Certainty.POSSIBLE, Certainty.CERTAIN_NOT, Certainty.UNCOMMITTED)
_SPEAKING = (Act.SAYS, Act.SAYS, Act.SAYS, Act.CLAIMS, Act.ACCUSES, Act.ESTIMATES, Act.URGES, Act.EXPECTS, Act.PLANS)
_RELAYING = (Act.REPORTS, Act.REPORTS, Act.SAYS, Act.NOTES)
_RELATIONS = tuple(relation for relation in Relation if relation.is_forward)
_SOURCES, _SOURCE_SHARES = (SourceType.NAMED, SourceType.DESCRIBED, SourceType.UNNAMED, SourceType.GENERIC), (80, 9, 8, 3)
_COMPARATORS = (*[Comparator.EXACT] * 4, *[Comparator.ABOUT] * 3, Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.BETWEEN)
_LOWER_BOUNDS = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.BETWEEN)
_CHANCE = {
    "author": 0.05,
    "condition": 0.06,
    "figure": 0.2,
    "hop evidence": 0.3,
    "joint speaker": 0.05,
    "period": 0.5,
    "place": 0.6,
    "population": 0.5,
    "purpose": 0.08,
    "relation": 0.08,
    "second figure": 0.15,
}
_MEAN_DAYS_SINCE = 60
_FIGURE_SIZE, _FIGURE_SPREAD = 6, 2
"""Logarithms: half of the figures are below 400, few are above a million."""


@dataclass(frozen=True)
class Writer:
    """Writes the claims of one report, and what they quote into its passages."""

    random: Random
    world: World
    passages: Passages
    reported_on: date

    def claim(self, key: str, others: list[str]) -> Data:
        """One claim as a file would give it; ``others`` are claims that it may bear on."""
        kind = self.random.choice(_KINDS)
        chain = self._chain()
        denies = chain[-1]["certainty"] is Certainty.CERTAIN_NOT
        participants = self._participants(kind)
        return {
            "key": key,
            "statement": self._statement(participants),
            "kind": kind,
            "polarity": Polarity.DENIED if denies else Polarity.AFFIRMED,
            "topics": self.world.subjects.different(self.random, self.random.choices((1, 2, 3), _TOPIC_SHARES)[0]),
            "event_date": self._event_date(),
            "condition": f"unless {self._words(3, 9)}" if self._happens("condition") else None,
            "purpose": f"to {self._words(3, 9)}" if self._happens("purpose") else None,
            "chain": chain,
            "participants": participants,
            "figures": self._figures(),
            "relations": self._relations(others),
            "evidence": [self.passages.quote(self.random)],
        }

    def _happens(self, what: str) -> bool:
        return self.random.random() < _CHANCE[what]

    def _words(self, least: int, most: int) -> str:
        return self.world.language.words(self.random, least, most)

    def _party(self) -> str:
        return self.world.parties.draw(self.random, 1)[0]

    def _statement(self, participants: dict[Role, list[str]]) -> str:
        agents = participants.get(Role.AGENT)
        subject = self.world.name_of[agents[0]] if agents else self._words(1, 2).capitalize()
        return f"{subject} {self._words(6, 24)}."

    def _chain(self) -> list[Data]:
        if self._happens("author"):
            return [{"source_type": SourceType.AUTHOR, "act": Act.SAYS, "certainty": Certainty.CERTAIN}]
        count = self.random.choices(_HOPS, _HOP_SHARES)[0]
        chain = [self._hop(SourceType.NAMED, self.random.choice(_RELAYING), Certainty.UNCOMMITTED) for _ in range(count - 1)]
        source_type = self.random.choices(_SOURCES, _SOURCE_SHARES)[0]
        chain.append(self._hop(source_type, self.random.choice(_SPEAKING), self.random.choice(_CERTAINTIES)))
        if source_type is SourceType.NAMED and self._happens("joint speaker"):
            chain.append(chain[-1] | {"stakeholder": self._party(), "with_previous": True, "evidence": []})
        return chain

    def _hop(self, source_type: SourceType, act: Act, certainty: Certainty) -> Data:
        return {
            "source_type": source_type,
            "stakeholder": self._party() if source_type is SourceType.NAMED else None,
            "label": self._words(1, 4) if source_type is SourceType.DESCRIBED else None,
            "act": act,
            "cue": act.value,
            "certainty": certainty,
            "evidence": [self.passages.quote(self.random)] if self._happens("hop evidence") else [],
        }

    def _participants(self, kind: ClaimKind) -> dict[Role, list[str]]:
        count = self.random.choices((1, 2, 3, 4), _ROLE_COUNT_SHARES)[0]
        roles = dict.fromkeys(self.random.choices(_ROLES, _ROLE_SHARES, k=count))
        if kind is ClaimKind.ALLEGATION:
            roles[Role.TARGET] = None
        return {role: self.world.parties_in(role).different(self.random, self.random.choice((1, 1, 1, 2))) for role in roles}

    def _event_date(self) -> str | None:
        day = self.reported_on - timedelta(days=int(self.random.expovariate(1 / _MEAN_DAYS_SINCE)))
        form = self.random.choice((None, None, None, "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d", "%Y-%m", "%Y~", "2001/%Y"))
        return form and day.strftime(form)

    def _figures(self) -> list[Data]:
        if not self._happens("figure"):
            return []
        return [self._figure(f"figure-{number}") for number in range(1 + self._happens("second figure"))]

    def _figure(self, key: str) -> Data:
        comparator = self.random.choice(_COMPARATORS)
        number = int(self.random.lognormvariate(_FIGURE_SIZE, _FIGURE_SPREAD)) + 1
        return {
            "key": key,
            "as_printed": f"{comparator.value.replace('_', ' ')} {number:,}",
            "comparator": comparator,
            "value": None if comparator in _LOWER_BOUNDS else number,
            "lower": number if comparator in _LOWER_BOUNDS else None,
            "upper": number * 2 if comparator is Comparator.BETWEEN else None,
            "unit": self.random.choice(self.world.units),
            "measure": self.world.measures.draw(self.random, 1)[0],
            "population": self._words(1, 4) if self._happens("population") else None,
            "place": self.world.places.draw(self.random, 1)[0] if self._happens("place") else None,
            "period": str(self.reported_on.year) if self._happens("period") else None,
            "evidence": [self.passages.quote(self.random)],
        }

    def _relations(self, others: list[str]) -> list[Data]:
        if not others or not self._happens("relation"):
            return []
        return [{"relation": self.random.choice(_RELATIONS), "claim": self.random.choice(others)}]
