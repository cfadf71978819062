"""Topics: what the files say of each, by name."""

from starlette.testclient import TestClient

from app.ingest.files import DataFiles
from tests.asking import ask, ids
from tests.claims.expected import claims_of


def test_topics_are_sorted_by_name(client: TestClient, seed_files: DataFiles) -> None:
    expected = [topic.id for topic in sorted(seed_files.topics, key=lambda topic: topic.name)]
    assert ids(client, "/topics") == expected
    assert ids(client, "/topics", sort="-name") == expected[::-1]


def test_topic_shows_what_the_files_say(client: TestClient, seed_files: DataFiles) -> None:
    for topic in seed_files.topics:
        record = ask(client, f"/topics/{topic.id}")
        assert (record["name"], record["definition"]) == (topic.name, topic.definition)
        assert [(item["scheme"], item["uri"], item["match"]) for item in record["mappings"]] == [
            (item.scheme, item.uri, item.match) for item in topic.mappings
        ]


def test_topic_counts_its_claims(client: TestClient, seed_files: DataFiles) -> None:
    for topic in seed_files.topics:
        count = sum(topic.id in claim.payload.topics for claim in claims_of(seed_files))
        expected = [{"parameter": "topic", "count": count, "url": f"/claims?topic={topic.id}"}] if count else []
        assert ask(client, f"/topics/{topic.id}")["claims"] == expected


def test_every_topic_of_a_claim_is_there(client: TestClient) -> None:
    known = set(ids(client, "/topics"))
    assert {topic for claim in ask(client, "/claims", limit=500)["items"] for topic in claim["topics"]} <= known
