"""How much a record may hold: more is refused where it is written, and changes nothing."""

from tests.desk.desk import Desk, a_claim, errors_of


def test_chain_is_refused_when_its_attribution_would_be_too_long(desk: Desk) -> None:
    address = a_claim(desk)
    before = desk.get(address)
    hop = {"source_type": "described", "label": "x" * 300, "act": "says", "certainty": "certain"}
    answer = desk.patch(address, {"chain": [hop] * 80})
    assert (answer.status_code, errors_of(answer)) == (422, [("", "too_large")])
    assert answer.json()["detail"].startswith(f"{address} would be larger than a record may be: Citation.long: ")
    assert desk.get(address) == before


def test_draft_tells_that_its_record_would_be_too_large(desk: Desk) -> None:
    address = a_claim(desk)
    content = desk.content(address)
    content["chain"] = [{"source_type": "described", "label": "x" * 300, "act": "says", "certainty": "certain"}] * 80
    draft = desk.done("POST", "/drafts", {"noun": "claims", "record": address.rpartition("/")[2], "content": content})
    assert [fault["code"] for fault in draft["faults"]] == ["too_large"]
