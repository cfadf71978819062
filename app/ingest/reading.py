"""Reading a data file: YAML, checked against its payload model, with faults that name line, record and field."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from app.ingest.errors import FileFault

T = TypeVar("T")
Loc = tuple[int | str, ...]


class DoubledFieldError(yaml.YAMLError):
    """A record that gives a field twice: YAML alone would silently take the last."""

    def __init__(self, field: str, line: int) -> None:
        """Name the field and its second line."""
        super().__init__(f"{field} is given twice")
        self.field = field
        self.line = line


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one where there is one
    """Reads plain YAML and refuses a field that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 (PyYAML's signature)
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise DoubledFieldError(key.value, key.start_mark.line + 1)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_file(path: Path, model: TypeAdapter[T], faults: list[FileFault]) -> T | None:
    """The content of a file, or None after adding what is wrong with it."""
    try:
        source = path.read_text(encoding="utf-8")
        content = yaml.load(source, _Loader)  # noqa: S506 (a safe loader)
    except OSError as error:
        faults.append(FileFault(path, "", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        faults.append(FileFault(path, "", "", f"is not UTF-8: byte {error.start} cannot be read"))
    except DoubledFieldError as error:
        faults.append(FileFault(path, "", error.field, "is given twice in one record", error.line))
    except yaml.YAMLError as error:
        faults.append(FileFault(path, "", "", f"is not YAML: {' '.join(str(error).split())}"))
    else:
        return _validated(path, source, content, model, faults)
    return None


def _validated(path: Path, source: str, content: object, model: TypeAdapter[T], faults: list[FileFault]) -> T | None:
    try:
        return model.validate_python(content)
    except ValidationError as error:
        tree = yaml.compose(source, _Loader)
        wrong = [item["loc"] for item in error.errors()]
        told = [item for item in error.errors() if not _is_echo(item["loc"], wrong)]
        faults += [_fault(path, content, tree, item["loc"], item["msg"]) for item in told]
        return None


def _is_echo(loc: Loc, wrong: list[Loc]) -> bool:
    """Whether something is only wrong because something within it is: a list whose one item is refused looks empty."""
    return any(len(other) > len(loc) and other[: len(loc)] == loc for other in wrong)


def _fault(path: Path, content: Any, tree: Any, loc: Loc, message: str) -> FileFault:  # noqa: ANN401 (whatever YAML holds)
    is_in_list = loc[:1] in {("claims",), ("units",), ("measures",)}
    record_loc = loc[:2] if is_in_list else loc[:1]
    record = _at(content, record_loc)
    name = record.get("key") or record.get("id") or record.get("value") if isinstance(record, dict) else None
    title = ".".join(str(step) for step in record_loc) + (f" ({name})" if name else "")
    field = ".".join(str(step) for step in loc[len(record_loc) :])
    return FileFault(path, title, field, message.removeprefix("Value error, "), _line(tree, loc))


def _at(content: Any, loc: Loc) -> Any:  # noqa: ANN401 (whatever YAML holds)
    for step in loc:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content


def _line(node: Any, loc: Loc) -> int | None:  # noqa: ANN401 (a YAML node)
    """The line of the deepest node on the way that the file has."""
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None) or node
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    return None if node is None else node.start_mark.line + 1
