"""Two operations, and what of their difference breaks a client."""

import json
from collections.abc import Iterator, Mapping

from scripts.contract.schemas import schema_breaks
from scripts.contract.way import Node, Way

_WORDS = {"summary", "description", "deprecated", "x-deprecation"}
_BY_PART = {"parameters", "requestBody", "responses", "security"}
_OF_A_PARAMETER = {"name", "in", "required", "schema", "description", "example", "examples", "deprecated", "x-deprecation"}
_NO_KEY: list[Node] = [{}]


class Operation:
    """An operation with its references to shared parts followed."""

    def __init__(self, document: Node, said: Node) -> None:
        """Take the operation as ``document`` says it."""
        self.said = said
        self._components: Mapping[str, Mapping[str, Node]] = document.get("components", {})
        self.security: list[Node] = said.get("security", document.get("security")) or _NO_KEY
        self.parameters = {(each["in"], each["name"]): each for each in map(self._followed, said.get("parameters", ()))}
        self.body = self._followed(said.get("requestBody", {}))
        self.responses = {status: self._followed(response) for status, response in said["responses"].items()}

    def headers(self, status: str) -> dict[str, Node]:
        """The headers of an answer, by name."""
        return {name: self._followed(header) for name, header in self.responses[status].get("headers", {}).items()}

    def schemas(self) -> Iterator[tuple[Way, Node]]:
        """Every schema of the operation itself, and which way its values go."""
        yield from ((Way.SENT, parameter["schema"]) for parameter in self.parameters.values())
        yield from ((Way.SENT, sent.get("schema", {})) for sent in self.body.get("content", {}).values())
        for response in self.responses.values():
            yield from ((Way.ANSWERED, content.get("schema", {})) for content in response.get("content", {}).values())

    def _followed(self, part: Node) -> Node:
        if "$ref" not in part:
            return part
        _, _, kind, name = part["$ref"].split("/")
        return self._components[kind][name]


def operation_breaks(place: str, old: Operation, new: Operation) -> Iterator[str]:
    """What breaks clients, in sentences that begin with the place."""
    for word in dict.fromkeys((*old.said, *new.said)):
        if word not in _WORDS | _BY_PART and old.said.get(word) != new.said.get(word):
            yield f"`{place}`: {word} is `{json.dumps(new.said.get(word))}`, was `{json.dumps(old.said.get(word))}`"
    if not all(any(asked.items() <= given.items() for asked in new.security) for given in old.security):
        yield f"`{place}`: asks for a key, or for another one"
    yield from _parameter_breaks(place, old, new)
    yield from _body_breaks(place, old.body, new.body)
    for status in old.responses:
        if status not in new.responses:
            yield f"`{place} {status}`: is removed"
        else:
            yield from _response_breaks(f"{place} {status}", status, old, new)
    yield from (f"`{place} {status}`: is a new success" for status in new.responses if status not in old.responses and status[0] == "2")


def _parameter_breaks(place: str, old: Operation, new: Operation) -> Iterator[str]:
    for key, parameter in old.parameters.items():
        if key not in new.parameters:
            yield f"`{place} {key[1]}`: is removed"
            continue
        now = new.parameters[key]
        yield from schema_breaks(f"{place} {key[1]}", parameter["schema"], now["schema"], Way.SENT)
        for word in dict.fromkeys((*parameter, *now)):
            if word not in _OF_A_PARAMETER and parameter.get(word) != now.get(word):
                yield f"`{place} {key[1]}`: {word} is `{json.dumps(now.get(word))}`, was `{json.dumps(parameter.get(word))}`"
    for key, parameter in new.parameters.items():
        if parameter.get("required", False) and not old.parameters.get(key, {}).get("required", False):
            yield f"`{place} {key[1]}`: must be sent"


def _body_breaks(place: str, old: Node, new: Node) -> Iterator[str]:
    if new.get("required", False) and not old.get("required", False):
        yield f"`{place} body`: must be sent"
    for media_type, sent in old.get("content", {}).items():
        if media_type not in new.get("content", {}):
            yield f"`{place} body {media_type}`: is removed"
        else:
            now = new["content"][media_type]
            yield from schema_breaks(f"{place} body {media_type}", sent.get("schema", {}), now.get("schema", {}), Way.SENT)


def _response_breaks(place: str, status: str, old: Operation, new: Operation) -> Iterator[str]:
    before, after = old.responses[status].get("content", {}), new.responses[status].get("content", {})
    for media_type, content in before.items():
        if media_type not in after:
            yield f"`{place} {media_type}`: is removed"
        else:
            now = after[media_type].get("schema", {})
            yield from schema_breaks(f"{place} {media_type}", content.get("schema", {}), now, Way.ANSWERED)
    if status[0] == "2":
        yield from (f"`{place} {media_type}`: is new beside others" for media_type in after if media_type not in before)
    now_told = new.headers(status)
    for name, header in old.headers(status).items():
        if name not in now_told:
            yield f"`{place} header {name}`: is removed"
        else:
            yield from schema_breaks(f"{place} header {name}", header.get("schema", {}), now_told[name].get("schema", {}), Way.ANSWERED)
