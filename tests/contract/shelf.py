"""A small OpenAPI document of a shelf of books, with a bit of everything that is compared."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from scripts.contract.way import Node

Change = Callable[[Any], object]

SHELF: Node = {
    "openapi": "3.1.0",
    "info": {"title": "A shelf", "version": "1.2.3"},
    "paths": {
        "/books": {
            "get": {
                "operationId": "list_books",
                "tags": ["books"],
                "parameters": [
                    {"name": "q", "in": "query", "required": False, "schema": {"type": "string", "minLength": 1, "maxLength": 300}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}},
                    {"name": "sort", "in": "query", "schema": {"$ref": "#/components/schemas/BookSort"}},
                    {"$ref": "#/components/parameters/IfNoneMatch"},
                ],
                "responses": {
                    "200": {
                        "description": "The books.",
                        "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BookList"}}},
                    },
                    "304": {"description": "Not changed."},
                    "404": {"$ref": "#/components/responses/NotFound"},
                },
            },
            "post": {
                "operationId": "create_book",
                "tags": ["books"],
                "security": [{"key": []}],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/BookContent"}},
                        "text/csv": {"schema": {"type": "string"}},
                    }
                },
                "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}},
            },
        }
    },
    "components": {
        "parameters": {"IfNoneMatch": {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}},
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "responses": {"NotFound": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
        "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "A key."}},
        "schemas": {
            "BookSort": {"type": "string", "enum": ["title", "-title"], "x-enum-varnames": ["TITLE", "TITLE_DESC"]},
            "Binding": {"type": "string", "enum": ["cloth", "paper"], "x-enum-varnames": ["CLOTH", "PAPER"]},
            "BookList": {
                "type": "object",
                "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}, "maxItems": 500}},
                "required": ["items"],
            },
            "Book": {
                "type": "object",
                "properties": {
                    "title": {"type": "string", "maxLength": 100, "pattern": "^[^ ]"},
                    "pages": {"type": ["integer", "null"], "minimum": 1},
                    "bought_on": {"type": "string", "format": "date"},
                    "binding": {"$ref": "#/components/schemas/Binding"},
                    "prices": {"type": "object", "additionalProperties": {"type": "integer"}},
                    "owner": {"anyOf": [{"$ref": "#/components/schemas/Owner"}, {"type": "null"}]},
                },
                "required": ["title", "pages", "bought_on", "binding", "prices", "owner"],
                "additionalProperties": False,
            },
            "Owner": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "BookContent": {
                "type": "object",
                "properties": {
                    "title": {"type": "string", "maxLength": 100, "pattern": "^[^ ]"},
                    "pages": {"type": ["integer", "null"]},
                    "shelved": {"type": "boolean", "default": True},
                },
                "required": ["title"],
            },
            "Problem": {"type": "object", "properties": {"type": {"type": "string"}}, "required": ["type"]},
        },
    },
}


def changed(change: Change) -> Node:
    """The document after a change, which gets it by attributes and keys as they are."""
    document = deepcopy(SHELF)
    change(document)
    return document


def operation(document: Node, method: str = "get") -> Node:
    """An operation on books."""
    found: Node = document["paths"]["/books"][method]
    return found


def parameter(document: Node, name: str) -> Node:
    """A parameter of the list."""
    found: Node = next(each for each in operation(document)["parameters"] if each.get("name") == name)
    return found


def schema(document: Node, name: str) -> Node:
    """A schema that has a name."""
    found: Node = document["components"]["schemas"][name]
    return found


def member(document: Node, name: str, own: str) -> Node:
    """A member of a schema."""
    found: Node = schema(document, name)["properties"][own]
    return found
