"""What cannot be published is told by whoever makes records, in whatever process."""

import pickle

from app.publishing.errors import RecordTooLargeError


def test_record_that_is_too_large_is_told_the_same_when_it_comes_from_another_process() -> None:
    told = RecordTooLargeError("claims", "clm_1", "Claim.topics: too many")
    again = pickle.loads(pickle.dumps(told))  # noqa: S301 (our own)
    assert str(again) == str(told) == "/claims/clm_1 would be larger than a record may be: Claim.topics: too many"
