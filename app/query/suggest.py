"""Near misses: which of the right words somebody may have meant."""

from collections.abc import Iterable, Sequence

_LIKENESS = 60
_MOST = 5


def nearest(word: str, right: Iterable[str]) -> list[str]:
    """At most five of ``right``, the likest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (who misspells nothing needs no room for it)

    found = process.extract(word, list(right), scorer=fuzz.WRatio, processor=str.casefold, limit=_MOST, score_cutoff=_LIKENESS)
    return [choice for choice, _, _ in found]


def did_you_mean(near: Sequence[str]) -> str:
    """The likest as a question, with a space before it; nothing where nothing is near."""
    return f" Did you mean {near[0]!r}?" if near else ""
