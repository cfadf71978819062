"""Content codings (RFC 9110, section 8.4): which one a client takes, and bodies in it."""

import gzip
from functools import lru_cache

import brotli

IDENTITY = ""
"""The coding of a body as it is."""

_LEAST_BYTES = 1_024
"""Shorter bodies gain less than the work and the header cost."""
_COMPRESSED_TYPES = ("application/json", "application/ld+json", "application/x-ndjson", "application/vnd.", "application/x-bibtex", "text/")
_CODERS = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
"""By their names in HTTP, the best first. The same body always gives the same bytes, so that its validator can be strong."""


@lru_cache(maxsize=512)
def coding_for(accepted: bytes) -> str:
    """The best coding that an ``Accept-Encoding`` header admits; :data:`IDENTITY` where none of ours is named."""
    weights = dict(_weighted(part) for part in accepted.decode("latin-1").lower().split(","))
    return next((coding for coding in _CODERS if weights.get(coding, 0) > 0), IDENTITY)


def is_worth_it(media_type: bytes, size: int) -> bool:
    """Whether a body of that type and size becomes much smaller."""
    return size >= _LEAST_BYTES and media_type.decode("latin-1").startswith(_COMPRESSED_TYPES)


def encode(body: bytes, coding: str) -> bytes:
    """The body in a coding."""
    return _CODERS[coding](body) if coding else body


def without_coding(tags: bytes) -> bytes:
    """Entity tags as they are for the body itself: each coding of it has a tag of its own, made from that one."""
    for coding in _CODERS:
        tags = tags.replace(f'-{coding}"'.encode(), b'"')
    return tags


def tag_in(tag: bytes, coding: str) -> bytes:
    """The entity tag of a body in a coding."""
    return tag[:-1] + f'-{coding}"'.encode() if coding and tag else tag


def tag_as_given(tag: bytes, given: bytes) -> bytes:
    """The tag as a client knows it: that of the coding in which it holds the body."""
    return next((tag_in(tag, coding) for coding in _CODERS if tag_in(tag, coding) in given), tag)


def _weighted(part: str) -> tuple[str, float]:
    coding, _, parameters = part.partition(";")
    _, _, weight = parameters.replace(" ", "").partition("q=")
    try:
        return coding.strip(), float(weight or 1)
    except ValueError:
        return coding.strip(), 0.0
