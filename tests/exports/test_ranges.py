import pytest

from app.exports.ranges import RangeError, usable_ranges


@pytest.mark.parametrize(
    ("header", "usable"),
    [
        ("bytes=0-0", "bytes=0-0"),
        ("bytes=10-", "bytes=10-99"),
        ("bytes=-10", "bytes=90-99"),
        ("bytes=-1000", "bytes=0-99"),
        ("bytes=90-1000", "bytes=90-99"),
        ("BYTES = 1-2 , ,5-6", "bytes=1-2,5-6"),
        ("bytes=0-9,200-300", "bytes=0-9"),
    ],
)
def test_ranges_within_the_file_are_written_out(header: str, usable: str) -> None:
    assert usable_ranges(header, 100) == usable


@pytest.mark.parametrize(
    "header",
    ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,x", "items=0-5", "bytes=1-2-3", "bytes=" + "0-0," * 500],
)
def test_what_is_malformed_or_in_another_unit_is_ignored(header: str) -> None:
    assert usable_ranges(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200,300-", "bytes=-0"])
def test_ranges_beyond_the_file_are_refused(header: str) -> None:
    with pytest.raises(RangeError):
        usable_ranges(header, 100)
