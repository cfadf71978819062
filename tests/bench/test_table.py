"""The findings as people read them."""

from bench.goals import Findings, Goal, Sense
from bench.table import tell
from bench.wrk import Round

GOALS = [
    Goal("a page, times Datasette, CPU", 6.125, Sense.AT_LEAST, 6, measured="220 µs", beside="1,348 µs"),
    Goal("facts serve, first answer", 1.2, Sense.AT_MOST, 1, "s"),
]


def test_goals_medians_and_figures_are_told_one_below_the_other() -> None:
    findings = Findings(GOALS, {"facts, asked again": Round(31_000.4, 0.512, 1.95, 30.4)}, {"load": "1,000 claims/s"})
    assert tell(findings).splitlines() == [
        "goal                          measured    beside   ratio  bound  met",
        "a page, times Datasette, CPU    220 µs  1,348 µs  6.12 x  ≥ 6 x  yes",
        "facts serve, first answer                         1.20 s  ≤ 1 s   no",
        "",
        "1 of 2 goals are met.",
        "",
        "asked               answers/s  p50 ms  p99 ms  CPU µs",
        "facts, asked again     31,000    0.51    1.95      30",
        "",
        "load: 1,000 claims/s",
    ]


def test_nothing_is_told_of_what_was_not_measured() -> None:
    assert tell(Findings()) == ""
