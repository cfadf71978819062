"""The rules of the data that no single field can state, checked before anything is stored."""

from collections.abc import Iterator

from app.ingest.payload.claim import ClaimFields, FigureFields, HopFields
from app.model.vocabulary import Certainty, ClaimKind, Comparator, Polarity, Role, SourceType

Broken = tuple[str, str]
"""(field, what is wrong with it)."""

_NEGATIVE = (Certainty.CERTAIN_NOT, Certainty.PROBABLE_NOT, Certainty.POSSIBLE_NOT)
_NEEDS_VALUE = (Comparator.EXACT, Comparator.ABOUT, Comparator.ORDER_OF_MAGNITUDE)


def broken_rules(claim: ClaimFields) -> Iterator[Broken]:
    """Every rule that a claim breaks."""
    if claim.kind is ClaimKind.ALLEGATION and not claim.participants.get(Role.TARGET):
        yield "participants", "an allegation names its target"
    yield from _broken_by_chain(claim)
    denies = claim.chain[-1].certainty in _NEGATIVE
    if denies is not (claim.polarity is Polarity.DENIED):
        yield "polarity", f"is {claim.polarity}, but the claimant's certainty is {claim.chain[-1].certainty}"
    for index, relation in enumerate(claim.relations):
        if not relation.relation.is_forward:
            yield f"relations.{index}.relation", f"write {relation.relation.reverse} on the other claim; the reverse is derived"
    for index, figure in enumerate(claim.figures):
        for field, detail in _broken_by_figure(figure):
            yield f"figures.{index}.{field}", detail


def _broken_by_chain(claim: ClaimFields) -> Iterator[Broken]:
    for index, hop in enumerate(claim.chain):
        for field, detail in _broken_by_hop(hop, is_only=len(claim.chain) == 1, is_first=index == 0):
            yield f"chain.{index}.{field}", detail
    for index, (hop, previous) in enumerate(zip(claim.chain[1:], claim.chain, strict=False), 1):
        if hop.with_previous and (hop.act, hop.certainty) != (previous.act, previous.certainty):
            yield f"chain.{index}.with_previous", "those who speak together do the same with the same certainty; write two claims otherwise"


def _broken_by_hop(hop: HopFields, *, is_only: bool, is_first: bool) -> Iterator[Broken]:
    if hop.source_type is SourceType.AUTHOR and not is_only:
        yield "source_type", "only the document itself is the author; where it is, the chain has no other hop"
    if hop.source_type is SourceType.NAMED and not hop.stakeholder:
        yield "stakeholder", "a named source has a stakeholder"
    if hop.source_type in {SourceType.UNNAMED, SourceType.GENERIC, SourceType.AUTHOR} and hop.stakeholder:
        yield "stakeholder", f"a source that is {hop.source_type} has no stakeholder"
    if hop.source_type is SourceType.DESCRIBED and not (hop.stakeholder or hop.label):
        yield "label", "a described source has a stakeholder, or the printed description as its label"
    if hop.label and hop.stakeholder:
        yield "label", "is for sources without a stakeholder"
    if hop.with_previous and is_first:
        yield "with_previous", "there is no hop before the first to speak with"


def _broken_by_figure(figure: FigureFields) -> Iterator[Broken]:
    if figure.comparator in _NEEDS_VALUE and figure.value is None:
        yield "value", f"a figure that is {figure.comparator} has a value"
    if figure.comparator in {Comparator.AT_LEAST, Comparator.MORE_THAN} and figure.lower is None:
        yield "lower", f"a figure that is {figure.comparator} has a lower bound"
    if figure.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN} and figure.upper is None:
        yield "upper", f"a figure that is {figure.comparator} has an upper bound"
    if figure.comparator is Comparator.BETWEEN and (figure.lower is None or figure.upper is None):
        yield "lower", "a figure between has both bounds"
    if figure.lower is not None and figure.upper is not None and figure.lower > figure.upper:
        yield "lower", "is above the upper bound"
