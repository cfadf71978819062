"""The text that a generated report quotes: written passage by passage, so that every anchor is true of it."""

from hashlib import sha256
from random import Random

from app.ingest.anchoring import AnchorFile, AnchorLine
from bench.generate_words import Language

_QUOTED_WORDS = 5
_PASSAGES_IN_A_PARAGRAPH = 3


class Passages:
    """A text in the making, and the anchors of what is quoted of it. Each passage begins with a number, so none reads like another."""

    def __init__(self, language: Language, headline: str) -> None:
        self._language = language
        self._parts = [headline]
        self._length = len(headline)
        self._anchors: list[AnchorLine] = []

    def quote(self, random: Random) -> dict[str, object]:
        """Go on writing; how a file quotes what was written."""
        number = len(self._anchors)
        words = f"{number + 1}: {self._language.words(random, 6, 18)}"
        joint = "\n\n" if number % _PASSAGES_IN_A_PARAGRAPH == 0 else " "
        start = self._length + len(joint)
        self._parts += (joint, words, ".")
        self._length = start + len(words) + 1
        paragraph, exact = number // _PASSAGES_IN_A_PARAGRAPH + 1, " ".join(words.split(" ")[:_QUOTED_WORDS])
        place = {"start": start, "end": start + len(words), "sha256": sha256(words.encode()).hexdigest()}
        anchor = {"paragraph": paragraph, "exact": exact, "to": None, "prefix": "", "suffix": "", **place}
        self._anchors.append(AnchorLine.model_validate(anchor))
        return {"paragraph": paragraph, "exact": exact}

    @property
    def text(self) -> str:
        """What was written."""
        return "".join((*self._parts, "\n"))

    @property
    def anchors(self) -> AnchorFile:
        """The anchors of all that was quoted."""
        text = self.text
        return AnchorFile(text_sha256=sha256(text.encode()).hexdigest(), text_length=len(text), anchors=tuple(self._anchors))
