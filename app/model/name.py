"""Names: every string by which a reader may ask for a stakeholder, topic, document, unit or measure."""

from sqlmodel import Field, SQLModel

from app.model.columns import text


class Name(SQLModel, table=True):
    """One way to ask for one thing: ``folded`` is compared, ``shown`` is how it is written, ``title`` the thing's own name."""

    noun: str = Field(sa_type=text(32), primary_key=True)
    folded: str = Field(sa_type=text(400), primary_key=True)
    item_id: int = Field(primary_key=True)
    public_id: str = Field(sa_type=text(100))
    title: str
    shown: str
