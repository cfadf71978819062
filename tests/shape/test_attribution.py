"""The sentence that says who claims it, and through whom."""

from datetime import UTC, datetime

import pytest

from app.model import Hop
from app.model.vocabulary import Act, Certainty, SourceType
from app.shape.attribution import attribution, claimants, document_in_words, without_document
from tests.shape.chains import carried_by, document, hop, stakeholder

QUORREL = stakeholder("Quorrel")
RADIO = stakeholder("Harbour Radio", 2)
SOCIETY = stakeholder("Lantern Society", 3)
HERALD = stakeholder("Herald", 4)


def sentence(*chain: Hop) -> str:
    return attribution(chain, document())


def test_sentence_names_the_claimant_and_the_document() -> None:
    assert sentence(carried_by(), hop(1, act=Act.CLAIMS, who=QUORREL)) == "Claimed by Quorrel; in “Ferries Stop” (2 April 2034)."


def test_sentence_quotes_the_label_when_a_source_is_only_described() -> None:
    found = sentence(carried_by(), hop(1, SourceType.DESCRIBED, label="a port official"))
    assert found == "Said by “a port official”; in “Ferries Stop” (2 April 2034)."


def test_sentence_names_a_described_source_when_it_is_a_stakeholder() -> None:
    found = sentence(carried_by(), hop(1, SourceType.DESCRIBED, Act.URGES, who=SOCIETY))
    assert found == "Urged by Lantern Society; in “Ferries Stop” (2 April 2034)."


@pytest.mark.parametrize(
    ("source_type", "told"),
    [(SourceType.UNNAMED, "an unnamed source"), (SourceType.GENERIC, "common talk"), (SourceType.DESCRIBED, "a source that is not named")],
)
def test_sentence_says_what_sort_of_source_it_is_when_nobody_is_named(source_type: SourceType, told: str) -> None:
    assert sentence(carried_by(), hop(1, source_type)) == f"Said by {told}; in “Ferries Stop” (2 April 2034)."


def test_sentence_says_so_when_the_document_speaks_for_itself() -> None:
    assert sentence(hop(0, SourceType.AUTHOR, label="Ferries Stop")) == "Said by the document itself; in “Ferries Stop” (2 April 2034)."


def test_sentence_names_the_publisher_when_the_document_speaks_for_itself() -> None:
    found = sentence(hop(0, SourceType.AUTHOR, Act.NOTES, who=HERALD))
    assert found == "Noted by Herald; in “Ferries Stop” (Herald, 2 April 2034)."


def test_sentence_names_the_publisher_with_the_document_when_others_speak() -> None:
    assert sentence(carried_by(HERALD), hop(1, who=QUORREL)) == "Said by Quorrel; in “Ferries Stop” (Herald, 2 April 2034)."


def test_sentence_names_both_when_two_speak_together() -> None:
    found = sentence(
        carried_by(),
        hop(1, act=Act.URGES, who=SOCIETY),
        hop(1, act=Act.URGES, label="others", source_type=SourceType.DESCRIBED, position=2),
    )
    assert found == "Urged by Lantern Society and “others”; in “Ferries Stop” (2 April 2034)."


def test_sentence_goes_from_the_claimant_back_to_the_document_when_there_are_two_relays() -> None:
    found = sentence(
        carried_by(),
        hop(1, act=Act.REPORTS, certainty=Certainty.UNCOMMITTED, who=HERALD),
        hop(2, act=Act.SAYS, certainty=Certainty.UNCOMMITTED, who=RADIO),
        hop(3, act=Act.DECIDES, who=QUORREL),
    )
    assert found == "Decided by Quorrel; said by Harbour Radio; reported by Herald; in “Ferries Stop” (2 April 2034)."


def test_sentence_names_joint_relays_in_their_order() -> None:
    found = sentence(
        carried_by(), hop(1, act=Act.REPORTS, who=HERALD), hop(1, act=Act.REPORTS, who=RADIO, position=2), hop(2, who=QUORREL, position=3)
    )
    assert found == "Said by Quorrel; reported by Herald and Harbour Radio; in “Ferries Stop” (2 April 2034)."


def test_sentence_says_denied_when_the_claimant_does() -> None:
    found = sentence(carried_by(), hop(1, act=Act.DENIES, certainty=Certainty.CERTAIN_NOT, who=QUORREL))
    assert found == "Denied by Quorrel, as certainly not so; in “Ferries Stop” (2 April 2034)."


def test_certainty_is_the_claimants_when_a_relay_is_less_certain() -> None:
    found = sentence(
        carried_by(), hop(1, act=Act.REPORTS, certainty=Certainty.POSSIBLE, who=RADIO), hop(2, certainty=Certainty.PROBABLE, who=QUORREL)
    )
    assert found == "Said by Quorrel, as probable; reported by Harbour Radio; in “Ferries Stop” (2 April 2034)."


@pytest.mark.parametrize("certainty", [item for item in Certainty if item is not Certainty.CERTAIN])
def test_sentence_tells_every_certainty_that_is_not_plain(certainty: Certainty) -> None:
    assert sentence(carried_by(), hop(1, certainty=certainty, who=QUORREL)).startswith("Said by Quorrel, ")


def test_sentences_differ_for_every_certainty() -> None:
    assert len({sentence(carried_by(), hop(1, certainty=certainty, who=QUORREL)) for certainty in Certainty}) == len(Certainty)


def test_sentences_differ_for_every_act() -> None:
    assert len({sentence(carried_by(), hop(1, act=act, who=QUORREL)) for act in Act}) == len(Act)


def test_claimants_are_all_who_stand_deepest() -> None:
    chain = [carried_by(), hop(1, who=RADIO), hop(2, who=SOCIETY, position=2), hop(2, who=QUORREL, position=3)]
    assert [item.stakeholder for item in claimants(chain)] == [SOCIETY, QUORREL]


def test_document_is_told_without_a_day_when_it_has_none() -> None:
    assert document_in_words(document(published_at=None), None) == "“Ferries Stop”"


def test_document_is_told_with_its_publisher_alone_when_it_has_no_day() -> None:
    assert document_in_words(document(published_at=None), HERALD) == "“Ferries Stop” (Herald)"


def test_day_has_no_leading_zero_when_it_has_one_digit() -> None:
    assert document_in_words(document(published_at=datetime(2034, 12, 9, tzinfo=UTC)), None) == "“Ferries Stop” (9 December 2034)"


def test_sentence_ends_before_the_document_when_that_is_left_out() -> None:
    sentence_of = "Said by “a man; in “Ferries Stop”, a board”; reported by Harbour Radio; in “Ferries Stop” (2 April 2034)."
    assert without_document(sentence_of, "Ferries Stop") == "Said by “a man; in “Ferries Stop”, a board”; reported by Harbour Radio"
    assert without_document(sentence_of, "Another") == sentence_of
