"""Rules that generators taught: what each of them forbids has broken a client, or given it a bad name."""

import re
from collections import Counter

from tests.openapi.parts import Part, operations, schemas_within

SHARED = ("schemas", "parameters", "responses", "headers")
UNREADABLE = re.compile(r"\(\?|\\x[89a-f]|\\[upP]")
"""Look-around and flags, which Go and Rust refuse; characters beyond ASCII, which PHP reads as bytes and Ruby does not compile."""


def test_no_two_components_have_one_name_whatever_its_case(document: Part) -> None:
    names = Counter(name.lower() for kind in SHARED for name in document["components"][kind])
    assert [name for name, count in names.items() if count > 1] == []  # one type, or one file, would stand for both


def test_no_schema_is_called_as_the_file_that_gathers_all(document: Part) -> None:
    assert not {"index", "mod", "models", "package"} & {name.lower() for name in document["components"]["schemas"]}


def test_every_item_of_a_list_has_a_name(document: Part) -> None:
    lists = [schema for schema in schemas_within(document["components"]["schemas"]) if "array" in schema.get("type", ())]
    assert lists
    assert all(set(schema["items"]) == {"$ref"} for schema in lists)  # one of `topics` took the name Topic, and the record became Topic3


def test_a_reference_has_no_default_beside_it(document: Part) -> None:
    references = [schema for schema in schemas_within(document) if "$ref" in schema]
    assert all(set(schema) <= {"$ref", "description"} for schema in references)  # a default is a text, where the type is an enum


def test_a_body_has_one_media_type(document: Part) -> None:
    bodies = [operation["requestBody"]["content"] for operation in operations(document) if "requestBody" in operation]
    assert bodies
    assert all(len(content) == 1 for content in bodies)  # of two, a client of Python sent everything as the last


def test_a_file_that_is_sent_is_a_file(document: Part) -> None:
    sent = document["components"]["schemas"]["SentFile"]
    assert (sent["type"], sent["format"]) == ("string", "binary")
    assert "maxLength" not in sent  # validators of TypeScript know no length of a file


def test_every_pattern_compiles_in_every_language(document: Part) -> None:
    patterns = {schema["pattern"] for schema in schemas_within(document) if "pattern" in schema}
    assert patterns
    assert [pattern for pattern in patterns if UNREADABLE.search(pattern)] == []


def test_3_0_rendering_combines_no_schemas(written: dict[str, str]) -> None:
    combined = re.findall(r'"(?:allOf|anyOf|oneOf)":', written["openapi-3.0.json"])
    assert combined == []  # of each, older generators make a model such as AllOfClaimKind
