"""Goals: which side of its bound a value has to lie on, and what each kind compares."""

import pytest

from bench.goals import Findings, Goal, Sense, as_fast, cheaper, grows, steady, together
from bench.wrk import Round

OURS = Round(rate=4_000, p50=2.0, p99=7.0, cpu=100)
THEIRS = Round(rate=1_000, p50=9.0, p99=30.0, cpu=500)


@pytest.mark.parametrize(
    ("value", "sense", "is_met"),
    [
        (2.0, Sense.AT_LEAST, True),
        (1.999, Sense.AT_LEAST, False),
        (2.0, Sense.AT_MOST, True),
        (2.001, Sense.AT_MOST, False),
    ],
)
def test_goal_is_met_up_to_its_bound_and_not_a_hair_beyond(value: float, sense: Sense, *, is_met: bool) -> None:
    assert Goal("some", value, sense, 2.0).is_met is is_met


def test_cheaper_compares_what_an_answer_costs() -> None:
    goal = cheaper("a page", OURS, THEIRS, 6)
    assert (goal.value, goal.is_met, goal.measured, goal.beside) == (5, False, "100 µs", "500 µs")


def test_as_fast_is_two_goals_cost_and_rate() -> None:
    cost, rate = as_fast("a page", OURS, THEIRS, 4.5)
    assert (cost.value, cost.is_met) == (5, True)
    assert (rate.value, rate.is_met) == (4, False)


def test_steady_holds_the_slowest_against_half_of_the_calm() -> None:
    assert steady("beside an editor", THEIRS, OURS, 4).value == 15
    assert steady("calm", OURS, OURS, 4).is_met


def test_grows_is_the_difference_of_medians() -> None:
    goal = grows("a page", small=OURS, large=THEIRS, milliseconds=0.3)
    assert (goal.value, goal.is_met) == (7, False)


def test_together_keeps_the_order_of_the_parts() -> None:
    goals = [Goal(name, 1, Sense.AT_MOST, 1) for name in ("first", "second")]
    parts = [Findings([goal], {goal.name: OURS}, {goal.name: "said"}) for goal in goals]
    whole = together(parts)
    assert whole.goals == goals
    assert list(whole.medians) == list(whole.figures) == ["first", "second"]
