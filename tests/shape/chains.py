"""Chains of attribution, made by hand."""

from datetime import UTC, datetime

from app.model import Document, Hop, Stakeholder
from app.model.vocabulary import Act, Certainty, SourceType, StakeholderKind


def stakeholder(name: str, item_id: int = 1) -> Stakeholder:
    """A stakeholder of that name."""
    return Stakeholder(id=item_id, slug=name.lower().replace(" ", "-"), name=name, kind=StakeholderKind.NGO)


def document(
    title: str = "Ferries Stop", published_at: datetime | None = datetime(2034, 4, 2, 9, tzinfo=UTC), url: str | None = None
) -> Document:
    """A document, with a day unless it has none."""
    return Document(
        slug="ferries-stop",
        title=title,
        language="en",
        published_at=published_at,
        url=url,
        text_sha256="0" * 64,
        text_length=100,
        front_matter_blocks=2,
    )


def hop(  # noqa: PLR0913 (a hop has as many parts)
    depth: int,
    source_type: SourceType = SourceType.NAMED,
    act: Act = Act.SAYS,
    certainty: Certainty = Certainty.CERTAIN,
    *,
    who: Stakeholder | None = None,
    label: str | None = None,
    position: int | None = None,
) -> Hop:
    """One source at that depth."""
    made = Hop(
        position=depth if position is None else position, depth=depth, source_type=source_type, act=act, certainty=certainty, label=label
    )
    made.stakeholder = who
    made.stakeholder_id = who.id if who else None
    return made


def carried_by(publisher: Stakeholder | None = None) -> Hop:
    """The document that carries what others say."""
    return hop(0, SourceType.AUTHOR, Act.PUBLISHES, Certainty.UNCOMMITTED, who=publisher, label=None if publisher else "Ferries Stop")
