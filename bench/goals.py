"""Goals: what was promised, what was measured of it, and whether that is enough."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bench.wrk import Round


class Sense(StrEnum):
    """On which side of its bound a value has to lie."""

    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise: ``value`` is held against ``bound``; ``measured`` and ``beside`` say in words what it was made of."""

    name: str
    value: float
    sense: Sense
    bound: float
    unit: str = "x"
    measured: str = ""
    beside: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the value lies where it should; no rounding helps it."""
        return self.value >= self.bound if self.sense is Sense.AT_LEAST else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Findings:
    """What a part of the measurements found: goals, medians by what was asked of whom, and other figures by name."""

    goals: list[Goal] = field(default_factory=list)
    medians: dict[str, Round] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)


def together(parts: Iterable[Findings]) -> Findings:
    """The findings of all parts, in order."""
    whole = Findings()
    for part in parts:
        whole.goals.extend(part.goals)
        whole.medians.update(part.medians)
        whole.figures.update(part.figures)
    return whole


def cheaper(name: str, ours: Round, theirs: Round, times: float) -> Goal:
    """An answer of ours costs so many times less CPU than one of theirs."""
    compared = {"measured": f"{ours.cpu:,.0f} µs", "beside": f"{theirs.cpu:,.0f} µs"}
    return Goal(f"{name}, CPU", theirs.cpu / ours.cpu, Sense.AT_LEAST, times, **compared)


def as_fast(name: str, ours: Round, theirs: Round, times: float) -> list[Goal]:
    """An answer of ours costs so many times less CPU than one of theirs, and so many times more are given in a second."""
    compared = {"measured": f"{ours.rate:,.0f}/s", "beside": f"{theirs.rate:,.0f}/s"}
    rate = Goal(f"{name}, rate", ours.rate / theirs.rate if theirs.rate else float("inf"), Sense.AT_LEAST, times, **compared)
    return [cheaper(name, ours, theirs, times), rate]


def steady(name: str, measured: Round, calm: Round, times: float) -> Goal:
    """Of a hundred answers one at most takes so many times longer than half of them do when nothing goes on beside."""
    return Goal(name, measured.p99 / calm.p50, Sense.AT_MOST, times, measured=f"p99 {measured.p99:.2f} ms", beside=f"p50 {calm.p50:.2f} ms")


def grows(name: str, small: Round, large: Round, milliseconds: float) -> Goal:
    """On a large database half of the answers take at most so much longer than on a small one."""
    compared = {"measured": f"{large.p50:.2f} ms", "beside": f"{small.p50:.2f} ms"}
    return Goal(name, large.p50 - small.p50, Sense.AT_MOST, milliseconds, "ms", **compared)
