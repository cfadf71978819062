"""A report as a file under ``app/seed/reports/`` gives it: one document and the claims taken from it."""

from collections import Counter
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from app.ingest.payload.base import Language, Line, Payload, Quote, Slug, Text, Url
from app.ingest.payload.claim import ClaimFields, FigureFields, HopFields


class DocumentPayload(Payload):
    """The text that claims are taken from; what it does not say of itself stays null."""

    id: Slug
    title: Line
    publisher: Slug | None = None
    byline: Line | None = None
    published_at: AwareDatetime | None = None
    language: Language
    url: Url | None = None
    archived_url: Url | None = None
    retrieved_at: AwareDatetime | None = None
    rights: Text | None = None
    front_matter_blocks: int = Field(default=0, ge=0, le=20, description="Blocks before paragraph 1: headline, dateline.")


class EvidencePayload(Payload):
    """Where a fact stands: the paragraph, the words it begins with, and the words it ends with where it is longer."""

    paragraph: int = Field(ge=1, le=100_000)
    exact: Quote
    to: Quote | None = None


class HopPayload(HopFields):
    """A hop whose evidence is quoted."""

    evidence: tuple[EvidencePayload, ...] = ()


class FigurePayload(FigureFields):
    """A figure whose evidence is quoted; ``key`` names it within its claim."""

    key: Slug
    evidence: Annotated[tuple[EvidencePayload, ...], Field(min_length=1)]


class ClaimPayload(ClaimFields):
    """A claim whose evidence is quoted; ``key`` names it within its file."""

    key: Slug
    chain: Annotated[tuple[HopPayload, ...], Field(min_length=1)]
    figures: tuple[FigurePayload, ...] = ()
    evidence: Annotated[tuple[EvidencePayload, ...], Field(min_length=1)]


class ReportPayload(Payload):
    """One file: a document and every claim taken from it."""

    document: DocumentPayload
    claims: Annotated[tuple[ClaimPayload, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        counts = Counter(claim.key for claim in self.claims)
        if doubled := sorted(key for key, count in counts.items() if count > 1):
            msg = f"claim keys given twice: {', '.join(doubled)}"
            raise ValueError(msg)
        return self
