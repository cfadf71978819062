"""Who is involved in a claim, and as what: what the role filters look up."""

from typing import Any

from app.ingest.involvement import parts_of
from app.model.vocabulary import Role

QUORREL, RADIO, SOCIETY, HERALD = 1, 2, 3, 4


def hop(depth: int, who: int | None = None) -> dict[str, Any]:
    return {"depth": depth, "stakeholder_id": who}


def parts(*chain: dict[str, Any], participants: tuple[tuple[Role, int], ...] = ()) -> set[tuple[str, int]]:
    return parts_of(chain, [{"role": role, "stakeholder_id": item_id} for role, item_id in participants])


def test_deepest_source_is_the_claimant_and_those_between_are_relays() -> None:
    made = parts(hop(0), hop(1, RADIO), hop(2, QUORREL))
    assert made == {("via", 2), ("claimant", 1), ("actor", 1), ("actor", 2)}


def test_joint_speakers_are_all_claimants() -> None:
    made = parts(hop(0), hop(1, SOCIETY), hop(1, QUORREL))
    assert made == {("claimant", 3), ("claimant", 1), ("actor", 3), ("actor", 1)}


def test_joint_relays_are_all_relays() -> None:
    made = parts(hop(0), hop(1, RADIO), hop(1, HERALD), hop(2, QUORREL))
    assert {part for part in made if part[0] == "via"} == {("via", 2), ("via", 4)}


def test_publisher_has_no_part_when_the_document_only_carries_the_claim() -> None:
    assert parts(hop(0, HERALD), hop(1, QUORREL)) == {("claimant", 1), ("actor", 1)}


def test_publisher_is_the_claimant_when_the_document_speaks_for_itself() -> None:
    assert parts(hop(0, HERALD)) == {("claimant", 4), ("actor", 4)}


def test_nobody_is_the_claimant_when_the_source_is_not_named() -> None:
    made = parts(hop(0), hop(1, RADIO), hop(2))
    assert made == {("via", 2), ("actor", 2)}


def test_relay_is_a_claimant_too_when_it_stands_at_both_depths() -> None:
    made = parts(hop(0), hop(1, QUORREL), hop(2, QUORREL))
    assert made == {("via", 1), ("claimant", 1), ("actor", 1)}


def test_every_role_counts_when_a_party_has_several() -> None:
    made = parts(hop(0), hop(1, QUORREL), participants=((Role.AGENT, 1), (Role.TARGET, 1), (Role.PLACE, 3)))
    assert made == {("claimant", 1), ("agent", 1), ("target", 1), ("actor", 1), ("place", 3), ("actor", 3)}


def test_every_role_is_a_part_whichever_it_is() -> None:
    made = parts(hop(0), hop(1), participants=tuple((role, 1) for role in Role))
    assert made == {(role.value, 1) for role in Role} | {("actor", 1)}
