"""Whether a quotation takes in a whole sentence, which we never quote of somebody else's text."""

import re
from collections.abc import Iterator

from app.anchors.span import Span

_CLOSING = "[\"'\u2019\u201d\u00bb\u203a)\\]\u300d\u300f\uff09]*"
_STOP = "[.!?\u2026\u061f\u06d4\u0964]+"  # Latin, Arabic, Urdu, Hindi
_FULL_WIDTH_STOP = "[\u3002\uff01\uff1f]+"  # Chinese, Japanese
_END = re.compile(
    rf"""(?<!\b\w) {_STOP} {_CLOSING} \s+ (?![a-z\s])  # not after an initial, as in U.N., nor before a small letter
    | {_STOP} {_CLOSING} \Z
    | {_FULL_WIDTH_STOP} {_CLOSING}                    # needs no space after it
    """,
    re.VERBOSE,
)
_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def takes_in_a_sentence(paragraph: str, quoted: Span) -> bool:
    """Whether the ``quoted`` stretch of ``paragraph`` holds all words of some sentence, with or without its full stop.

    A sentence ends with terminal punctuation, and the next begins after it. This is kept simple: an abbreviation such as
    "Dr." before a capital counts as an end, and a quotation that is refused for it needs a word more or fewer.
    """
    return any(quoted.start <= words.start and words.end <= quoted.end for words in _sentences(paragraph))


def _sentences(paragraph: str) -> Iterator[Span]:
    """Each sentence from its first letter or digit to its last."""
    begin = 0
    for end in _END.finditer(paragraph):
        if words := _WORDS.search(paragraph, begin, end.start()):
            yield Span(words.start(), words.end())
        begin = end.end()
