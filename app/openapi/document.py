"""The OpenAPI 3.1 document, from FastAPI's own to one that every generator makes a good client of.

What is mended and why is in ``docs/adr``; the examples are answers that the service itself gave.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from app.catalog import ROUTERS
from app.desk.router import ROUTERS as DESK
from app.exports import router as exports
from app.model.vocabulary import Role
from app.openapi.deprecations import lift_deprecation, tell_deprecations
from app.openapi.examples import Examples, real_examples, response_name
from app.openapi.schemas import describe_enums, tidy
from app.openapi.texts import IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, INFO, KEY, PAGINATION, SERVERS, TAGS
from app.pages import api_catalog, changes, health, index, problems
from app.web.problem_types import Problems
from app.web.problems import PROBLEM_MEDIA_TYPE

_DONE = ("200", "201")
_BY_TITLE = {kind.page.title: kind for kind in Problems}
_SERVICE_TAG = "service"
_WITH_VALIDATORS = {"/", api_catalog.PATH}
"""What else of the service has an ETag; the rest is told for the moment."""
_NOT_FOR_CLIENTS = {"fields", "bom"}
"""Sparse records lack members that generated clients rely on, and the byte order mark is for CSV: both are for people."""


def openapi_document() -> dict[str, Any]:
    """The document as OpenAPI 3.1; the same at every call."""
    routers = (*ROUTERS, *DESK, changes.router, exports.router, index.router, api_catalog.router, health.router, problems.router)
    document = described([route for router in routers for route in router.routes])
    _add_examples(document, real_examples())
    return document


def described(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The document of these routes, without its examples."""
    generated = get_openapi(title=INFO["title"], version=INFO["version"], openapi_version="3.1.0", routes=routes)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": SERVERS,
        "security": [],
        "tags": TAGS,
        "paths": generated["paths"],
        "components": {
            "schemas": generated["components"]["schemas"],
            "parameters": {"IfNoneMatch": IF_NONE_MATCH, "IfMatch": IF_MATCH, "IdempotencyKey": IDEMPOTENCY_KEY},
            "securitySchemes": {"key": KEY},
        },
    }
    for path, operation in _operations(document):
        _mend_operation(path, operation)
    _name_participants(document["components"]["schemas"])
    document = tidy(document)
    describe_enums(document["components"]["schemas"])
    tell_deprecations(document)
    _name_shared_parts(document)
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for operation in item.values():
            yield path, operation


def _mend_operation(path: str, operation: dict[str, Any]) -> None:
    operation["summary"] = operation["description"].partition("\n")[0].removesuffix(".")
    if any(parameter.get("name") == PAGINATION["cursor"] for parameter in operation.get("parameters", ())):
        operation["x-pagination"] = PAGINATION
    is_keyed = "security" in operation
    if not is_keyed and (operation["tags"] != [_SERVICE_TAG] or path in _WITH_VALIDATORS):
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
    operation["parameters"] = [item for item in operation.get("parameters", []) if item.get("name") not in _NOT_FOR_CLIENTS]
    for parameter in operation["parameters"]:
        _mend_parameter(parameter)
    for status, response in operation["responses"].items():
        if status.startswith(("4", "5")):
            response["content"] = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _name_participants(schemas: dict[str, Any]) -> None:
    """A mapping by role as an object with a member for each: a mapping whose names are an enum is told by no generator."""
    property_ = schemas["ClaimContent"]["properties"]["participants"]
    slugs = property_["additionalProperties"]
    members = {role.value: {**slugs, "description": f"{role.value.capitalize()}: {role.meaning.definition}"} for role in Role}
    schemas["ParticipantsContent"] = {
        "type": "object",
        "description": "The stakeholders who play a part in a claim, by role.",
        "properties": members,
        "additionalProperties": False,
    }
    schemas["ClaimContent"]["properties"]["participants"] = {
        "$ref": "#/components/schemas/ParticipantsContent",
        "description": property_["description"],
    }


def _mend_parameter(parameter: dict[str, Any]) -> None:
    """A reference stands alone in a parameter's schema: generators lose its type where anything stands beside it."""
    schema = parameter.get("schema", {})
    lift_deprecation(parameter, schema)
    if "$ref" in schema and "default" in schema:
        parameter["description"] = f"{parameter['description']} Default: `{schema['default']}`."
    if "$ref" in schema:
        parameter["schema"] = {"$ref": schema["$ref"]}
    schema.pop("description", None)


def _name_shared_parts(document: dict[str, Any]) -> None:
    """Give headers and problem responses that many operations share one name each."""
    headers: dict[str, Any] = {}
    responses: dict[str, Any] = {}
    for _, operation in _operations(document):
        for status, response in operation["responses"].items():
            for name, header in response.get("headers", {}).items():
                headers[name] = header
                response["headers"][name] = {"$ref": f"#/components/headers/{name}"}
            if status.startswith(("4", "5")):
                name = response_name(_BY_TITLE[response["description"]])
                responses[name] = response
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    document["components"] |= {"responses": responses, "headers": headers}


def _add_examples(document: dict[str, Any], examples: Examples) -> None:
    for _, operation in _operations(document):
        for status in _DONE:
            content = operation["responses"].get(status, {}).get("content", {})
            for media_type in content:
                if media_type.endswith("json"):
                    content[media_type]["example"] = examples.answers[operation["operationId"]]
        for media_type, sent in operation.get("requestBody", {}).get("content", {}).items():
            own = f"{operation['operationId']} {media_type}"
            sent["example"] = examples.sent[own if own in examples.sent else operation["operationId"]]
    for name, response in document["components"]["responses"].items():
        response["content"][PROBLEM_MEDIA_TYPE]["example"] = examples.problems[name]
