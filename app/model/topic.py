"""Topics: a small curated vocabulary of refugee policy."""

from sqlmodel import Field, Relationship, SQLModel

from app.model.columns import text


class Topic(SQLModel, table=True):
    """A topic of refugee policy."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(sa_type=text(100), unique=True)
    name: str = Field(sa_type=text(300))
    definition: str

    mappings: list["TopicMapping"] = Relationship(
        sa_relationship_kwargs={"lazy": "raise_on_sql", "order_by": "TopicMapping.id", "cascade": "all, delete-orphan"}
    )


class TopicMapping(SQLModel, table=True):
    """The same notion in another thesaurus (``match`` as in SKOS: exact, close, broad, narrow, related)."""

    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(default=None, foreign_key="topic.id", index=True)
    scheme: str
    uri: str
    match: str
