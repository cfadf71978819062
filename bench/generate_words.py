"""Made-up language: a vocabulary in which few words are common and most are rare, as in any real one."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

_COMMON = (
    *("refugees", "border", "camp", "families", "asylum", "return", "aid", "permits", "officials", "shelter", "ferry", "harbour"),
    *("crossing", "papers", "guards", "quota", "villages", "winter", "council", "treaty", "island", "bridge", "school", "market"),
)
"""The most frequent words are plain English, so that questions about the data can be read."""
_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "qu", "r", "s", "st", "t", "th", "v", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ae", "io", "ou", "é")
_ENDS = ("l", "n", "r", "s", "m", "nd", "rn", "th", "x", "")
_RARE_WORDS = 20_000
_RUN = 500_000
_FLAT = 4


class Zipf(Generic[T]):
    """Things of which the first is drawn most often, the second half as often, the third a third as often.

    ``flat`` makes the first few more alike (Mandelbrot's form of the law, which words follow).
    """

    def __init__(self, things: Sequence[T], flat: int = 0) -> None:
        self.things = things
        self._weights = list(accumulate(1 / (rank + flat) for rank in range(1, len(things) + 1)))

    def draw(self, random: Random, count: int) -> list[T]:
        """So many of them; the same one may come again."""
        return random.choices(self.things, cum_weights=self._weights, k=count)

    def different(self, random: Random, count: int) -> list[T]:
        """At most so many of them, each once."""
        return list(dict.fromkeys(self.draw(random, count)))


def made_up_words(random: Random, count: int) -> list[str]:
    """So many different words of two to four syllables."""
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = (random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(random.randint(2, 4)))
        words["".join(syllables) + random.choice(_ENDS)] = None
    return list(words)


class Language:
    """A long run of words, the common ones often, of which every sentence is a piece."""

    def __init__(self, random: Random) -> None:
        self._run = Zipf([*_COMMON, *made_up_words(random, _RARE_WORDS)], _FLAT).draw(random, _RUN)

    def words(self, random: Random, least: int, most: int) -> str:
        """Some words that follow each other."""
        count = least + int(random.random() * (most - least + 1))
        start = int(random.random() * (_RUN - count))
        return " ".join(self._run[start : start + count])
