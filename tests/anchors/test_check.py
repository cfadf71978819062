from dataclasses import replace

import pytest

from app.anchors.anchor import Anchor
from app.anchors.check import Finding, Status, check
from app.anchors.locate import locate
from app.anchors.text import SourceText
from tests.anchors.edited import edited, source


@pytest.fixture
def ferries(harbour: SourceText) -> Anchor:
    """A passage longer than the words that it begins with."""
    return locate(harbour, 1, "night ferries", to="in June")


def passage(text: SourceText, finding: Finding) -> str:
    assert finding.proposal is not None
    return text.content[finding.proposal.start : finding.proposal.end]


def test_anchor_is_in_place_when_nothing_changed(harbour: SourceText, ferries: Anchor) -> None:
    assert check(harbour, ferries) == Finding(Status.IN_PLACE, "stands where it stood")


def test_anchor_is_in_place_when_only_later_text_changed(harbour: SourceText, ferries: Anchor) -> None:
    assert check(edited(harbour, ("Nobody was hurt", "One man was hurt")), ferries).status is Status.IN_PLACE


def test_anchor_moves_when_text_is_inserted_before_it(harbour: SourceText, ferries: Anchor) -> None:
    text = edited(harbour, ("said on Tuesday", "said late on Tuesday \U0001f6a2"))
    finding = check(text, ferries)
    assert finding.status is Status.MOVED
    assert finding.proposal == replace(ferries, start=ferries.start + 7, end=ferries.end + 7)


def test_anchor_moves_when_text_is_deleted_before_it(harbour: SourceText, ferries: Anchor) -> None:
    finding = check(edited(harbour, (" on Tuesday", "")), ferries)
    assert finding.status is Status.MOVED
    assert finding.proposal == replace(ferries, start=ferries.start - 11, end=ferries.end - 11)


@pytest.mark.parametrize(
    ("old", "new", "paragraph"),
    [
        ("quay.\n\nAbout", "quay. About", 2),
        ("in June. \u201cWe", "in June.\n\n\u201cWe", 4),
        ("The harbour council of", "A correction was made.\n\nThe harbour council of", 4),
    ],
)
def test_anchor_moves_to_another_paragraph_when_paragraphs_merge_or_split(harbour: SourceText, old: str, new: str, paragraph: int) -> None:
    anchor = locate(harbour, 3, "right to clear")
    text = edited(harbour, (old, new))
    finding = check(text, anchor)
    assert finding.status is Status.MOVED
    assert finding.proposal == locate(text, paragraph, "right to clear")


def test_anchor_moves_when_only_its_paragraph_number_changed() -> None:
    before = source("The quay is shut.\n \nThe ferry has left.")
    after = source("The quay is shut.\n.\nThe ferry has left.")
    finding = check(after, locate(before, 2, "ferry has"))
    assert finding == Finding(Status.MOVED, "paragraph 2 is paragraph 1 now", locate(after, 1, "ferry has"))


def test_anchor_moves_when_its_paragraph_number_is_wrong(harbour: SourceText, ferries: Anchor) -> None:
    finding = check(harbour, replace(ferries, paragraph=3))
    assert (finding.status, finding.proposal) == (Status.MOVED, ferries)


def test_beginning_is_proposed_when_the_rest_of_the_passage_changed(harbour: SourceText, ferries: Anchor) -> None:
    text = edited(harbour, ("would stop in June", "would stop in July"))
    finding = check(text, ferries)
    assert finding.status is Status.CHANGED
    assert finding.detail == "it begins as it did and goes on otherwise: say anew where it ends"
    assert passage(text, finding) == "night ferries"


def test_beginning_is_proposed_when_a_paragraph_is_split_inside_the_passage(harbour: SourceText, ferries: Anchor) -> None:
    text = edited(harbour, ("Lowmarsh would", "Lowmarsh\n\nwould"))
    assert passage(text, check(text, ferries)) == "night ferries"


def test_beginning_is_proposed_when_the_text_ends_inside_the_passage(ferries: Anchor) -> None:
    text = source("Only night ferries")
    assert passage(text, check(text, ferries)) == "night ferries"


