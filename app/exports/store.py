"""The store: each bulk export is built once for each revision of the data set, and kept as a file until later ones replace it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread
from anyio import CapacityLimiter

from app import __version__
from app.db.revision import Revision
from app.db.snapshot import Snapshot
from app.exports.catalog import EXPORTS, BulkExport
from app.exports.contents import contents_of
from app.exports.files import Folder, alone, part_file, put_in_place, sha256_of
from app.web.answer import ready
from app.web.conditional import etag_of

_KEPT = 2
"""How many builds of an export are kept: the last one, and the one before it for those who are just about to read it."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished export. ``key`` stands for everything that decides its bytes; its place tells the rest."""

    path: Path
    key: str
    revision: Revision

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return self.path.stem.rpartition("-")[2]

    @property
    def etag(self) -> str:
        """Its strong validator."""
        return f'"{self.key}-{self.sha256[:32]}"'

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of an export at the current revision: its key, and the file where it is built."""

    key: str
    revision: Revision
    built: Built | None

    def held(self, validators: str) -> str | None:
        """The one among a client's validators that stands for a build of this state, whoever made it."""
        named = re.search(f'"{self.key}-[0-9a-f]{{32}}"', validators)
        return named[0] if named else None


class ExportStore:
    """Builds and keeps the bulk exports of one database.

    Threads and processes that share ``folder`` share the builds: one builds, the others wait. Without a folder the files lie in
    a temporary one, and go with the process.
    """

    def __init__(self, folder: Path | None, open_snapshot: Callable[[], AbstractContextManager[Snapshot]], base: str) -> None:
        """Keep exports of what ``open_snapshot`` opens in ``folder``; ``base`` is the public address for absolute links."""
        self._folder = Folder(folder)
        self._open_snapshot = open_snapshot
        self._base = base
        self._queues = {export.name: CapacityLimiter(1) for export in EXPORTS}

    def find(self, *exports: BulkExport) -> list[Found]:
        """What there is at the current revision, without building anything. Raises :class:`NotReadyError` without data."""
        with self._open_snapshot() as snapshot:
            revision = ready(snapshot.revision)
        return [self._find(export, revision) for export in exports]

    def get(self, export: BulkExport) -> Built:
        """The export at the current revision; built first if need be. Raises :class:`NotReadyError` without data."""
        (found,) = self.find(export)
        if found.built is not None:
            return found.built
        with alone(self._folder.path() / f".{export.name}.lock"), self._open_snapshot() as snapshot:
            return self._find(export, ready(snapshot.revision)).built or self._build(export, snapshot)

    async def wait_for(self, export: BulkExport) -> Built:
        """:meth:`get`, in a thread that is not one of those that answer: however many wait, they keep nobody else waiting."""
        return await anyio.to_thread.run_sync(self.get, export, limiter=self._queues[export.name])

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        self._folder.close()

    def _find(self, export: BulkExport, revision: Revision) -> Found:
        key = etag_of(__version__, revision.mark, self._base, export.name).strip('"')
        path = next(self._folder.path().glob(f"{_stem(export)}-{key}-*.{export.suffix}"), None)
        return Found(key, revision, None if path is None else Built(path, key, revision))

    def _build(self, export: BulkExport, snapshot: Snapshot) -> Built:
        folder = self._folder.path()
        contents = contents_of(snapshot, self._base)
        key = self._find(export, contents.revision).key
        with part_file(folder, export.name) as part:
            export.write(part, contents)
            path = folder / f"{_stem(export)}-{key}-{sha256_of(part)}.{export.suffix}"
            put_in_place(part, path)
        self._tidy(export, path)
        return Built(path, key, contents.revision)

    def _tidy(self, export: BulkExport, newest: Path) -> None:
        """Remove builds that have been replaced, and what a process that was killed left behind: nobody else is building."""
        older = sorted(
            set(self._folder.path().glob(f"{_stem(export)}-*.{export.suffix}")) - {newest}, key=lambda path: path.stat().st_mtime_ns
        )
        for path in [*older[: 1 - _KEPT], *self._folder.path().glob(f".{export.name}.*.part")]:
            path.unlink(missing_ok=True)


def _stem(export: BulkExport) -> str:
    return export.name.removesuffix(f".{export.suffix}")
