"""The anchors of a document as the database has them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import reading
from app.ingest.verifying import DocumentChoiceError, anchors_of_document, choose_document
from tests.ingest.folder import DataFolder, claim_address, figure_address
from tests.ingest.test_second_report import TEXT, second_report


@pytest.fixture
def session(ferry_engine: Engine) -> Iterator[Session]:
    with Session(reading(ferry_engine)) as session:
        yield session


def test_anchors_come_in_the_order_of_the_text(session: Session, ferry: DataFolder) -> None:
    anchors = [anchor for _, anchor in anchors_of_document(session, choose_document(session, None, ""))]
    assert [anchor.start for anchor in anchors] == sorted(anchor.start for anchor in anchors)
    assert set(anchors) == {line.anchor for line in ferry.read().reports[0].anchors.anchors}


def test_every_anchor_comes_with_the_record_that_rests_on_it(session: Session, ferry: DataFolder) -> None:
    files = ferry.read()
    owners: dict[str, list[str]] = {}
    for owner, anchor in anchors_of_document(session, choose_document(session, None, "")):
        owners.setdefault(owner, []).append(anchor.exact)
    claim = claim_address(files, "islanders-may-stay")
    assert owners[claim] == ["decided on Monday"]
    assert owners[f"{claim} chain depth 1"] == ["according to Harbour Radio"]
    assert owners[f"{claim} chain depth 2"] == ["a port official said"]
    assert owners[figure_address(files, "islanders-may-stay", "may-stay")] == ["60 islanders"]


def test_document_is_the_only_one_when_the_text_is_unknown(session: Session) -> None:
    assert choose_document(session, None, "0" * 64).slug == "tamar-landing-2034"


def test_document_is_the_one_that_is_named(session: Session) -> None:
    assert choose_document(session, "tamar-landing-2034", "").slug == "tamar-landing-2034"


def test_error_lists_the_documents_when_none_has_that_id(session: Session) -> None:
    with pytest.raises(DocumentChoiceError, match="there is no document 'nowhere'; there are: tamar-landing-2034"):
        choose_document(session, "nowhere", "")


def test_document_is_the_one_with_that_text_when_there_are_several(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.add_report("tamar-empty", second_report(), TEXT)
    ferry.load(ferry_engine)
    sha256 = next(report.anchors.text_sha256 for report in ferry.read().reports if report.payload.document.id == "tamar-empty-2034")
    with Session(reading(ferry_engine)) as session:
        assert choose_document(session, None, sha256).slug == "tamar-empty-2034"
        with pytest.raises(DocumentChoiceError, match="say with --document which it should be: tamar-empty-2034, tamar-landing-2034"):
            choose_document(session, None, "0" * 64)


def test_error_says_what_to_run_when_there_is_no_document(empty_engine: Engine) -> None:
    with Session(reading(empty_engine)) as session, pytest.raises(DocumentChoiceError, match="none yet: run 'facts seed'"):
        choose_document(session, None, "")
