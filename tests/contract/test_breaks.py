"""What breaks clients is found, and what does not passes: planted changes, one at a time."""

from typing import Any

import pytest

from scripts.contract.documents import document_breaks
from tests.contract.shelf import SHELF, Change, changed, member, operation, parameter, schema

STRING = {"type": "string"}


def renamed(holder: dict[str, Any], old: str, new: str) -> None:
    holder[new] = holder.pop(old)


def answer(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = operation(document)["responses"]["200"]
    return found


def list_renamed(document: dict[str, Any]) -> None:
    renamed(document["components"]["schemas"], "BookList", "BookPage")
    answer(document)["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/BookPage"}


BREAKING: dict[str, Change] = {
    "`GET /books`: is removed": lambda d: d["paths"]["/books"].pop("get"),
    '`GET /books`: operationId is `"find_books"`, was `"list_books"`': lambda d: operation(d).update(operationId="find_books"),
    '`GET /books`: tags is `["shelves"]`, was `["books"]`': lambda d: operation(d).update(tags=["shelves"]),
    "`GET /books`: asks for a key, or for another one": lambda d: operation(d).update(security=[{"key": []}]),
    "`POST /books`: asks for a key, or for another one": lambda d: operation(d, "post").update(security=[{"other": []}]),
    "`key`: is another kind of key": lambda d: d["components"]["securitySchemes"]["key"].update(scheme="basic"),
    "`GET /books q`: is removed": lambda d: operation(d)["parameters"].pop(0),
    "`GET /books If-None-Match`: is removed": lambda d: operation(d)["parameters"].pop(),
    "`GET /books q`: must be sent": lambda d: parameter(d, "q").update(required=True),
    "`GET /books shelf`: must be sent": lambda d: operation(d)["parameters"].append(
        {"name": "shelf", "in": "query", "required": True, "schema": STRING}
    ),
    "`GET /books q`: explode is `false`, was `null`": lambda d: parameter(d, "q").update(explode=False),
    "`GET /books q`: maxLength is `5`, was `300`": lambda d: parameter(d, "q")["schema"].update(maxLength=5),
    "`GET /books q`: minLength is `3`, was `1`": lambda d: parameter(d, "q")["schema"].update(minLength=3),
    '`GET /books q`: pattern is `"^a"`, was not given': lambda d: parameter(d, "q")["schema"].update(pattern="^a"),
    "`GET /books limit`: maximum is `100`, was `500`": lambda d: parameter(d, "limit")["schema"].update(maximum=100),
    "`GET /books limit`: default is `10`, was `50`": lambda d: parameter(d, "limit")["schema"].update(default=10),
    '`GET /books limit`: type is `"string"`, was `"integer"`': lambda d: parameter(d, "limit")["schema"].update(type="string"),
    '`BookSort`: loses the value "-title"': lambda d: schema(d, "BookSort")["enum"].pop(),
    '`BookSort`: the value "title" is named BY_TITLE, was TITLE': lambda d: schema(d, "BookSort").update(
        {"x-enum-varnames": ["BY_TITLE", "TITLE_DESC"]}
    ),
    "`POST /books body`: must be sent": lambda d: operation(d, "post")["requestBody"].update(required=True),
    "`POST /books body text/csv`: is removed": lambda d: operation(d, "post")["requestBody"]["content"].pop("text/csv"),
    "`BookContent.pages`: must be sent": lambda d: schema(d, "BookContent")["required"].append("pages"),
    "`BookContent.pages`: is removed": lambda d: schema(d, "BookContent")["properties"].pop("pages"),
    '`BookContent.pages`: type is `"integer"`, was `["integer", "null"]`': lambda d: member(d, "BookContent", "pages").update(
        type="integer"
    ),
    "`BookContent.title`: maxLength is `50`, was `100`": lambda d: member(d, "BookContent", "title").update(maxLength=50),
    "`BookContent.shelved`: default is `false`, was `true`": lambda d: member(d, "BookContent", "shelved").update(default=False),
    "`BookContent`: members without a name of their own are other ones": lambda d: schema(d, "BookContent").update(
        additionalProperties=False
    ),
    "`GET /books 304`: is removed": lambda d: operation(d)["responses"].pop("304"),
    "`GET /books 202`: is a new success": lambda d: operation(d)["responses"].update({"202": {}}),
    "`GET /books 200 application/json`: is removed": lambda d: answer(d)["content"].pop("application/json"),
    "`GET /books 200 text/csv`: is new beside others": lambda d: answer(d)["content"].update({"text/csv": {}}),
    "`GET /books 200 header ETag`: is removed": lambda d: answer(d)["headers"].pop("ETag"),
    "`GET /books 200 application/json`: is `BookPage` in place of `BookList`": list_renamed,
    "`Book.title`: is removed": lambda d: schema(d, "Book")["properties"].pop("title"),
    "`Book.title`: may be missing": lambda d: schema(d, "Book")["required"].remove("title"),
    '`Book.title`: type is `["string", "null"]`, was `"string"`': lambda d: member(d, "Book", "title").update(type=["string", "null"]),
    "`Book.title`: maxLength is not given, was `100`": lambda d: member(d, "Book", "title").pop("maxLength"),
    '`Book.title`: pattern is `"^.."`, was `"^[^ ]"`': lambda d: member(d, "Book", "title").update(pattern="^.."),
    "`Book.pages`: minimum is `0`, was `1`": lambda d: member(d, "Book", "pages").update(minimum=0),
    '`Book.bought_on`: format is `"date-time"`, was `"date"`': lambda d: member(d, "Book", "bought_on").update(format="date-time"),
    '`Book.prices.*`: type is `"number"`, was `"integer"`': lambda d: member(d, "Book", "prices")["additionalProperties"].update(
        type="number"
    ),
    '`Book.owner`: anyOf is `[{"$ref": "#/components/schemas/Owner"}, {"type": "null"}, {"type": "string"}]`, '
    'was `[{"$ref": "#/components/schemas/Owner"}, {"type": "null"}]`': lambda d: member(d, "Book", "owner")["anyOf"].append(STRING),
    "`BookList.items[]`: is a schema without a name in place of `Book`": lambda d: member(d, "BookList", "items").update(items=STRING),
    '`Binding`: gains the value "leather"': lambda d: schema(d, "Binding")["enum"].append("leather"),
    "`Binding`: is no longer an enum": lambda d: schema(d, "Binding").pop("enum"),
    "`Owner.name`: is removed": lambda d: schema(d, "Owner")["properties"].pop("name"),
    "`Problem.type`: may be missing": lambda d: schema(d, "Problem").pop("required"),
    "`openapi`: is 3.2.0, was 3.1.0": lambda d: d.update(openapi="3.2.0"),
}

HARMLESS: dict[str, Change] = {
    "a new operation": lambda d: d["paths"].update({"/shelves": {"get": {"operationId": "list_shelves", "responses": {"200": {}}}}}),
    "a new parameter": lambda d: operation(d)["parameters"].append({"name": "shelf", "in": "query", "schema": STRING}),
    "a parameter that takes more": lambda d: parameter(d, "q")["schema"].update(maxLength=900, minLength=0),
    "a new value of what is sent": lambda d: schema(d, "BookSort")["enum"].append("pages"),
    "a value less in answers": lambda d: schema(d, "Binding")["enum"].pop(),
    "a new member in answers": lambda d: (
        schema(d, "Book")["properties"].update(colour=STRING),
        schema(d, "Book")["required"].append("colour"),
    ),
    "a new member that may be sent": lambda d: schema(d, "BookContent")["properties"].update(colour=STRING),
    "a member that need not be sent": lambda d: schema(d, "BookContent").pop("required"),
    "a shorter text in answers": lambda d: member(d, "Book", "title").update(maxLength=50),
    "null no longer answered": lambda d: member(d, "Book", "pages").update(type="integer"),
    "null taken": lambda d: member(d, "BookContent", "title").update(type=["string", "null"]),
    "an option less in answers": lambda d: member(d, "Book", "owner")["anyOf"].pop(),
    "members of any name taken": lambda d: schema(d, "BookContent").update(additionalProperties=True),
    "a new error": lambda d: operation(d)["responses"].update({"410": {}}),
    "a new header": lambda d: answer(d)["headers"].update(Age={"schema": STRING}),
    "another way to send": lambda d: operation(d, "post")["requestBody"]["content"].update({"application/yaml": {}}),
    "reading that needs a key no longer": lambda d: operation(d, "post").update(security=[]),
    "other words": lambda d: (operation(d).update(description="Books."), member(d, "Book", "title").update(description="Its title.")),
    "a deprecation": lambda d: (operation(d).update(deprecated=True), parameter(d, "q").update(deprecated=True)),
    "a schema that nobody uses": lambda d: d["components"]["schemas"].update(Shelf={"type": "object"}),
}


@pytest.mark.parametrize(("found", "change"), BREAKING.items(), ids=BREAKING.keys())
def test_change_is_found_where_it_breaks_clients(found: str, change: Change) -> None:
    assert found in document_breaks(SHELF, changed(change))


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_change_passes_where_it_breaks_nobody(change: Change) -> None:
    assert changed(change) != SHELF
    assert document_breaks(SHELF, changed(change)) == []


def test_word_that_is_not_known_is_found_where_it_differs() -> None:
    assert document_breaks(SHELF, changed(lambda d: member(d, "Book", "title").update({"contentEncoding": "base64"}))) == [
        '`Book.title`: contentEncoding is `"base64"`, was not given'
    ]


def test_schema_that_is_sent_and_answered_is_looked_at_both_ways() -> None:
    both = changed(lambda d: parameter(d, "q").update(schema={"$ref": "#/components/schemas/Binding"}))
    more, less = (changed(lambda d: parameter(d, "q").update(schema={"$ref": "#/components/schemas/Binding"})) for _ in range(2))
    schema(more, "Binding")["enum"].append("leather")
    schema(less, "Binding")["enum"].pop()
    assert document_breaks(both, more) == ['`Binding`: gains the value "leather"']
    assert document_breaks(both, less) == ['`Binding`: loses the value "paper"']
