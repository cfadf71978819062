"""Lists to be written: claims of a fictional report, as records are stored."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.claims.columns import CLAIM_COLUMNS
from app.claims.record import Claim, Hop
from app.formats.format import Envelope, Listing
from app.model.vocabulary import Act, Certainty, ClaimKind, Polarity, PublicStatus, SourceType
from app.shape.base import DATA_LICENSE
from app.shape.citation import citation_in
from app.shape.column import Column
from app.shape.evidence import Evidence
from app.shape.ref import DocumentRef
from app.shape.row import row_of

LOADED_AT = datetime(2034, 5, 1, 12, tzinfo=UTC)
STATEMENT = "Ships lie in the harbour."
ATTRIBUTION = "Said by the document itself; in “Ledger” (1 May 2034)."
ENVELOPE = Envelope(total=0, next_url=None, next_cursor=None, query='{"description":"claims"}')


def claim_body(public_id: str = "clm_1", **members: object) -> str:
    """A stored claim that says nothing but what ``members`` say."""
    title = str(members.pop("title", "Ledger"))
    statement = str(members.get("statement", STATEMENT))
    document = DocumentRef(id="ledger", title=title, url="/documents/ledger")
    evidence = Evidence(
        document=document, paragraph=3, start=30, end=42, exact="in one ledger", prefix="", suffix="", sha256="0" * 64, deep_link=None
    )
    claim = Claim(
        id=public_id,
        url=f"/claims/{public_id}",
        statement=STATEMENT,
        attribution=ATTRIBUTION,
        kind=ClaimKind.CONDITION,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.AFFIRMED,
        topics=["harbours"],
        event_date=None,
        condition=None,
        purpose=None,
        claimant=None,
        claimants=[],
        chain=[hop()],
        participants=[],
        figures=[],
        evidence=[evidence],
        relations=[],
        status=PublicStatus.PUBLISHED,
        version=1,
        created_at=LOADED_AT,
        updated_at=LOADED_AT,
        corrections=[],
        citation=citation_in("“Ledger”", f"{statement} {ATTRIBUTION}", f"/claims/{public_id}", 3),
        license=DATA_LICENSE,
        rights=None,
    )
    said = Claim.model_validate(claim.model_dump() | members)
    deepest = said.chain[-1].depth
    claimants = [step.stakeholder for step in said.chain if step.depth == deepest and step.stakeholder]
    return said.model_copy(update={"claimants": claimants}).model_dump_json()


def hop(**members: object) -> Hop:
    """The document as a source, unless ``members`` say otherwise."""
    author = {
        "depth": 0,
        "source_type": SourceType.AUTHOR,
        "stakeholder": None,
        "label": "Ledger",
        "act": Act.SAYS,
        "cue": None,
        "certainty": Certainty.CERTAIN,
        "said_on": LOADED_AT.date(),
        "evidence": [],
    }
    return Hop.model_validate(author | members)


def listing(
    bodies: Iterable[str],
    columns: Sequence[Column] = CLAIM_COLUMNS,
    base: str = "",
    envelope: Envelope | None = ENVELOPE,
    *,
    has_bom: bool = False,
) -> Listing:
    """A list of claims."""
    return Listing("claims", (body.encode() for body in bodies), columns, base, envelope, has_bom=has_bom)


def table(bodies: Iterable[str], columns: Sequence[Column] = CLAIM_COLUMNS, base: str = "", *, has_bom: bool = False) -> Listing:
    """A list of claims for a format that is a table."""
    rows = (row_of(columns, json.loads(body)).encode() for body in bodies)
    return Listing("claims", rows, columns, base, has_bom=has_bom)
