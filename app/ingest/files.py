"""Data files: read as YAML, checked against their payload models, with errors that name line, record and field."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from app.ingest.anchoring import AnchorFile, anchor_path, read_anchors
from app.ingest.errors import DataError, FileFault
from app.ingest.payload.report import ReportPayload
from app.ingest.payload.stakeholder import StakeholderPayload
from app.ingest.payload.topic import TermsPayload, TopicPayload

T = TypeVar("T")
Loc = tuple[int | str, ...]

_SHOWN = 200
_STAKEHOLDERS = TypeAdapter(tuple[StakeholderPayload, ...])
_TOPICS = TypeAdapter(tuple[TopicPayload, ...])
_TERMS = TypeAdapter(TermsPayload)
_REPORT = TypeAdapter(ReportPayload)


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
            if key.value in seen:
                raise DoubledFieldError(key.value, key.start_mark.line + 1)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


@dataclass(frozen=True)
class Report:
    """One report file with the anchors of its evidence."""

    file: Path
    payload: ReportPayload
    anchors: AnchorFile


@dataclass(frozen=True)
class DataFiles:
    """Everything that one folder of data files says."""

    folder: Path
    stakeholders: tuple[StakeholderPayload, ...]
    topics: tuple[TopicPayload, ...]
    terms: TermsPayload
    reports: tuple[Report, ...]


def read_data_files(folder: Path) -> DataFiles:
    """Read ``stakeholders.yaml``, ``topics.yaml``, ``terms.yaml`` and ``reports/*.yaml``. Raises :class:`DataError` for all together."""
    faults: list[FileFault] = []
    stakeholders = _read(folder / "stakeholders.yaml", _STAKEHOLDERS, faults)
    topics = _read(folder / "topics.yaml", _TOPICS, faults)
    terms = _read(folder / "terms.yaml", _TERMS, faults)
    reports = [_read_report(path, faults) for path in sorted((folder / "reports").glob("*.yaml"))]
    if faults or stakeholders is None or topics is None or terms is None:
        raise DataError(faults)
    return DataFiles(folder, stakeholders, topics, terms, tuple(report for report in reports if report is not None))


def _read_report(path: Path, faults: list[FileFault]) -> Report | None:
    payload = _read(path, _REPORT, faults)
    if payload is None:
        return None
    try:
        return Report(path, payload, read_anchors(path))
    except FileNotFoundError:
        detail = f"has no anchors yet: run 'facts anchor {path} --text TEXT' with the text it was taken from"
        faults.append(FileFault(path, "", "", detail))
    except ValueError as error:
        reason = " ".join(str(error).split())[:_SHOWN]
        detail = f"is broken: run 'facts anchor {path} --text TEXT' to write it anew ({reason})"
        faults.append(FileFault(anchor_path(path), "", "", detail))
    return None


def _read(path: Path, model: TypeAdapter[T], faults: list[FileFault]) -> T | None:
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
