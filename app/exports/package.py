"""The data package: a ZIP of one CSV a noun, with descriptor, README and checksums. One revision always gives the same bytes.

The names sort in the order in which the entries can be written: each file speaks only of those before it, so that
nothing has to be kept aside.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from stat import S_IFREG
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.exports.contents import Contents
from app.exports.descriptor import Entry, package_descriptor
from app.exports.readme import readme
from app.formats.csv_table import CSV
from app.publishing.publish import RESOURCES
from app.web.export import in_blocks

_UNIX = 3
_READABLE = (S_IFREG | 0o644) << 16
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""ZIP knows no earlier moment."""


def write_package(path: Path, contents: Contents) -> None:
    """Write the package at ``path``."""
    moment = max(contents.revision.changed_at.astimezone(UTC), _EARLIEST)
    with ZipFile(path, "w") as archive:
        tables = {
            resource.noun: _write(archive, f"data/{resource.noun}.csv", in_blocks(CSV.write(contents.listing(resource, CSV))), moment)
            for resource in sorted(RESOURCES, key=lambda resource: resource.noun)
        }
        descriptor = json.dumps(package_descriptor(contents, tables), ensure_ascii=False, indent=2)
        entries = [
            *tables.values(),
            _write(archive, "datapackage.json", [f"{descriptor}\n".encode()], moment),
            _write(archive, "README.md", [readme(contents, tables).encode()], moment),
        ]
        checksums = "".join(f"{entry.sha256}  {entry.path}\n" for entry in entries)
        _write(archive, "SHA256SUMS", [checksums.encode()], moment)


def _write(archive: ZipFile, name: str, blocks: Iterable[bytes], moment: datetime) -> Entry:
    """One entry, of any size: nothing in it depends on when and where it is written."""
    info = ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second))
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    size, digest = 0, sha256()
    with archive.open(info, "w", force_zip64=True) as entry:
        for block in blocks:
            entry.write(block)
            digest.update(block)
            size += len(block)
    return Entry(name, size, digest.hexdigest())
