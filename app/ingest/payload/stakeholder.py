"""A stakeholder as ``stakeholders.yaml`` gives it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.ingest.payload.base import Language, Line, Payload, Slug, Text
from app.model.vocabulary import StakeholderKind
from app.shape.items import WebAddress

Iso2 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$", max_length=2)]
Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", max_length=3)]


class AliasPayload(Payload):
    """Another name of a stakeholder, with its language (BCP 47)."""

    name: Line
    language: Language = "en"


class OutsideKnowledge(Payload):
    """What we know of a stakeholder from elsewhere than the reports: marked as such wherever it is shown."""

    parent: Slug | None = None
    iso_alpha_2: Iso2 | None = None
    iso_alpha_3: Iso3 | None = None
    aliases: tuple[AliasPayload | Line, ...] = ()
    identifiers: dict[Slug, Line] = Field(default_factory=dict)
    same_as: tuple[WebAddress, ...] = ()


class StakeholderPayload(Payload):
    """One party: what the reports call it, and, apart from that, what is known from elsewhere."""

    id: Slug
    name: Line
    kind: StakeholderKind
    description: Text | None = None
    parent: Slug | None = None
    aliases: tuple[AliasPayload | Line, ...] = ()
    outside_knowledge: OutsideKnowledge = OutsideKnowledge()
