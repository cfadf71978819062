"""What differs between two records, told so that people can read it."""

from typing import Any

import pytest

from app.history.differences import differences
from app.history.shape import Operation

BEFORE: dict[str, Any] = {
    "id": "clm_1",
    "statement": "About 40 left.",
    "condition": None,
    "claimant": {"id": "quorel", "name": "Quorel"},
    "topics": ["detention", "return"],
    "participants": [{"role": "agent", "name": "Quorel"}, {"role": "target", "name": "Ostia"}],
    "version": 1,
    "updated_at": "2031-01-01T00:00:00Z",
}


def told(**changes: object) -> list[tuple[str, Operation, str | None, str | None]]:
    """What differs when these members read otherwise."""
    return [(item.pointer, item.operation, item.before, item.after) for item in differences(BEFORE, {**BEFORE, **changes})]


def test_same_records_differ_in_nothing_but_their_stamp() -> None:
    assert told(version=2, updated_at="2031-02-01T00:00:00Z") == []


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"statement": "About 50 left."}, ("/statement", Operation.CHANGED, "About 40 left.", "About 50 left.")),
        ({"condition": "in March"}, ("/condition", Operation.CHANGED, None, "in March")),
        ({"claimant": None}, ("/claimant", Operation.CHANGED, '{"id": "quorel", "name": "Quorel"}', None)),
        ({"claimant": {"id": "quorel", "name": "Quørel"}}, ("/claimant/name", Operation.CHANGED, "Quorel", "Quørel")),
        ({"topics": ["detention", "asylum", "return"]}, ("/topics/1", Operation.ADDED, None, "asylum")),
        ({"topics": ["return"]}, ("/topics/0", Operation.REMOVED, "detention", None)),
        (
            {"participants": [{"role": "agent", "name": "Quorel"}, {"role": "addressee", "name": "Ostia"}]},
            ("/participants/1/role", Operation.CHANGED, "target", "addressee"),
        ),
        ({"a/b~c": 40}, ("/a~1b~0c", Operation.ADDED, None, "40")),
    ],
    ids=str,
)
def test_difference_is_told_where_it_is(changes: dict[str, object], difference: tuple[str, Operation, str | None, str | None]) -> None:
    assert told(**changes) == [difference]


def test_every_difference_is_told_in_the_order_of_the_record() -> None:
    found = told(statement="Nobody left.", topics=["detention", "asylum"], participants=[])
    assert [(pointer, operation) for pointer, operation, _, _ in found] == [
        ("/statement", Operation.CHANGED),
        ("/topics/1", Operation.CHANGED),
        ("/participants/0", Operation.REMOVED),
        ("/participants/1", Operation.REMOVED),
    ]
