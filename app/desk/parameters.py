"""What requests to the desk may say beside what they send."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from app.ingest.payload.base import Text
from app.query.parameters import Flag

KEYED: dict[str, Any] = {"security": [{"key": []}]}
"""What the OpenAPI document says of an operation that needs a key."""
IF_MATCH = {"$ref": "#/components/parameters/IfMatch"}
IDEMPOTENCY_KEY = {"$ref": "#/components/parameters/IdempotencyKey"}


class EditQuery(BaseModel):
    """How something is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    comment: Annotated[Text | SkipJsonSchema[None], Field(description="Why, for other editors: it is kept in the audit.")] = None
    dry_run: Annotated[Flag, Field(description="Answer as if it were done, and leave everything as it is.")] = False


class ChangeQuery(EditQuery):
    """How something that is published is changed."""

    note: Annotated[
        Text | SkipJsonSchema[None],
        Field(description="What readers are told of the change. It is needed wherever something changes."),
    ] = None
