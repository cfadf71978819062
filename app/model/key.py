"""Keys: who may write, and what."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.model.columns import UtcDateTime, text


class Scope(StrEnum):
    """What a key allows; each scope allows what those before it do."""

    READ_DRAFTS = "read-drafts"
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISH = "publish"
    ADMIN = "admin"

    def allows(self, other: "Scope") -> bool:
        """Whether whoever has this scope may do what the other allows."""
        order = list(Scope)
        return order.index(self) >= order.index(other)


class ApiKey(SQLModel, table=True):
    """A key as it is kept: its secret only as a hash. ``scopes`` are values of :class:`Scope` with spaces between them."""

    __tablename__ = "api_key"

    id: str = Field(sa_type=text(26), primary_key=True)
    name: str = Field(sa_type=text(100))
    scopes: str
    secret_hash: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def allows(self, scope: Scope) -> bool:
        """Whether the key may do what that scope allows."""
        return any(Scope(own).allows(scope) for own in self.scopes.split())
