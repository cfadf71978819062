"""What every export says of itself: what it is, under which licence, and how to cite it."""

from app.db.revision import Revision
from app.shape.base import DATA_LICENSE

NAME = "refugee-policy-facts"
TITLE = "Refugee Policy Facts"
DESCRIPTION = (
    "Who claimed, decided, demanded or is accused of what in refugee policy: each claim with who makes it, through whom it reached us, "
    "how certain each of them was, and the exact place in the document that it rests on. No verdicts are given."
)
ATTRIBUTION_RULE = (
    "A claim never travels without its attribution. Statements are what somebody claims, not what is established: "
    "wherever you show a `statement`, show its `attribution` with it, and link or cite the document (`credit`)."
)
RIGHTS = (
    "The few quoted words by which a record is anchored to its document belong to that document's publisher "
    "and are quoted for reference; the licence does not extend to them."
)
KEYWORDS = ("refugees", "asylum", "refugee policy", "claims", "attribution", "fact-checking")

LICENSE_ID = "CC-BY-4.0"
LICENSE_TITLE = "Creative Commons Attribution 4.0 International"
LICENSE_URL = DATA_LICENSE

NOUNS = {
    "claims": "Propositions in neutral words, each with its attribution, its parties, its certainty and its place in a document.",
    "stakeholders": "The states, bodies, organisations, outlets, offices, persons, groups and places that play a part in claims.",
    "figures": "Quantities as their sources bound them, each with its claim and its attribution.",
    "documents": "The reports, statements and laws that claims are taken from.",
    "topics": "Topics of refugee policy.",
    "vocabularies": "The values that columns take; the API gives the meaning of each.",
}
"""What the rows of each noun are."""


def citation(revision: Revision, base: str) -> str:
    """How to cite the data set as a whole, in this state."""
    day = revision.changed_at.date().isoformat()
    return ", ".join(part for part in (TITLE, f"revision {revision.number} ({day}, {revision.mark})", LICENSE_ID, base) if part)
