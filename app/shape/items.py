"""What lists of plain values hold, each under a name of its own: generators make one up otherwise, and may take a record's."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType

_CHARACTER = "([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
_MORE = _CHARACTER.replace("@/", "@/?")
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
URL = f"^https?://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?(/{_CHARACTER})?([?]{_MORE})?(#{_MORE})?$"
"""A URL as RFC 3986 has it: everything else is percent-encoded, or Punycode."""

_Id = Annotated[str, Field(pattern=SLUG, max_length=100, description="The permanent id of a record.")]
_Address = Annotated[str, Field(pattern=URL, max_length=2000, description="The address of a page.", examples=["https://www.rfa.org/"])]
_Member = Annotated[str, Field(max_length=100, description="The name of a member of a record.")]
RecordId = TypeAliasType("RecordId", _Id)
WebAddress = TypeAliasType("WebAddress", _Address)
MemberName = TypeAliasType("MemberName", _Member)
