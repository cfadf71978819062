"""Sharing: what several operations have in common gets a name of its own, and each refers to it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from app.web.problem_types import Problems

Part = dict[str, Any]
_BY_EXPLANATION = {kind.page.explanation: kind for kind in Problems}


def response_name(kind: Problems) -> str:
    """The name of the shared response that describes this kind of problem."""
    return "".join(word.capitalize() for word in kind.page.code.split("-"))


def operations_of(document: Part) -> Iterator[tuple[str, Part]]:
    """Every operation with its path."""
    for path, item in document["paths"].items():
        for operation in item.values():
            yield path, operation


def share_responses(document: Part) -> None:
    """Give headers, and responses that tell of problems, one name each."""
    headers: Part = {}
    responses: Part = {}
    for _, operation in operations_of(document):
        for status, response in operation["responses"].items():
            for name, header in response["headers"].items():
                headers[name] = header
                response["headers"][name] = {"$ref": f"#/components/headers/{name}"}
            if status.startswith(("4", "5")):
                name = response_name(_BY_EXPLANATION[response["description"]])
                responses[name] = response
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
    document["components"] |= {"responses": responses, "headers": dict(sorted(headers.items()))}


def share_parameters(document: Part) -> None:
    """Give each parameter that several operations take a name: its own, or with that of what they are about where others have it too."""
    users: dict[str, list[Part]] = defaultdict(list)
    for _, operation in operations_of(document):
        for parameter in operation["parameters"]:
            if "$ref" not in parameter:
                users[json.dumps(parameter)].append(operation)
    shared = {text: operations for text, operations in users.items() if len(operations) > 1}
    names = _names(shared, document["components"]["schemas"])
    for _, operation in operations_of(document):
        operation["parameters"] = [_reference(names, parameter) for parameter in operation["parameters"]]
    document["components"]["parameters"] |= {name: json.loads(text) for text, name in names.items()}


def _names(shared: dict[str, list[Part]], schemas: Part) -> dict[str, str]:
    """A name for each shared parameter: of those that several tags share, the one that most operations take has the plain name.

    A name that a schema has is taken: generators give both to one type.
    """
    names: dict[str, str] = {}
    for text in sorted(shared, key=lambda text: -len(shared[text])):
        plain = "".join(word.capitalize() for word in json.loads(text)["name"].split("_"))
        tags = {tag for operation in shared[text] for tag in operation["tags"]}
        verb = shared[text][0]["operationId"].partition("_")[0].capitalize()
        if len(tags) == 1:
            names[text] = f"{_singular(*tags)}{plain}"
        else:
            names[text] = f"{verb}{plain}" if plain in {*schemas, *names.values()} else plain
    return names


def _singular(tag: str) -> str:
    return f"{tag.removesuffix('ies')}y".capitalize() if tag.endswith("ies") else tag.capitalize().removesuffix("s")


def _reference(names: dict[str, str], parameter: Part) -> Part:
    name = names.get(json.dumps(parameter))
    return parameter if name is None else {"$ref": f"#/components/parameters/{name}"}
