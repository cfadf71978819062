"""Content codings: which one a client takes, and that each has its own validator."""

import gzip

import brotli
import pytest

from app.web.encodings import IDENTITY, coding_for, encode, tag_as_given, tag_in, without_coding


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", IDENTITY),
        ("identity", IDENTITY),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br ; q=1.0", "br"),
        ("gzip;q=0", IDENTITY),
        ("deflate, zstd", IDENTITY),
        ("gzip;q=x", IDENTITY),
        (";;,,=", IDENTITY),
        ("é", IDENTITY),
    ],
)
def test_coding_is_the_best_that_is_taken(accepted: str, coding: str) -> None:
    assert coding_for(accepted.encode("latin-1")) == coding


def test_body_is_the_same_when_it_is_read_back() -> None:
    body = b"Ships lie in the harbour. " * 100
    assert gzip.decompress(encode(body, "gzip")) == brotli.decompress(encode(body, "br")) == encode(body, IDENTITY) == body


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_coding_gives_the_same_bytes_each_time(coding: str) -> None:
    assert encode(b"a" * 5000, coding) == encode(b"a" * 5000, coding)


def test_tag_of_a_coding_is_made_from_that_of_the_body() -> None:
    assert [tag_in(b'"abc"', coding) for coding in ("gzip", "br", IDENTITY)] == [b'"abc-gzip"', b'"abc-br"', b'"abc"']
    assert without_coding(b'"abc-gzip", W/"d-br", "e"') == b'"abc", W/"d", "e"'
    assert tag_as_given(b'"abc"', b'"x", "abc-br"') == b'"abc-br"'
    assert tag_as_given(b'"abc"', b'"abc"') == b'"abc"'
