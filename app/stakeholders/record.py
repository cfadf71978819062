"""The public shape of a stakeholder, and the one function that makes it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app import model
from app.limits import MANY
from app.model.vocabulary import StakeholderKind
from app.query.record_list import RecordList
from app.shape.base import CreatedAt, License, Line, Path, Prose, Shape, Slug, Stamp, UpdatedAt, Version, stamped
from app.shape.citation import Citation, citation_of_entry
from app.shape.counted import Counted
from app.shape.items import MemberName, WebAddress
from app.shape.ref import ClaimCount, Ref, optional_stakeholder_ref

SAME_AS = "same-as"
"""The scheme under which pages about a stakeholder are kept beside its identifiers."""

Iso2 = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$", max_length=2)]
Iso3 = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$", max_length=3)]
LanguageTag = Annotated[str, StringConstraints(max_length=35)]


class Alias(Shape):
    """Another name that finds a stakeholder."""

    name: Line = Field(description="The name as written.")
    language: LanguageTag = Field(description="Its language (BCP 47).")
    is_outside_knowledge: bool = Field(description="True where no document prints it and it was added from elsewhere.")


class Identifier(Shape):
    """The stakeholder in somebody else's register."""

    scheme: Slug = Field(description="The register, such as `wikidata`.")
    value: Line = Field(description="The identifier in it.")


class Stakeholder(Shape):
    """A state, body, organisation, outlet, office, person or group that plays a part in claims."""

    id: Slug = Field(description="The permanent id.")
    url: Path = Field(description="The address, relative to the root of this API.")
    name: Line = Field(description="The name it is shown by.")
    kind: StakeholderKind = Field(description="What sort of party it is.")
    description: Prose | None = Field(description="What the documents say it is.")
    aliases: list[Alias] = Field(max_length=2 * MANY, description="Other names that find it.")
    parent: Ref | None = Field(description="What it belongs to: an embassy to its state, an agency to its body.")
    iso_alpha_2: Iso2 | None = Field(description="ISO 3166-1 alpha-2, for states.")
    iso_alpha_3: Iso3 | None = Field(description="ISO 3166-1 alpha-3, for states.")
    identifiers: list[Identifier] = Field(max_length=MANY, description="Identifiers in other registers.")
    same_as: list[WebAddress] = Field(max_length=MANY, description="Pages elsewhere that are about it.")
    outside_knowledge: list[MemberName] = Field(max_length=MANY, description="The members of this record that no document told us.")
    claims: list[ClaimCount] = Field(max_length=MANY, description="How many claims it stands in, by role, with their lists.")
    version: Version
    created_at: CreatedAt
    updated_at: UpdatedAt
    citation: Citation = Field(description="How to cite it.")
    license: License


class StakeholderList(RecordList):
    """A page of stakeholders, in the order that was asked for."""

    items: list[Stakeholder] = Field(max_length=500, description="The stakeholders of this page, in the order that was asked for.")


def stakeholder_record(counted: Counted[model.Stakeholder], stamp: Stamp) -> Stakeholder:
    """A stakeholder as the API shows it; needs its aliases, identifiers and parent loaded."""
    row = counted.row
    return Stakeholder(
        id=row.slug,
        url=f"/stakeholders/{row.slug}",
        name=row.name,
        kind=row.kind,
        description=row.description,
        aliases=[Alias(name=item.name, language=item.language, is_outside_knowledge=item.is_outside_knowledge) for item in row.aliases],
        parent=optional_stakeholder_ref(row.parent),
        iso_alpha_2=row.iso_alpha_2,
        iso_alpha_3=row.iso_alpha_3,
        identifiers=[Identifier(scheme=item.scheme, value=item.value) for item in row.identifiers if item.scheme != SAME_AS],
        same_as=[item.value for item in row.identifiers if item.scheme == SAME_AS],
        outside_knowledge=row.outside_knowledge.split(),
        claims=counted.claims(),
        citation=citation_of_entry(row.name, f"/stakeholders/{row.slug}"),
        **stamped(stamp),
    )
