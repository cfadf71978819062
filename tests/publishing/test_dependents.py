"""Every way from a changed row to a record that shows it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.db.engine import reading
from app.model import Claim, Document, Figure, Stakeholder, Topic
from app.publishing.dependents import with_dependents
from tests.ingest.folder import NOON, DataFolder, claim_address, figure_address

TABLES: dict[str, Any] = {"claims": Claim, "documents": Document, "figures": Figure, "stakeholders": Stakeholder, "topics": Topic}
DOCUMENT = "documents/tamar-landing-2034"


class Graph:
    """The rows of a database under their addresses."""

    def __init__(self, session: Session, folder: DataFolder) -> None:
        self._session = session
        self._files = folder.read()
        self.ids = {
            f"{noun}/{getattr(row, 'public_id', None) or row.slug}": row.id
            for noun, table in TABLES.items()
            for row in session.execute(select(table)).scalars()
        }

    def shown_with(self, *addresses: str) -> set[str]:
        """The addresses of all records that may read differently when these rows have changed."""
        changed: dict[str, set[int]] = {}
        for address in addresses:
            changed.setdefault(address.partition("/")[0], set()).add(self.ids[address])
        names = {(address.partition("/")[0], item_id): address for address, item_id in self.ids.items()}
        shown = with_dependents(self._session, changed)
        return {names[noun, item_id] for noun, ids in shown.items() for item_id in ids}

    def claim(self, key: str) -> str:
        return claim_address(self._files, key)

    def figure(self, claim_key: str, key: str) -> str:
        return figure_address(self._files, claim_key, key)


@pytest.fixture
def graph(ferry_engine: Engine, ferry: DataFolder) -> Iterator[Graph]:
    with Session(reading(ferry_engine)) as session:
        yield Graph(session, ferry)


def test_claim_is_shown_by_its_document_topics_parties_figures_and_relations(graph: Graph) -> None:
    assert graph.shown_with(graph.claim("islanders-are-refugees")) == {
        graph.claim("islanders-are-refugees"),
        graph.claim("schools-should-open"),
        DOCUMENT,
        "topics/status",
        "stakeholders/quorrel",
        "stakeholders/tamar-islanders",
    }


def test_claim_is_shown_by_the_claim_that_relates_to_it(graph: Graph) -> None:
    assert graph.claim("islanders-are-refugees") in graph.shown_with(graph.claim("schools-should-open"))


def test_claim_is_shown_by_its_figures(graph: Graph) -> None:
    assert graph.figure("islanders-may-stay", "may-stay") in graph.shown_with(graph.claim("islanders-may-stay"))


def test_stakeholder_is_shown_by_the_claims_whose_chain_it_stands_in(graph: Graph) -> None:
    assert graph.claim("islanders-may-stay") in graph.shown_with("stakeholders/harbour-radio")
    assert graph.claim("schools-should-open") in graph.shown_with("stakeholders/relief-groups")


def test_stakeholder_is_shown_by_claims_that_relate_to_those_it_makes(graph: Graph) -> None:
    assert graph.claim("islanders-are-refugees") in graph.shown_with("stakeholders/lantern-society")


def test_stakeholder_is_shown_by_the_claims_it_plays_a_part_in(graph: Graph) -> None:
    assert graph.claim("families-turned-away") in graph.shown_with("stakeholders/ferry-company")


def test_stakeholder_is_shown_by_its_children(graph: Graph) -> None:
    assert "stakeholders/board-of-harbours" in graph.shown_with("stakeholders/quorrel")


def test_stakeholder_is_not_shown_by_its_parent(graph: Graph) -> None:
    with_child = graph.shown_with("stakeholders/board-of-harbours")
    assert graph.claim("schools-should-open") not in with_child


def test_place_is_shown_by_the_figures_that_lie_there(graph: Graph) -> None:
    assert graph.figure("departures-in-march", "departures") in graph.shown_with("stakeholders/tamar")


def test_claimant_is_shown_by_the_figures_of_its_claims(graph: Graph) -> None:
    assert graph.figure("islanders-may-stay", "may-stay") in graph.shown_with("stakeholders/harbour-radio")


def test_document_is_shown_by_all_its_claims_and_figures(graph: Graph) -> None:
    shown = graph.shown_with(DOCUMENT)
    assert {address for address in graph.ids if address.startswith(("claims/", "figures/"))} <= shown


def test_topic_is_shown_by_itself_alone(graph: Graph) -> None:
    assert graph.shown_with("topics/shelter") == {"topics/shelter"}


def test_figure_is_shown_by_itself_alone(graph: Graph) -> None:
    figure = graph.figure("islanders-may-stay", "may-stay")
    assert graph.shown_with(figure) == {figure}


def test_nothing_is_shown_when_nothing_has_changed(graph: Graph) -> None:
    assert graph.shown_with() == set()


def test_publisher_is_shown_by_its_documents_and_their_claims(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.report["document"]["publisher"] = "relief-groups"
    ferry.load(ferry_engine, NOON)
    with Session(reading(ferry_engine)) as session:
        graph = Graph(session, ferry)
        shown = graph.shown_with("stakeholders/relief-groups")
    assert {DOCUMENT, graph.claim("families-turned-away")} <= shown


def test_dependents_are_found_when_more_rows_changed_than_one_statement_can_name(empty_engine: Engine) -> None:
    many = set(range(1, 70_001))
    with Session(reading(empty_engine)) as session:
        assert with_dependents(session, {"documents": many})["documents"] == many
