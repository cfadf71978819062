from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from app.shape.base import DATA_LICENSE, CreatedAt, License, Shape, Stamp, UpdatedAt, Version, stamped


class Record(Shape):
    """The least a public record can be."""

    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    license: License


def json_of(moment: datetime) -> str:
    return Record(**stamped(Stamp(version=2, created_at=moment, updated_at=moment))).model_dump_json()


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2034, 4, 2, 9, 0, tzinfo=UTC), "2034-04-02T09:00:00Z"),
        (datetime(2034, 4, 2, 9, 0, tzinfo=timezone(timedelta(hours=9))), "2034-04-02T00:00:00Z"),
        (datetime(2034, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2))), "2033-12-31T22:30:00Z"),
        (datetime(2034, 4, 2, 9, 0, 0, 250_000, tzinfo=UTC), "2034-04-02T09:00:00.250000Z"),
    ],
)
def test_moment_is_written_in_zulu_whatever_its_zone(moment: datetime, text: str) -> None:
    assert f'"created_at":"{text}","updated_at":"{text}"' in json_of(moment)


def test_record_closes_with_version_times_and_licence() -> None:
    moment = datetime(2034, 4, 2, tzinfo=UTC)
    assert json_of(moment) == (
        f'{{"version":2,"created_at":"2034-04-02T00:00:00Z","updated_at":"2034-04-02T00:00:00Z","license":"{DATA_LICENSE}"}}'
    )


def test_record_refuses_what_it_does_not_know() -> None:
    moment = datetime(2034, 4, 2, tzinfo=UTC)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Record.model_validate({**stamped(Stamp(1, moment, moment)), "colour": "red"})


def test_record_refuses_a_version_before_the_first() -> None:
    moment = datetime(2034, 4, 2, tzinfo=UTC)
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        Record(**stamped(Stamp(0, moment, moment)))
