"""From a quotation that a person writes (a paragraph and a few words) to the anchor that a machine can check."""

import re

from app.anchors.anchor import MAX_QUOTED_WORDS, Anchor, anchor_at
from app.anchors.errors import (
    BackwardPassageError,
    NoSuchParagraphError,
    QuotesJoinedError,
    QuoteTooLongError,
    WholeSentenceError,
    WordsNotFoundError,
    WordsRepeatedError,
)
from app.anchors.folding import differences
from app.anchors.places import Place, places_like
from app.anchors.sentence import takes_in_a_sentence
from app.anchors.span import Span
from app.anchors.text import SourceText

_WORD_CHARACTER = re.compile(r"\w")


def locate(text: SourceText, paragraph: int, exact: str, to: str | None = None) -> Anchor:
    """The anchor of the passage in ``paragraph`` that begins with the words ``exact`` and, where given, ends with ``to``.

    Both must stand there to the letter and once only (``to`` once after ``exact``), have at most twelve words each, and take in
    no whole sentence; and where no word stands between them, the same holds for both as one. Anything else raises the
    ``AnchorError`` that says which, and what would help.
    """
    if not 1 <= paragraph <= len(text.paragraphs):
        raise NoSuchParagraphError(paragraph, exact, len(text.paragraphs))
    beginning = _place(text, paragraph, exact)
    if to is None:
        return anchor_at(text, beginning, beginning.words.end)
    ending = _place(text, paragraph, to, after=beginning)
    _refuse_one_breath(text, beginning, ending)
    return anchor_at(text, beginning, ending.words.end)


def _place(text: SourceText, paragraph: int, words: str, after: Place | None = None) -> Place:
    if len(words.split()) > MAX_QUOTED_WORDS:
        raise QuoteTooLongError(paragraph, words, MAX_QUOTED_WORDS)
    alike = list(places_like(text, words))
    here = [place for place in alike if place.paragraph == paragraph and place.words.of(text.content) == words]
    match [place for place in here if after is None or place.words.start >= after.words.end]:
        case [place]:
            _refuse_whole_sentence(text, place)
            return place
        case []:
            if here:
                raise BackwardPassageError(paragraph, words)
            raise WordsNotFoundError(paragraph, words, _where_instead(text, words, alike))
        case several:
            raise WordsRepeatedError(paragraph, words, len(several))


def _refuse_one_breath(text: SourceText, beginning: Place, ending: Place) -> None:
    """Refuse quotations with no word left out between them that say together what one may not."""
    if _WORD_CHARACTER.search(text.content, beginning.words.end, ending.words.start):
        return
    together = Place(beginning.paragraph, Span(beginning.words.start, ending.words.end))
    words = together.words.of(text.content)
    if len(words.split()) > MAX_QUOTED_WORDS:
        raise QuotesJoinedError(together.paragraph, words, MAX_QUOTED_WORDS)
    _refuse_whole_sentence(text, together)


def _refuse_whole_sentence(text: SourceText, place: Place) -> None:
    paragraph = text.paragraphs[place.paragraph - 1]
    quoted = Span(place.words.start - paragraph.start, place.words.end - paragraph.start)
    if takes_in_a_sentence(paragraph.of(text.content), quoted):
        raise WholeSentenceError(place.paragraph, place.words.of(text.content))


def _where_instead(text: SourceText, words: str, alike: list[Place]) -> str:
    readings = dict.fromkeys((place.paragraph, place.words.of(text.content)) for place in alike)
    hints = (_reading(paragraph, standing, words) for paragraph, standing in readings)
    return "; ".join(hints) or "it stands nowhere in the text: copy the words from there, leaving none out"


def _reading(paragraph: int, standing: str, words: str) -> str:
    if standing == words:
        return f"paragraph {paragraph} has it"
    return f"paragraph {paragraph} has it as {standing!r}, with other {' and '.join(differences(words, standing))}"
