"""Two that stand in one claim can be one: the claim that is counted under the one while it is moved is no version of it."""

from sqlalchemy import Engine

from tests.mirror.editing import Desk, claim_with
from tests.serving import serving


def test_stakeholder_is_merged_into_one_that_stands_in_the_same_claim(own_engine: Engine) -> None:
    desk, claim = Desk(own_engine), claim_with(own_engine, "figures")
    desk.create("stakeholders", id="prc", name="The PRC", kind="state")
    desk.patch("claims", claim, participants={"mentioned": ["china", "prc"]})
    desk.merge("prc", "china")
    with serving(own_engine) as client:
        assert client.get("/stakeholders/prc", follow_redirects=False).headers["location"] == "/stakeholders/china"
        mentioned = [
            item["stakeholder"]["id"] for item in client.get(f"/claims/{claim}").json()["participants"] if item["role"] == "mentioned"
        ]
        assert mentioned == ["china"]
        versions = client.get("/changes?limit=500").json()["items"]
        assert [item["kind"] for item in versions if item["id"] == "prc"] == ["created", "updated", "merged"]
