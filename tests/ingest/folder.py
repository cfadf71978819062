"""A folder of data files of a test's own, to be changed as data, and loaded."""

from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml
from sqlalchemy import Engine
from sqlmodel import Session

from app.db.engine import writing
from app.ingest.anchoring import anchor_report
from app.ingest.files import DataFiles, read_data_files
from app.ingest.load import Summary, load
from app.ingest.rows import claim_id, figure_id
from app.settings import CHECKOUT

SEED = CHECKOUT / "app" / "seed"
FERRY = Path(__file__).parent / "ferry"
NOON = datetime(2034, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2034, 5, 2, 12, tzinfo=UTC)

Data = dict[str, Any]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class DataFolder:
    """The files of a folder as lists and mappings; what a test changes in them is there after :meth:`write`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stakeholders: list[Data] = self._parsed("stakeholders.yaml")
        self.topics: list[Data] = self._parsed("topics.yaml")
        self.terms: Data = self._parsed("terms.yaml")
        self.reports: dict[str, Data] = {file.stem: self._parsed(f"reports/{file.name}") for file in sorted(path.glob("reports/*.yaml"))}

    @property
    def report(self) -> Data:
        """The first report."""
        return next(iter(self.reports.values()))

    @property
    def report_path(self) -> Path:
        """The file of the first report."""
        return self.path / "reports" / f"{next(iter(self.reports))}.yaml"

    def stakeholder(self, slug: str) -> Data:
        """The stakeholder of that id."""
        return next(item for item in self.stakeholders if item["id"] == slug)

    def topic(self, slug: str) -> Data:
        """The topic of that id."""
        return next(item for item in self.topics if item["id"] == slug)

    def claim(self, key: str) -> Data:
        """The claim of that key, from whichever report has it."""
        return next(claim for report in self.reports.values() for claim in report["claims"] if claim["key"] == key)

    def add_report(self, name: str, report: Data, text: str) -> None:
        """A further report, and the text that its evidence quotes."""
        self.reports[name] = report
        (self.path / "texts").mkdir(exist_ok=True)
        (self.path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")

    def write(self) -> None:
        """Write everything, and anchor the reports whose text is there."""
        self.write_files()
        for name in self.reports:
            if (text := self.path / "texts" / f"{name}.txt").exists():
                anchor_report(self.path / "reports" / f"{name}.yaml", text)

    def write_files(self) -> None:
        """Write everything, and leave the anchors as they are."""
        for name, content in (("stakeholders", self.stakeholders), ("topics", self.topics), ("terms", self.terms)):
            self._write(self.path / f"{name}.yaml", content)
        for name, report in self.reports.items():
            self._write(self.path / "reports" / f"{name}.yaml", report)

    def read(self) -> DataFiles:
        """Write everything, and read it as a load does."""
        self.write()
        return read_data_files(self.path)

    def load(self, engine: Engine, moment: datetime = LATER) -> Summary:
        """Write everything, and load it."""
        return load_into(engine, self.read(), moment)

    def _parsed(self, name: str) -> Any:  # noqa: ANN401 (a list or a mapping, as the file has it)
        return yaml.load((self.path / name).read_bytes(), _LOADER)  # noqa: S506 (a safe loader, the fast one where there is one)

    @staticmethod
    def _write(path: Path, content: object) -> None:
        path.write_text(yaml.dump(content, Dumper=_DUMPER, sort_keys=False, allow_unicode=True), encoding="utf-8")


def seed_folder(path: Path) -> DataFolder:
    """A copy of the seed at ``path``; its text is not there, so its evidence must stay as it is."""
    return DataFolder(copytree(SEED, path))


def ferry_folder(path: Path) -> DataFolder:
    """A copy of the fictional folder at ``path``, with the text of its report."""
    return DataFolder(copytree(FERRY, path))


def load_into(engine: Engine, files: DataFiles, moment: datetime = LATER) -> Summary:
    """Load data files and commit."""
    with Session(writing(engine)) as session:
        summary = load(session, files, moment)
        session.commit()
    return summary


def claim_address(files: DataFiles, key: str) -> str:
    """The address of the claim of that key, from whichever report has it."""
    return next(
        f"claims/{claim_id(report.payload.document, key)}"
        for report in files.reports
        for claim in report.payload.claims
        if claim.key == key
    )


def figure_address(files: DataFiles, claim_key: str, key: str) -> str:
    """The address of a figure, by the keys of its claim and of itself."""
    return next(
        f"figures/{figure_id(report.payload.document, claim_key, key)}"
        for report in files.reports
        for claim in report.payload.claims
        if claim.key == claim_key
    )
