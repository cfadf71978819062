"""A stakeholder is found by each of its names, and by nothing else."""

import pytest
from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from app.ingest.payload.stakeholder import StakeholderPayload
from tests.asking import ask, ids

CHINA = [
    "china",
    "China",
    "CHINA",
    "Chína",
    "\uff23\uff28\uff29\uff2e\uff21",
    " China ",
    "Beijing",
    "BEIJING",
    "Chinese government",
    "chinese-government",
    "China’s government",
    "China's government",
    "PRC",
    "P.R.C.",
    "CN",
    "cn",
    "CHN",
    "People's Republic of China",
    "People’s Republic of China",
]
OTHERS = [
    ("U.S.", "united-states"),
    ("US", "united-states"),
    ("usa", "united-states"),
    ("UN", "un"),
    ("U.N.", "un"),
    ("UN refugee agency", "unhcr"),
    ("DPRK", "north-korea"),
    ("ROK", "south-korea"),
    ("RFA", "radio-free-asia"),
    ("City of Beijing", "beijing-city"),
]


def names_of(stakeholder: StakeholderPayload) -> list[str]:
    outside = stakeholder.outside_knowledge
    aliases = [alias if isinstance(alias, str) else alias.name for alias in (*stakeholder.aliases, *outside.aliases)]
    codes = [code for code in (outside.iso_alpha_2, outside.iso_alpha_3) if code]
    return [stakeholder.id, stakeholder.name, *aliases, *codes, *outside.identifiers.values()]


@pytest.mark.parametrize("name", CHINA)
def test_names_of_china_ask_the_same(name: str, client: TestClient) -> None:
    assert ids(client, "/claims", actor=name) == ids(client, "/claims", actor="china")


@pytest.mark.parametrize(("name", "stakeholder_id"), OTHERS)
def test_name_is_resolved_to_one_stakeholder(name: str, stakeholder_id: str, client: TestClient) -> None:
    resolved = ask(client, "/claims", actor=name)["query"]["resolved"]["actor"]
    assert [(item["given"], item["id"]) for item in resolved] == [(name, stakeholder_id)]


def test_every_name_in_the_files_finds_its_stakeholder(client: TestClient, seed_files: DataFiles) -> None:
    for stakeholder in seed_files.stakeholders:
        for name in names_of(stakeholder):
            if name != "Korea":
                assert ids(client, "/stakeholders", name=name) == [stakeholder.id], name


@pytest.mark.parametrize("name", ["Chin", "hina", "Radio Free", "Republic", "North", "rapporteur", "embassy"])
def test_part_of_a_name_is_not_a_name(name: str, client: TestClient) -> None:
    assert client.get("/claims", params={"actor": name}).status_code == 422
