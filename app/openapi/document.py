"""The OpenAPI 3.1 document, from FastAPI's own to one that every generator makes a good client of.

What is mended and why is in ``docs/adr``; the examples are answers that the service itself gave.
"""

from collections.abc import Iterator, Sequence

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from app.catalog import ROUTERS
from app.desk.router import ROUTERS as DESK
from app.exports import router as exports
from app.model.vocabulary import Role
from app.openapi.deprecations import lift_deprecation, tell_deprecations
from app.openapi.examples import Examples, real_examples
from app.openapi.schema_examples import Named, add_schema_examples
from app.openapi.schemas import describe_enums, tidy
from app.openapi.sharing import Part, operations_of, share_parameters, share_responses
from app.openapi.texts import IDEMPOTENCY_KEY, IF_MATCH, IF_NONE_MATCH, INFO, KEY, LINKED_PAGINATION, PAGINATION, SERVERS, TAGS
from app.pages import api_catalog, changes, health, index, problems
from app.web.problems import PROBLEM_MEDIA_TYPE

_DONE = ("200", "201")
_NO_CONTENT = "204"
_SCHEMAS = "#/components/schemas/"
_NOT_FOR_CLIENTS = {"fields", "bom"}
"""Sparse records lack members that generated clients rely on, and the byte order mark is for CSV: both are for people."""


def openapi_document() -> Part:
    """The document as OpenAPI 3.1; the same at every call."""
    routers = (*ROUTERS, *DESK, changes.router, exports.router, index.router, api_catalog.router, health.router, problems.router)
    document = described([route for router in routers for route in router.routes])
    _add_examples(document, real_examples())
    return document


def described(routes: Sequence[BaseRoute]) -> Part:
    """The document of these routes, without its examples."""
    generated = get_openapi(title=INFO["title"], version=INFO["version"], openapi_version="3.1.0", routes=routes)
    document: Part = {
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
    schemas = document["components"]["schemas"]
    for _, operation in operations_of(document):
        _mend_operation(operation)
        _describe_contents(operation, schemas)
    _name_participants(schemas)
    document = tidy(document)
    describe_enums(document["components"]["schemas"])
    tell_deprecations(document)
    share_responses(document)
    share_parameters(document)
    return document


def _mend_operation(operation: Part) -> None:
    operation["summary"] = operation["description"].partition("\n")[0].partition(". ")[0].removesuffix(".")
    if "304" in operation["responses"]:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
    operation["parameters"] = [item for item in operation.get("parameters", []) if item.get("name") not in _NOT_FOR_CLIENTS]
    for parameter in operation["parameters"]:
        _mend_parameter(parameter)
    for status, response in operation["responses"].items():
        if status.startswith(("4", "5")):
            response["content"] = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _describe_contents(operation: Part, schemas: Part) -> None:
    """What is sent and what is answered say of themselves what their schemas do; an answer with a next page how that is found."""
    parts = [operation["responses"][status] for status in _DONE if any(_answers_in_json(operation, status))]
    for part in (*parts, *([operation["requestBody"]] if "requestBody" in operation else [])):
        own: Part = schemas[_name_of(next(iter(part["content"].values()))["schema"])]
        part["description"] = own["description"].partition("\n")[0]
        if "next" in own.get("properties", {}):
            is_paged = "next_cursor" in own["properties"]
            operation["x-pagination"] = PAGINATION if is_paged else LINKED_PAGINATION
    if _NO_CONTENT in operation["responses"]:
        operation["responses"][_NO_CONTENT]["description"] = "It is done, and there is nothing to tell."


def _answers_in_json(operation: Part, status: str) -> Iterator[Part]:
    content = operation["responses"].get(status, {}).get("content", {})
    return (answer for media_type, answer in content.items() if media_type.endswith("json"))


def _name_of(schema: Part) -> str:
    reference: str = schema["$ref"]
    return reference.removeprefix(_SCHEMAS)


def _name_participants(schemas: Part) -> None:
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


def _mend_parameter(parameter: Part) -> None:
    """A reference stands alone in a parameter's schema: generators lose its type where anything stands beside it."""
    schema = parameter.get("schema", {})
    lift_deprecation(parameter, schema)
    if "$ref" in schema and "default" in schema:
        parameter["description"] = f"{parameter['description']} Default: `{schema['default']}`."
    if "$ref" in schema:
        parameter["schema"] = {"$ref": schema["$ref"]}
    schema.pop("description", None)


def _add_examples(document: Part, examples: Examples) -> None:
    seen: list[Named] = []
    for _, operation in operations_of(document):
        own = operation["operationId"]
        for sent in operation.get("requestBody", {}).get("content", {}).values():
            sent["example"] = examples.sent[own]
            seen.append((_name_of(sent["schema"]), sent["example"]))
        for status in _DONE:
            for answer in _answers_in_json(operation, status):
                answer["example"] = examples.answers[own]
                seen.append((_name_of(answer["schema"]), answer["example"]))
    for name, response in document["components"]["responses"].items():
        response["content"][PROBLEM_MEDIA_TYPE]["example"] = examples.problems[name]
        seen.append(("Problem", examples.problems[name]))
    add_schema_examples(document["components"]["schemas"], [*seen, *examples.others])
