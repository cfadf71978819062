"""A stakeholder as it is written, and how a published one would be."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from app.ingest.payload.base import Language, Line, Slug, Text
from app.ingest.payload.stakeholder import AliasPayload, Iso2, Iso3, OutsideKnowledge, StakeholderPayload
from app.limits import MANY
from app.model.vocabulary import StakeholderKind
from app.shape.items import WebAddress

_OF_TEXTS = {"type": "object", "additionalProperties": {"type": "string", "maxLength": 300}, "maxProperties": MANY}
"""Pydantic would tell of a pattern for names, which 3.0 has no word for, and generators none either."""


class AliasContent(AliasPayload):
    """Another name of a stakeholder."""

    name: Line = Field(description="The name, as it is written.")
    language: Language = Field(default="en", description="Its language (BCP 47).")


class OutsideKnowledgeContent(OutsideKnowledge):
    """What is known of a stakeholder from elsewhere than the documents: it is marked as such wherever it is shown."""

    parent: Slug | None = Field(default=None, description="The stakeholder that it belongs to, where no document says so.")
    iso_alpha_2: Iso2 | None = Field(default=None, description="ISO 3166-1 alpha-2.")
    iso_alpha_3: Iso3 | None = Field(default=None, description="ISO 3166-1 alpha-3.")
    aliases: tuple[AliasContent, ...] = Field(default=(), max_length=MANY, description="Other names, known from elsewhere.")
    identifiers: Annotated[dict[Slug, Line], WithJsonSchema(_OF_TEXTS)] = Field(
        default_factory=dict, max_length=MANY, description="Its identifiers elsewhere, by scheme."
    )
    same_as: tuple[WebAddress, ...] = Field(default=(), max_length=MANY, description="Pages elsewhere that are about it.")


class StakeholderContent(StakeholderPayload):
    """One party: what the documents call it, and, apart from that, what is known from elsewhere."""

    id: Slug = Field(description="The permanent id, which is part of its address.")
    name: Line = Field(description="The name it is shown by.")
    kind: StakeholderKind = Field(description="What sort of party it is.")
    description: Text | None = Field(default=None, description="What the documents say it is.")
    parent: Slug | None = Field(default=None, description="The stakeholder that it belongs to, as the documents say.")
    aliases: tuple[AliasContent, ...] = Field(default=(), max_length=MANY, description="Other names, as the documents print them.")
    outside_knowledge: OutsideKnowledgeContent = Field(
        default=OutsideKnowledgeContent(), description="What is known from elsewhere than the documents."
    )


def stakeholder_content(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a public stakeholder says of itself, in the form in which it is written."""
    parent = None if record["parent"] is None else record["parent"]["id"]
    is_outside = "parent" in record["outside_knowledge"]
    return {
        **{name: record[name] for name in ("id", "name", "kind", "description")},
        "parent": None if is_outside else parent,
        "aliases": _aliases(record, is_outside=False),
        "outside_knowledge": {
            "parent": parent if is_outside else None,
            "iso_alpha_2": record["iso_alpha_2"],
            "iso_alpha_3": record["iso_alpha_3"],
            "aliases": _aliases(record, is_outside=True),
            "identifiers": {item["scheme"]: item["value"] for item in record["identifiers"]},
            "same_as": record["same_as"],
        },
    }


def _aliases(record: Mapping[str, Any], *, is_outside: bool) -> list[dict[str, Any]]:
    aliases = [alias for alias in record["aliases"] if alias["is_outside_knowledge"] is is_outside]
    return [{"name": alias["name"], "language": alias["language"]} for alias in aliases]
