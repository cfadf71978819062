"""Whether an anchor still holds in a text, and where its passage stands now if it has drifted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from app.anchors.anchor import Anchor, anchor_at, surroundings
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that reads like the words sought: the anchor it would have, and how many words around it are as they were."""

    anchor: Anchor
    agreement: int


def check(text: SourceText, anchor: Anchor) -> Finding:
    """Compare ``anchor`` with ``text``: in place, or else the likeliest place of its passage now.

    A place where a passage that is longer than its quoted words is intact is likeliest. Otherwise the anchor's context counts, word
    by word, and the letter of the quoted words as much as all words on one side; an anchor without context goes by the letter
    alone. Places that are equally likely are ambiguous, and the nearest is proposed, in the same paragraph if there is one.
    """
    candidates = [_candidate(text, anchor, place) for place in places_like(text, anchor.exact)]
    if not candidates:
        return Finding(Status.MISSING, f"{anchor.exact!r} stands nowhere in the text")
    for candidate in candidates:
        if candidate.anchor.start == anchor.start and _is_intact(anchor, candidate.anchor):
            return _where_it_stood(anchor, candidate.anchor)
    likeness = [_likeness(anchor, candidate) for candidate in candidates]
    likeliest = [candidate for candidate, its in zip(candidates, likeness, strict=True) if its == max(likeness)]
    return _drifted(anchor, likeliest[0]) if len(likeliest) == 1 else _ambiguous(anchor, likeliest)


def _candidate(text: SourceText, anchor: Anchor, place: Place) -> _Candidate:
    """The anchor there is of the whole passage if that is intact, else of the quoted words alone."""
    whole = anchor_at(text, place, place.words.start + anchor.end - anchor.start)
    is_whole = whole.sha256 == anchor.sha256
    return _Candidate(whole if is_whole else anchor_at(text, place, place.words.end), _agreement(text, anchor, place))


def _is_intact(anchor: Anchor, candidate: Anchor) -> bool:
    return (candidate.exact, candidate.sha256) == (anchor.exact, anchor.sha256)


def _likeness(anchor: Anchor, candidate: _Candidate) -> tuple[bool, int]:
    goes_on = anchor.end - anchor.start > len(anchor.exact)
    letter = max(_context_words(anchor), 1) if candidate.anchor.exact == anchor.exact else 0
    return goes_on and _is_intact(anchor, candidate.anchor), letter + candidate.agreement


def _context_words(anchor: Anchor) -> int:
    """How many words of context the anchor has on either side; the side that has fewer came to an edge of the paragraph."""
    return max(len(anchor.prefix.split()), len(anchor.suffix.split()))


def _agreement(text: SourceText, anchor: Anchor, place: Place) -> int:
    """How many words (or paragraph edges) of the anchor's context stand around ``place``, counted outwards from it."""
    count = _context_words(anchor)
    before, after = surroundings(text, place, count)
    agreeing_before = _agreeing(reversed(_words(anchor.prefix)), reversed(_words(before)), count)
    return agreeing_before + _agreeing(_words(anchor.suffix), _words(after), count)


def _agreeing(one: Iterable[str], other: Iterable[str], count: int) -> int:
    pairs = zip(_up_to_edge(one, count), _up_to_edge(other, count), strict=False)
    return sum(takewhile(bool, (mine == theirs for mine, theirs in pairs)))


def _words(context: str) -> list[str]:
    return fold(context).text.split()


def _up_to_edge(words: Iterable[str], count: int) -> list[str]:
    return [*words, _PARAGRAPH_EDGE][:count]


def _where_it_stood(anchor: Anchor, candidate: Anchor) -> Finding:
    if candidate.paragraph == anchor.paragraph:
        return Finding(Status.IN_PLACE, "stands where it stood")
    return Finding(Status.MOVED, f"paragraph {anchor.paragraph} is paragraph {candidate.paragraph} now", candidate)


def _drifted(anchor: Anchor, candidate: _Candidate) -> Finding:
    is_doubtful = _context_words(anchor) > 0 and not candidate.agreement
    doubt = "; nothing around it is as it was, so look before you accept it" if is_doubtful else ""
    proposal = candidate.anchor
    if _is_intact(anchor, proposal):
        return Finding(Status.MOVED, f"the same passage stands elsewhere{doubt}", proposal)
    if proposal.exact == anchor.exact:
        return Finding(Status.CHANGED, f"it begins as it did and goes on otherwise: say anew where it ends{doubt}", proposal)
    respects = " and ".join(differences(anchor.exact, proposal.exact))
    return Finding(Status.CHANGED, f"{anchor.exact!r} is written with other {respects} now{doubt}", proposal)


def _ambiguous(anchor: Anchor, candidates: list[_Candidate]) -> Finding:
    proposals = [candidate.anchor for candidate in candidates]
    nearest = min(proposals, key=lambda proposal: (proposal.paragraph != anchor.paragraph, abs(proposal.start - anchor.start)))
    places = "; ".join(proposal.place for proposal in proposals)
    return Finding(Status.AMBIGUOUS, f"it fits equally well in {len(candidates)} places, the nearest proposed: {places}", nearest)
