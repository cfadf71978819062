"""Evidence: the exact place in a document that a claim, a hop or a figure rests on."""

from sqlmodel import CheckConstraint, Field, Relationship, SQLModel

from app.model.document import Document


class Evidence(SQLModel, table=True):
    """A passage, by offsets in Unicode code points and by the words it begins with; it belongs to exactly one owner."""

    __table_args__ = (
        CheckConstraint(
            "(claim_id IS NOT NULL AND hop_id IS NULL AND figure_id IS NULL)"
            " OR (claim_id IS NULL AND hop_id IS NOT NULL AND figure_id IS NULL)"
            " OR (claim_id IS NULL AND hop_id IS NULL AND figure_id IS NOT NULL)",
            name="one_owner",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    hop_id: int | None = Field(default=None, foreign_key="hop.id", index=True)
    figure_id: int | None = Field(default=None, foreign_key="figure.id", index=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sha256: str = Field(max_length=64)

    document: Document = Relationship(sa_relationship_kwargs={"lazy": "raise_on_sql"})
