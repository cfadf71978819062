"""The types that every payload shares."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from app.anchors.anchor import MAX_QUOTED_WORDS
from app.ingest.payload.edtf_date import check_edtf
from app.shape.items import SLUG, URL


class Payload(BaseModel):
    """A record as somebody wrote it: nothing unknown, nothing coerced away, whitespace trimmed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell of no nulls: what is not known is left out, though null may be sent for it too."""
        schema = handler(core_schema)
        members = handler.resolve_ref_schema(schema).get("properties", {})
        for name, member in members.items():
            others = [option for option in member.get("anyOf", ()) if option != _NULL]
            if len(others) == 1:
                members[name] = others[0] | {word: said for word, said in member.items() if word != "anyOf"}
        return schema


_NULL = {"type": "null"}


def has_no_nul(text: str) -> str:
    """The same text. Raises ``ValueError`` where it holds what PostgreSQL has no text of."""
    if "\0" in text:
        msg = "has the character NUL in it, which is no text"
        raise ValueError(msg)
    return text


def _is_short(text: str) -> str:
    if (count := len(text.split())) > MAX_QUOTED_WORDS:
        msg = f"quotes {count} words of the source; at most {MAX_QUOTED_WORDS} may be quoted"
        raise ValueError(msg)
    return text


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=100)]
WithoutNul = Annotated[str, AfterValidator(has_no_nul)]
Text = Annotated[WithoutNul, StringConstraints(min_length=1, max_length=2000)]
Line = Annotated[WithoutNul, StringConstraints(min_length=1, max_length=300)]
Quote = Annotated[Line, AfterValidator(_is_short)]
Edtf = Annotated[WithoutNul, StringConstraints(max_length=100), AfterValidator(check_edtf)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
Url = Annotated[str, StringConstraints(pattern=URL, max_length=2000)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$", max_length=64)]
