from starlette.testclient import TestClient


def test_claims_of_an_actor(client: TestClient) -> None:
    answer = client.get("/claims", params={"actor": "China"})
    assert answer.status_code == 200
    assert answer.json()["total"] == 20
