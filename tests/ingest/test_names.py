"""The index of names follows what the files say."""

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.db.engine import reading
from app.db.memory import Memory
from app.db.snapshot import open_snapshot
from app.model import Name
from app.query.errors import QueryError
from app.query.names import resolve
from tests.ingest.folder import LATER, DataFolder
from tests.ingest.stored import state_of


def found(engine: Engine, noun: str, name: str) -> str | None:
    """The id of what that name finds; None where nothing has it."""
    with open_snapshot(engine, Memory()) as snapshot:
        try:
            return resolve(snapshot, noun, "name", name).id
        except QueryError as error:
            if error.faults[0].code != "unknown_name":
                raise
            return None


def shown(engine: Engine, noun: str, public_id: str) -> set[str]:
    with Session(reading(engine)) as session:
        return set(session.execute(select(col(Name.shown)).where(col(Name.noun) == noun, col(Name.public_id) == public_id)).scalars())


def test_every_kind_of_name_finds_a_stakeholder(ferry_engine: Engine) -> None:
    assert shown(ferry_engine, "stakeholders", "quorrel") == {"QQ", "QQR", "République de Quorrel", "Quorrel"}
    assert shown(ferry_engine, "stakeholders", "harbour-radio") == {"Q99999999999", "Harbour Radio"}


def test_page_about_a_stakeholder_is_no_name(ferry_engine: Engine) -> None:
    assert found(ferry_engine, "stakeholders", "https://harbour-radio.example/about") is None


@pytest.mark.parametrize(
    ("noun", "name", "public_id"),
    [
        ("stakeholders", "republique de quorrel", "quorrel"),
        ("stakeholders", "board-of-harbours", "board-of-harbours"),
        ("stakeholders", "Board of Harbours", "board-of-harbours"),
        ("topics", "SHELTER", "shelter"),
        ("documents", "tamar-landing-2034", "tamar-landing-2034"),
        ("documents", "Quorrel lets Tamar islanders land", "tamar-landing-2034"),
        ("units", "Person", "person"),
        ("measures", "People who may stay", "stays"),
    ],
)
def test_name_finds_what_it_is_a_name_of(ferry_engine: Engine, noun: str, name: str, public_id: str) -> None:
    assert found(ferry_engine, noun, name) == public_id


def test_new_name_finds_it_and_the_old_one_does_not_when_a_stakeholder_is_renamed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("lantern-society")["name"] = "Lantern Union"
    ferry.load(ferry_engine, LATER)
    assert found(ferry_engine, "stakeholders", "lantern union") == "lantern-society"
    assert shown(ferry_engine, "stakeholders", "lantern-society") == {"lantern-society", "Lantern Union"}


def test_old_name_still_finds_it_when_it_is_kept_as_an_alias(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("tamar-islanders").update(name="People of Tamar", aliases=["Tamar islanders"])
    ferry.load(ferry_engine, LATER)
    assert found(ferry_engine, "stakeholders", "Tamar Islanders") == "tamar-islanders"


def test_id_finds_it_when_another_has_it_for_a_name(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("relief-groups")["aliases"] = ["tamar"]
    ferry.load(ferry_engine, LATER)
    assert found(ferry_engine, "stakeholders", "tamar") == "tamar"


def test_new_label_finds_a_unit_when_it_is_renamed(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.terms["units"][0]["label"] = "Human being"
    ferry.load(ferry_engine, LATER)
    assert found(ferry_engine, "units", "human being") == "person"


def test_name_finds_nothing_when_it_is_in_another_alphabet_that_nobody_has(ferry_engine: Engine) -> None:
    assert found(ferry_engine, "stakeholders", "Тамар") is None


def test_name_in_another_alphabet_finds_it_when_it_is_an_alias(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.stakeholder("tamar")["aliases"] = [{"name": "Тамар", "language": "ru"}, {"name": "タマル島", "language": "ja"}]
    ferry.load(ferry_engine, LATER)
    assert found(ferry_engine, "stakeholders", "тамар") == "tamar"
    assert found(ferry_engine, "stakeholders", "タマル島") == "tamar"


def test_name_finds_a_term_only_when_its_vocabulary_lists_it(ferry_engine: Engine, ferry: DataFolder) -> None:
    ferry.terms["units"].append({"value": "boat", "label": "Boat", "definition": "One boat.", "example": "6 boats"})
    ferry.load(ferry_engine, LATER)
    ferry.terms["units"].pop()
    ferry.load(ferry_engine, LATER)
    listed = {term["value"] for term in state_of(ferry_engine).records["vocabularies/units"].data["terms"]}
    assert (found(ferry_engine, "units", "boat") is not None) == ("boat" in listed)
