"""Whether an anchor still holds in a text, and where its passage stands now if it has drifted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from app.anchors.anchor import CONTEXT_WORDS, Anchor, anchor_at
from app.anchors.folding import differences, fold
from app.anchors.places import Place, places_like
from app.anchors.text import SourceText

_PARAGRAPH_EDGE = ""


class Status(StrEnum):
    """How an anchor stands to a text."""

    IN_PLACE = "in_place"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one anchor; ``proposal`` is the anchor to put in its stead, for an editor to accept."""

    status: Status
    detail: str
    proposal: Anchor | None = None


def check(text: SourceText, anchor: Anchor) -> Finding:
    """Compare ``anchor`` with ``text``: in place, or else the likeliest place of its passage now.

    A place where a passage that is longer than its quoted words is intact is likeliest. Otherwise the words around it count, one
    by one, and the letter of the quoted words as much as all words on one side. Places that are equally likely are ambiguous, and
    the nearest is proposed.
    """
    candidates = [_candidate(text, anchor, place) for place in places_like(text, anchor.exact)]
    if not candidates:
        return Finding(Status.MISSING, f"{anchor.exact!r} stands nowhere in the text")
    for candidate in candidates:
        if candidate.start == anchor.start and _is_intact(anchor, candidate):
            return _where_it_stood(anchor, candidate)
    likeness = {candidate: _likeness(anchor, candidate) for candidate in candidates}
    best = max(likeness.values())
    likeliest = [candidate for candidate in candidates if likeness[candidate] == best]
    return _drifted(anchor, likeliest[0]) if len(likeliest) == 1 else _ambiguous(anchor, likeliest)


def _candidate(text: SourceText, anchor: Anchor, place: Place) -> Anchor:
    """The anchor that this place would have: of the whole passage if that is intact, else of the quoted words alone."""
    whole = anchor_at(text, place, place.words.start + anchor.end - anchor.start)
    return whole if whole.sha256 == anchor.sha256 else anchor_at(text, place, place.words.end)


def _is_intact(anchor: Anchor, candidate: Anchor) -> bool:
    return (candidate.exact, candidate.sha256) == (anchor.exact, anchor.sha256)


def _likeness(anchor: Anchor, candidate: Anchor) -> tuple[bool, int]:
    goes_on = anchor.end - anchor.start > len(anchor.exact)
    letter = CONTEXT_WORDS if candidate.exact == anchor.exact else 0
    return goes_on and _is_intact(anchor, candidate), letter + _agreement(anchor, candidate)


def _agreement(anchor: Anchor, candidate: Anchor) -> int:
    """How many words (or paragraph edges) agree on either side, counted outwards from the quoted words."""
    before = _agreeing(reversed(_words(anchor.prefix)), reversed(_words(candidate.prefix)))
    return before + _agreeing(_words(anchor.suffix), _words(candidate.suffix))


def _agreeing(one: Iterable[str], other: Iterable[str]) -> int:
    pairs = zip(_up_to_edge(one), _up_to_edge(other), strict=False)
    return sum(takewhile(bool, (mine == theirs for mine, theirs in pairs)))


def _words(context: str) -> list[str]:
    return fold(context).text.split()


def _up_to_edge(words: Iterable[str]) -> list[str]:
    return [*words, _PARAGRAPH_EDGE][:CONTEXT_WORDS]


def _where_it_stood(anchor: Anchor, candidate: Anchor) -> Finding:
    if candidate.paragraph == anchor.paragraph:
        return Finding(Status.IN_PLACE, "stands where it stood")
    return Finding(Status.MOVED, f"paragraph {anchor.paragraph} is paragraph {candidate.paragraph} now", candidate)


def _drifted(anchor: Anchor, candidate: Anchor) -> Finding:
    doubt = "" if _agreement(anchor, candidate) else "; nothing around it is as it was, so look before you accept it"
    if _is_intact(anchor, candidate):
        return Finding(Status.MOVED, f"the same passage stands elsewhere{doubt}", candidate)
    if candidate.exact == anchor.exact:
        return Finding(Status.CHANGED, f"it begins as it did and goes on otherwise: say anew where it ends{doubt}", candidate)
    respects = " and ".join(differences(anchor.exact, candidate.exact))
    return Finding(Status.CHANGED, f"{anchor.exact!r} is written with other {respects} now{doubt}", candidate)


def _ambiguous(anchor: Anchor, candidates: list[Anchor]) -> Finding:
    nearest = min(candidates, key=lambda candidate: abs(candidate.start - anchor.start))
    places = "; ".join(candidate.place for candidate in candidates)
    return Finding(Status.AMBIGUOUS, f"it fits equally well in {len(candidates)} places, the nearest proposed: {places}", nearest)
