"""Data files: everything that one folder says, with all that is wrong in it reported together."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from app.ingest.anchoring import AnchorFile, anchor_path, read_anchors
from app.ingest.errors import DataError, FileFault
from app.ingest.payload.report import ReportPayload
from app.ingest.payload.stakeholder import StakeholderPayload
from app.ingest.payload.topic import TermsPayload, TopicPayload
from app.ingest.reading import read_file

_SHOWN = 200
_STAKEHOLDERS = TypeAdapter(tuple[StakeholderPayload, ...])
_TOPICS = TypeAdapter(tuple[TopicPayload, ...])
_TERMS = TypeAdapter(TermsPayload)
_REPORT = TypeAdapter(ReportPayload)


@dataclass(frozen=True)
class Report:
    """One report file with the anchors of its evidence."""

    file: Path
    payload: ReportPayload
    anchors: AnchorFile


@dataclass(frozen=True)
class DataStream:
    """Lists that are at hand as a whole, and reports that come one after the other and are read once."""

    folder: Path
    stakeholders: tuple[StakeholderPayload, ...]
    topics: tuple[TopicPayload, ...]
    terms: TermsPayload
    reports: Iterable[Report]


@dataclass(frozen=True)
class DataFiles(DataStream):
    """Everything that one folder of data files says."""

    reports: tuple[Report, ...]


def read_data_files(folder: Path) -> DataFiles:
    """Read ``stakeholders.yaml``, ``topics.yaml``, ``terms.yaml`` and ``reports/*.yaml``. Raises :class:`DataError` for all together."""
    faults: list[FileFault] = []
    stakeholders = read_file(folder / "stakeholders.yaml", _STAKEHOLDERS, faults)
    topics = read_file(folder / "topics.yaml", _TOPICS, faults)
    terms = read_file(folder / "terms.yaml", _TERMS, faults)
    reports = [_read_report(path, faults) for path in sorted((folder / "reports").glob("*.yaml"))]
    if faults or stakeholders is None or topics is None or terms is None:
        raise DataError(faults)
    return DataFiles(folder, stakeholders, topics, terms, tuple(report for report in reports if report is not None))


def _read_report(path: Path, faults: list[FileFault]) -> Report | None:
    payload = read_file(path, _REPORT, faults)
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
