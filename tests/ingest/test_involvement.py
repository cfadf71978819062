"""Who is involved in a claim, and as what: what the role filters look up."""

from datetime import date

from app.ingest.involvement import parts_of
from app.model import Claim, Hop, Participant
from app.model.vocabulary import Certainty, ClaimKind, Polarity, Role, SourceType, Status
from tests.shape.chains import carried_by, hop, stakeholder

QUORREL = stakeholder("Quorrel", 1)
RADIO = stakeholder("Harbour Radio", 2)
SOCIETY = stakeholder("Lantern Society", 3)
HERALD = stakeholder("Herald", 4)


def claim(*chain: Hop, participants: tuple[tuple[Role, int], ...] = ()) -> Claim:
    made = Claim(
        public_id="clm_test",
        document_id=1,
        statement="The ferry is full.",
        kind=ClaimKind.CONDITION,
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        status=Status.PUBLISHED,
        reported_on=date(2034, 4, 2),
    )
    made.chain = list(chain)
    made.participants = [
        Participant(position=index, role=role, stakeholder_id=item_id) for index, (role, item_id) in enumerate(participants)
    ]
    return made


def test_deepest_source_is_the_claimant_and_those_between_are_relays() -> None:
    made = claim(carried_by(), hop(1, who=RADIO), hop(2, who=QUORREL))
    assert parts_of(made) == {("via", 2), ("claimant", 1), ("actor", 1), ("actor", 2)}


def test_joint_speakers_are_all_claimants() -> None:
    made = claim(carried_by(), hop(1, who=SOCIETY), hop(1, who=QUORREL, position=2))
    assert parts_of(made) == {("claimant", 3), ("claimant", 1), ("actor", 3), ("actor", 1)}


def test_joint_relays_are_all_relays() -> None:
    made = claim(carried_by(), hop(1, who=RADIO), hop(1, who=HERALD, position=2), hop(2, who=QUORREL, position=3))
    assert {part for part in parts_of(made) if part[0] == "via"} == {("via", 2), ("via", 4)}


def test_publisher_has_no_part_when_the_document_only_carries_the_claim() -> None:
    assert parts_of(claim(carried_by(HERALD), hop(1, who=QUORREL))) == {("claimant", 1), ("actor", 1)}


def test_publisher_is_the_claimant_when_the_document_speaks_for_itself() -> None:
    assert parts_of(claim(hop(0, SourceType.AUTHOR, who=HERALD))) == {("claimant", 4), ("actor", 4)}


def test_nobody_is_the_claimant_when_the_source_is_not_named() -> None:
    made = claim(carried_by(), hop(1, who=RADIO), hop(2, SourceType.UNNAMED))
    assert parts_of(made) == {("via", 2), ("actor", 2)}


def test_relay_is_a_claimant_too_when_it_stands_at_both_depths() -> None:
    made = claim(carried_by(), hop(1, who=QUORREL), hop(2, who=QUORREL))
    assert parts_of(made) == {("via", 1), ("claimant", 1), ("actor", 1)}


def test_every_role_counts_when_a_party_has_several() -> None:
    made = claim(carried_by(), hop(1, who=QUORREL), participants=((Role.AGENT, 1), (Role.TARGET, 1), (Role.PLACE, 3)))
    assert parts_of(made) == {("claimant", 1), ("agent", 1), ("target", 1), ("actor", 1), ("place", 3), ("actor", 3)}


def test_every_role_is_a_part_whichever_it_is() -> None:
    made = claim(carried_by(), hop(1, SourceType.GENERIC), participants=tuple((role, 1) for role in Role))
    assert parts_of(made) == {(role.value, 1) for role in Role} | {("actor", 1)}
