"""What wrk is told to ask, and how what it says is read."""

import click
import pytest

from bench.peers.servers import Running
from bench.wrk import Asked, Round, median, round_of, script_of

TOLD = """Running 2s test @ http://127.0.0.1:40000
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   512.11us  101.30us   4.41ms   91.02%
    Req/Sec    31.10k     1.02k   33.00k    75.00%
  62000 requests in 2.00s, 0.95GB read
Requests/sec:  31000.00
Transfer/sec:    486.22MB
{"requests": 62000, "microseconds": 2000000, "refused": 0, "p50": 512, "p99": 1950}
"""


def test_round_is_read_from_the_last_line() -> None:
    told = round_of("facts", TOLD, cpu=1.86)
    assert (told.rate, told.p50, told.p99) == (31_000, 0.512, 1.95)
    assert told.cpu == pytest.approx(30)


def test_refusals_are_no_measurement() -> None:
    with pytest.raises(click.ClickException, match="facts: 3 of 62000 answers were refusals"):
        round_of("facts", TOLD.replace('"refused": 0', '"refused": 3'), cpu=1)


def test_where_no_answer_came_it_took_as_long_as_the_round_at_least() -> None:
    told = '{"requests": 0, "microseconds": 2000000, "refused": 0, "p50": 0, "p99": 0}'
    assert round_of("tutorial", told, cpu=1.5) == Round(rate=0, p50=2_000, p99=2_000, cpu=1_500_000)


def test_median_is_taken_of_each_figure_by_itself() -> None:
    rounds = [Round(1, 30, 5, 7), Round(2, 20, 6, 9), Round(9, 10, 4, 8)]
    assert median(rounds) == Round(2, 20, 5, 8)


def test_script_has_every_path_and_header() -> None:
    script = script_of(Asked("facts", Running(1, 1), ["/claims?q=a", "/claims?q=b"], {"If-None-Match": '"tag"'}))
    assert "local paths = {[[/claims?q=a]], [[/claims?q=b]]}" in script
    assert "wrk.headers['If-None-Match'] = '\"tag\"'" in script
