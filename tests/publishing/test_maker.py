"""Batches are made here while they are few, and in a second process when they are many."""

import os
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from multiprocessing import active_children

import pytest

from app.publishing.maker import Maker
from app.publishing.making import Batch, Made

MOMENT = datetime(2034, 5, 1, tzinfo=UTC)


def batch(rows: int) -> Batch:
    return Batch(range(rows), {}, {}, number=1, moment=MOMENT, may_be_found_otherwise=False)


def process_of(_noun: str, batch: Batch) -> Made:
    """Made as its caller would, and told by the id of the process that it was made in."""
    return Made(words={os.getpid(): ([str(row) for row in batch.rows], [])})


def refuse(noun: str, _batch: Batch) -> Made:
    raise LookupError(noun)


def die(_noun: str, _batch: Batch) -> Made:
    os._exit(1)


def test_batches_are_made_here_when_they_are_few() -> None:
    with Maker(process_of, alone=3) as maker:
        made = [maker.begin("claims", batch(rows)) for rows in (1, 2, 0)]
        assert [future.result().words for future in made] == [{os.getpid(): (words, [])} for words in (["0"], ["0", "1"], [])]
        assert active_children() == []


def test_all_further_batches_are_made_in_one_second_process_in_their_order() -> None:
    with Maker(process_of, alone=3) as maker:
        here, *there = [maker.begin("claims", batch(rows)).result().words for rows in (3, 1, 2, 0)]
        (beside,) = active_children()
        assert here.keys() == {os.getpid()}
        assert there == [{beside.pid: (words, [])} for words in (["0"], ["0", "1"], [])]
    assert active_children() == []


def test_what_is_raised_there_is_raised_here() -> None:
    with Maker(refuse, alone=0) as maker, pytest.raises(LookupError, match="claims"):
        maker.begin("claims", batch(1)).result()


def test_dead_process_is_an_error_for_what_it_had_to_make() -> None:
    with Maker(die, alone=0) as maker, pytest.raises(BrokenProcessPool):
        maker.begin("claims", batch(1)).result()
    assert active_children() == []
