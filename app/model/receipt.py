"""Receipts: the answers to requests that their clients may repeat (the Idempotency-Key header field)."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.model.columns import UtcDateTime, text


class Receipt(SQLModel, table=True):
    """What was answered to a request with an idempotency key; ``digest`` is of the request."""

    key_id: str = Field(sa_type=text(26), primary_key=True)
    idempotency_key: str = Field(sa_type=text(255), primary_key=True)
    digest: str = Field(max_length=64)
    status: int
    headers: str
    body: str
    answered_at: datetime = Field(sa_type=UtcDateTime)
