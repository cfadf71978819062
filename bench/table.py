"""The findings as text: a table of goals, one of medians, and a list of other figures."""

from collections.abc import Iterable, Sequence

from bench.goals import Findings, Goal
from bench.wrk import Round

_GAP = "  "
_GOALS = ("goal", "measured", "beside", "ratio", "bound", "met")
_MEDIANS = ("asked", "answers/s", "p50 ms", "p99 ms", "CPU µs")


def tell(findings: Findings) -> str:
    """All that was found."""
    parts = []
    if findings.goals:
        parts.append(_table(_GOALS, map(_goal, findings.goals)))
        parts.append(f"{sum(goal.is_met for goal in findings.goals)} of {len(findings.goals)} goals are met.\n")
    if findings.medians:
        parts.append(_table(_MEDIANS, (_median(name, one) for name, one in findings.medians.items())))
    if findings.figures:
        parts.append("".join(f"{name}: {figure}\n" for name, figure in findings.figures.items()))
    return "\n".join(parts)


def _goal(goal: Goal) -> Sequence[str]:
    value = f"{_number(goal.value)} {goal.unit}"
    return goal.name, goal.measured, goal.beside, value, f"{goal.sense} {goal.bound:,g} {goal.unit}", "yes" if goal.is_met else "no"


def _median(name: str, one: Round) -> Sequence[str]:
    return name, f"{one.rate:,.0f}", f"{one.p50:.2f}", f"{one.p99:.2f}", f"{one.cpu:,.0f}"


def _number(value: float) -> str:
    """Two places behind the point where they matter, so that a value near its bound is told from it."""
    return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"  # noqa: PLR2004 (three digits say enough)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Aligned columns: the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "".join(
        _GAP.join([line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]).rstrip()
        + "\n"
        for line in lines
    )
