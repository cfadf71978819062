"""The sentence of attribution, generated from the chain so that it cannot drift from it."""

from collections.abc import Sequence
from itertools import groupby

from app import model
from app.model.vocabulary import Act, Certainty, SourceType

_UNNAMED = {
    SourceType.DESCRIBED: "a source that is not named",
    SourceType.UNNAMED: "an unnamed source",
    SourceType.GENERIC: "common talk",
    SourceType.AUTHOR: "the document itself",
}
_DOES = {
    Act.PUBLISHES: "Published by",
    Act.REPORTS: "Reported by",
    Act.SAYS: "Said by",
    Act.CLAIMS: "Claimed by",
    Act.DENIES: "Denied by",
    Act.ACCUSES: "Alleged by",
    Act.CRITICISES: "Criticised by",
    Act.SUSPECTS: "Suspected by",
    Act.CONSIDERS: "Held as a view by",
    Act.EXPECTS: "Expected by",
    Act.ESTIMATES: "Estimated by",
    Act.RANKS: "Ranked by",
    Act.NOTES: "Noted by",
    Act.URGES: "Urged by",
    Act.DEMANDS: "Demanded by",
    Act.DECIDES: "Decided by",
    Act.PLANS: "Planned by",
    Act.PROMISES: "Promised by",
}
_HEDGES = {
    Certainty.PROBABLE: "as probable",
    Certainty.POSSIBLE: "as possible",
    Certainty.CERTAIN_NOT: "as certainly not so",
    Certainty.PROBABLE_NOT: "as probably not so",
    Certainty.POSSIBLE_NOT: "as possibly not so",
    Certainty.KNOWN_WHETHER: "as known, without saying which",
    Certainty.UNCOMMITTED: "without taking a stand",
}


def claimants(chain: Sequence[model.Hop]) -> list[model.Hop]:
    """The deepest hops of a chain: who claims it. Joint speakers share a depth."""
    deepest = max(hop.depth for hop in chain)
    return [hop for hop in chain if hop.depth == deepest]


def attribution(chain: Sequence[model.Hop], document: model.Document) -> str:
    """One sentence from the claimant back to the document.

    Such as: Expected by an unnamed source, as probable; reported by Radio Free Asia; in “Title” (2 January 2008).
    Certainty is told where it is less than plain: "as certain" would sound like our own verdict.
    """
    steps = [list(hops) for _, hops in groupby(reversed(chain), key=lambda hop: hop.depth)]
    claimed, *relayed = [list(reversed(hops)) for hops in steps]
    certainty = claimed[0].certainty
    hedge = f", {_HEDGES[certainty]}" if certainty in _HEDGES else ""
    told = [f"{_DOES[claimed[0].act]} {_speakers(claimed)}{hedge}"]
    told += [f"{_DOES[hops[0].act].lower()} {_speakers(hops)}" for hops in relayed if hops[0].depth > 0]
    return f"{'; '.join(told)}; in {document_in_words(document, chain[0].stakeholder)}."


def without_document(sentence: str, title: str) -> str:
    """A sentence of attribution up to where it names the document: Expected by an unnamed source; reported by Radio Free Asia."""
    told, _, _ = sentence.rpartition(f"; in “{title}”")
    return told or sentence


def document_in_words(document: model.Document, publisher: model.Stakeholder | None) -> str:
    """A document by its title, its publisher and its day, where these are known: “Title” (Radio Free Asia, 2 January 2008)."""
    known = [publisher.name if publisher else "", f"{document.published_at:%-d %B %Y}" if document.published_at else ""]
    told = ", ".join(part for part in known if part)
    return f"“{document.title}” ({told})" if told else f"“{document.title}”"


def speaker(hop: model.Hop) -> str:
    """Who a hop is: its stakeholder, else the printed label, else what kind of source it is."""
    if hop.stakeholder:
        return hop.stakeholder.name
    if hop.source_type is SourceType.AUTHOR:
        return _UNNAMED[SourceType.AUTHOR]
    return f"“{hop.label}”" if hop.label else _UNNAMED[hop.source_type]


def _speakers(hops: Sequence[model.Hop]) -> str:
    return " and ".join(speaker(hop) for hop in hops)
