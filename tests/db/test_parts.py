from app.db.parts import in_parts


def test_values_come_in_parts_and_the_last_is_shorter() -> None:
    assert list(in_parts(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_there_are_no_parts_when_there_are_no_values() -> None:
    assert list(in_parts([])) == []
