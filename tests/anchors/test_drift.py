"""Whatever is inserted anywhere outside a passage, the passage is found again."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.anchors.anchor import Anchor
from app.anchors.check import Status, check
from app.anchors.locate import locate
from app.anchors.text import SourceText
from tests.anchors.edited import source

TEXT = source(
    "The caf\u00e9 by the old quay was shut in May, the council said.\n\n"
    "\U0001f6a2 Nobody from the new quay was shut out \u2013 \u201cno one at all\u201d, said Varnum.\r\n\r\n"
    "\u05d4\u05e8\u05e6\u05d9\u05e3 \u05e1\u05d2\u05d5\u05e8 \u05d1\u05dc\u05d9\u05dc\u05d4 cafe\u0301 tables stood on the quay."
)
ANCHORS = (
    locate(TEXT, 1, "old quay was shut", to="council"),
    locate(TEXT, 1, "quay was shut"),
    locate(TEXT, 2, "quay was shut"),
    locate(TEXT, 2, "\u201cno one", to="Varnum"),
    locate(TEXT, 3, "\u05e1\u05d2\u05d5\u05e8", to="cafe\u0301 tables"),
    locate(TEXT, 3, "cafe\u0301"),
)
PASSAGES = st.sampled_from(ANCHORS)
# A combining mark would become part of the passage's last character, which is a change inside the passage.
INSERTIONS = st.one_of(
    st.text(st.characters(exclude_categories=["M", "Cs"])),
    st.sampled_from(["\n\n", "\r\n", " quay ", "was shut in May", "the new ", "\U0001f6a2", "\u200f", " \u00a0"]),
)


def insert(content: str, at: int, insertion: str) -> str:
    return content[:at] + insertion + content[at:]


def check_found(text: SourceText, anchor: Anchor, start: int) -> None:
    finding = check(text, anchor)
    found = finding.proposal or anchor
    assert finding.status in {Status.IN_PLACE, Status.MOVED}
    assert (found.start, found.end, found.exact, found.sha256) == (start, start + anchor.end - anchor.start, anchor.exact, anchor.sha256)


@given(anchor=PASSAGES, insertion=INSERTIONS, data=st.data())
def test_passage_is_found_when_text_is_inserted_before_it(anchor: Anchor, insertion: str, data: st.DataObject) -> None:
    assume(anchor.exact not in insertion)
    at = data.draw(st.integers(0, anchor.start))
    check_found(source(insert(TEXT.content, at, insertion)), anchor, anchor.start + len(insertion))


@given(anchor=PASSAGES, insertion=INSERTIONS, data=st.data())
def test_passage_is_found_when_text_is_inserted_after_it(anchor: Anchor, insertion: str, data: st.DataObject) -> None:
    assume(anchor.exact not in insertion)
    at = data.draw(st.integers(anchor.end, TEXT.length))
    check_found(source(insert(TEXT.content, at, insertion)), anchor, anchor.start)


@given(insertion=INSERTIONS, data=st.data())
def test_context_of_a_proposal_stands_around_its_words_whatever_was_inserted(insertion: str, data: st.DataObject) -> None:
    text = source(insert(TEXT.content, data.draw(st.integers(0, TEXT.length)), insertion))
    for proposal in filter(None, (check(text, anchor).proposal for anchor in ANCHORS)):
        assert text.content.startswith(proposal.prefix + proposal.exact + proposal.suffix, proposal.start - len(proposal.prefix))


@given(anchor=PASSAGES)
def test_anchor_is_in_place_when_nothing_changed(anchor: Anchor) -> None:
    assert check(TEXT, anchor).status is Status.IN_PLACE