@pytest.mark.parametrize(
    ("exact", "standing", "respects"),
    [
        ("\u201cweekend visitors\u201d and", '"weekend visitors" and', "quotation marks"),
        ("flood refugees \u2013 and", "flood refugees \u2014 and", "dashes"),
        ("flood refugees \u2013 and", "flood\u00a0refugees\n\u2013 and", "spacing"),
        ("Lawyers for", "LAWYERS FOR", "case"),
        ("Lawyers for", "Law\u00adyers for", "invisible characters"),
        ("a right to", "a \uff52\uff49\uff47\uff48\uff54 to", "Unicode form"),
    ],
)
def test_words_are_proposed_as_they_stand_when_they_were_restyled(harbour: SourceText, exact: str, standing: str, respects: str) -> None:
    text = edited(harbour, (exact, standing))
    finding = check(text, locate(harbour, 3, exact))
    assert finding.status is Status.CHANGED
    assert finding.detail.endswith(f"is written with other {respects} now")
    assert finding.proposal == locate(text, 3, standing)


def test_anchor_changes_when_an_accent_is_composed() -> None:
    before, after = source("A cafe\u0301 by the quay is full."), source("A caf\u00e9 by the quay is full.")
    finding = check(after, locate(before, 1, "cafe\u0301 by"))
    assert (finding.status, finding.proposal) == (Status.CHANGED, locate(after, 1, "caf\u00e9 by"))


def test_anchor_changes_when_line_ends_become_crlf() -> None:
    before, after = source("One.\n\nA quay\nby night is dark."), source("One.\r\n\r\nA quay\r\nby night is dark.")
    finding = check(after, locate(before, 2, "quay\nby"))
    assert (finding.status, finding.proposal) == (Status.CHANGED, locate(after, 2, "quay\r\nby"))


def test_anchor_moves_when_line_ends_outside_it_become_crlf(harbour: SourceText, ferries: Anchor) -> None:
    text = SourceText.of(harbour.content.replace("\n", "\r\n").encode(), 2)
    finding = check(text, ferries)
    assert (finding.status, finding.proposal) == (Status.MOVED, locate(text, 1, "night ferries", to="in June"))


@pytest.mark.parametrize(("old", "new"), [("night ferries", "late ferries"), ("night ferries ", ""), ("night ferries", "night\n\nferries")])
def test_anchor_is_missing_when_its_words_are_edited_deleted_or_torn_apart(
    harbour: SourceText, ferries: Anchor, old: str, new: str
) -> None:
    finding = check(edited(harbour, (old, new)), ferries)
    assert finding == Finding(Status.MISSING, "'night ferries' stands nowhere in the text")


def test_anchor_is_missing_when_its_words_are_only_left_in_the_front_matter(harbour: SourceText) -> None:
    finding = check(edited(harbour, ("to Lowmarsh would", "to it would")), locate(harbour, 1, "to Lowmarsh"))
    assert finding.status is Status.MISSING


def test_context_decides_when_the_words_stand_in_several_places(harbour: SourceText) -> None:
    anchor = locate(harbour, 1, "The harbour council")
    text = edited(harbour, ("The harbour council of", "A correction was made. The harbour council of"))
    assert check(text, anchor) == Finding(Status.MOVED, "the same passage stands elsewhere", locate(text, 1, "The harbour council"))


def test_places_are_ambiguous_when_words_that_stood_once_and_have_no_context_stand_in_several(harbour: SourceText) -> None:
    anchor = locate(harbour, 1, "the harbour master")
    text = edited(harbour, ("The harbour council of", "Varnum is the harbour master. The harbour council of"))
    finding = check(text, anchor)
    assert finding.status is Status.AMBIGUOUS
    assert finding.proposal is not None
    assert (finding.proposal.start, finding.proposal.prefix, finding.proposal.suffix) == (anchor.start + 30, "crews,\u201d ", ",")


def test_proposal_is_in_the_same_paragraph_when_another_place_is_nearer() -> None:
    before = source("No boats at all.\n\nThe quay.")
    after = source("No boats at the quay.\n\nIt is a long walk to that quay.")
    finding = check(after, locate(before, 2, "quay"))
    assert (finding.status, finding.proposal) == (Status.AMBIGUOUS, locate(after, 2, "quay"))


