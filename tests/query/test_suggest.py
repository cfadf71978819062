"""Near misses, and how they are put to a reader."""

from app.query.suggest import did_you_mean, nearest


def test_likest_word_comes_first() -> None:
    assert nearest("claimnt", ["kind", "claimants", "claimant"])[0] == "claimant"


def test_nothing_is_near_when_nothing_is_like_it() -> None:
    assert nearest("zzz", ["kind", "claimant"]) == []


def test_likest_word_is_put_as_a_question() -> None:
    assert did_you_mean(["China", "Chinese"]) == " Did you mean 'China'?"


def test_nothing_is_asked_when_nothing_is_near() -> None:
    assert did_you_mean([]) == ""
