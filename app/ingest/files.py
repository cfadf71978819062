"""Data files: read as YAML, checked against their payload models, with errors that name line, record and field."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from app.ingest.anchoring import AnchorFile, read_anchors
from app.ingest.errors import DataError, FileFault
from app.ingest.payload.report import ReportPayload
from app.ingest.payload.stakeholder import StakeholderPayload
from app.ingest.payload.topic import TermsPayload, TopicPayload

T = TypeVar("T")
Loc = tuple[int | str, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    """Read ``stakeholders.yaml``, ``topics.yaml``, ``terms.yaml`` and ``reports/*.yaml``. Raises :class:`DataError`."""
    return DataFiles(
        folder=folder,
        stakeholders=_read(folder / "stakeholders.yaml", TypeAdapter(tuple[StakeholderPayload, ...])),
        topics=_read(folder / "topics.yaml", TypeAdapter(tuple[TopicPayload, ...])),
        terms=_read(folder / "terms.yaml", TypeAdapter(TermsPayload)),
        reports=tuple(_read_report(path) for path in sorted((folder / "reports").glob("*.yaml"))),
    )


def _read_report(path: Path) -> Report:
    payload = _read(path, TypeAdapter(ReportPayload))
    try:
        anchors = read_anchors(path)
    except FileNotFoundError:
        detail = f"has no anchors yet: run 'facts anchor {path} --text TEXT' with the text it was taken from"
        raise DataError([FileFault(path, "", "", detail)]) from None
    return Report(path, payload, anchors)


def _read(path: Path, model: TypeAdapter[T]) -> T:
    try:
        source = path.read_text(encoding="utf-8")
        content = yaml.load(source, _LOADER)  # noqa: S506 (a safe loader, the fast one where there is one)
    except OSError as error:
        raise DataError([FileFault(path, "", "", f"cannot be read: {error.strerror}")]) from error
    except yaml.YAMLError as error:
        raise DataError([FileFault(path, "", "", f"is not YAML: {' '.join(str(error).split())}")]) from error
    try:
        return model.validate_python(content)
    except ValidationError as error:
        tree = yaml.compose(source, _LOADER)
        raise DataError([_fault(path, content, tree, item["loc"], item["msg"]) for item in error.errors()]) from error


def _fault(path: Path, content: Any, tree: Any, loc: Loc, message: str) -> FileFault:  # noqa: ANN401 (whatever YAML holds)
    record_loc = loc[:2] if loc[:1] == ("claims",) else loc[:1]
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