def test_letter_decides_when_words_without_context_stand_in_several_places() -> None:
    before, after = source("By noon ferry crews had left."), source("The Ferry sank. By night ferry crews had left.")
    assert check(after, locate(before, 1, "ferry")) == Finding(Status.MOVED, "the same passage stands elsewhere", locate(after, 1, "ferry"))


def test_whole_passage_decides_when_its_first_words_stand_in_several_places_with_like_surroundings() -> None:
    before = source("So the quay was shut for good in May.")
    after = source("So the quay was shut for good in June. It is true: the quay was shut for good in May.")
    finding = check(after, locate(before, 1, "quay", to="in May"))
    assert (finding.status, passage(after, finding)) == (Status.MOVED, "quay was shut for good in May")


def test_context_outweighs_the_letter_when_the_words_also_stand_elsewhere(harbour: SourceText) -> None:
    anchor = locate(harbour, 2, "The harbour council")
    text = edited(harbour, ("The harbour council says", "The Harbour Council says"))
    assert check(text, anchor).proposal == locate(text, 2, "The Harbour Council")


def test_letter_outweighs_a_word_around_it_when_the_words_also_stand_elsewhere() -> None:
    before = source("Since May the ferry was late.\n\nBut the ferry was slow.")
    after = source("They say that the Ferry sank. By noon ferry crews had left.")
    assert check(after, locate(before, 1, "ferry")).proposal == locate(after, 1, "ferry")


def test_context_is_compared_without_its_typography() -> None:
    before = source("The \u201cold\u201d quay was shut.\n\nA new quay was built.")
    after = source('A quay was built. The "Old" quay was closed.')
    finding = check(after, locate(before, 1, "quay was"))
    assert (finding.status, passage(after, finding)) == (Status.MOVED, "quay was")
    assert "look before" not in finding.detail


def test_edge_of_a_paragraph_counts_as_context() -> None:
    before = source("40 ferries left.\n\nSome paid 40 crowns.")
    after = source("Some paid 40 crowns.\n\n40 boats left.")
    finding = check(after, locate(before, 1, "40"))
    assert (finding.status, finding.proposal) == (Status.MOVED, locate(after, 2, "40"))


def test_finding_does_not_warn_when_the_words_have_no_context() -> None:
    before, after = source("She saw 40 ferries leave."), source("Some paid 40 crowns for a bed.")
    finding = check(after, locate(before, 1, "40"))
    assert finding == Finding(Status.MOVED, "the same passage stands elsewhere", locate(after, 1, "40"))


def test_finding_warns_when_nothing_around_the_words_is_as_it_was() -> None:
    before, after = source("She saw 40 ferries leave.\n\nThen 40 came back."), source("Some paid 40 crowns for a bed.")
    finding = check(after, locate(before, 1, "40"))
    assert finding.status is Status.MOVED
    assert finding.detail.endswith("nothing around it is as it was, so look before you accept it")


def test_places_are_listed_and_the_nearest_proposed_when_they_fit_equally_well() -> None:
    before = source("Far away. And so the quay was shut at once.\n\nIt is a quay.")
    after = source("And so the quay was shut at once. And so the quay was shut at once.")
    anchor = locate(before, 1, "quay")
    finding = check(after, anchor)
    assert finding.status is Status.AMBIGUOUS
    assert finding.detail == (
        "it fits equally well in 2 places, the nearest proposed: paragraph 1, characters 11 to 15; paragraph 1, characters 45 to 49"
    )
    assert finding.proposal is not None
    assert finding.proposal.start == 11


def test_letter_shows_a_change_when_the_passage_is_the_same(harbour: SourceText, ferries: Anchor) -> None:
    finding = check(harbour, replace(ferries, exact="Night ferries"))
    assert (finding.status, finding.proposal) == (Status.CHANGED, ferries)


def test_hash_alone_shows_a_change_when_the_words_are_right(harbour: SourceText) -> None:
    anchor = locate(harbour, 4, "quay fence")
    finding = check(harbour, replace(anchor, sha256="0" * 64))
    assert (finding.status, finding.proposal) == (Status.CHANGED, anchor)
