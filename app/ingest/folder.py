"""Whether a folder of data files is the one that was loaded last: then there is nothing to read in it. Known without importing a loader."""

import hashlib
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from app.model.record import Loaded

_CODE = Path(__file__).parent.parent
_DATA = ("*.yaml", "reports/*.yaml", "reports/*.anchors.json")
_NOUN = "folder"
_OURS = (col(Loaded.noun) == _NOUN, col(Loaded.public_id) == "")


def digest_of_folder(folder: Path) -> str:
    """A digest of the names and contents of its data files, and of the code that would make tables and records of them."""
    digest = hashlib.blake2b(digest_size=16)
    for root, patterns in ((folder, _DATA), (_CODE, ("**/*.py",))):
        for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def is_loaded(connection: Connection, digest: str) -> bool:
    """Whether the last load was of this folder."""
    return connection.execute(select(col(Loaded.digest)).where(*_OURS)).scalar_one_or_none() == digest


def forget_folder(connection: Connection) -> None:
    """What is loaded now is no folder, or another one."""
    connection.execute(delete(Loaded).where(*_OURS))


def keep_folder(connection: Connection, digest: str) -> None:
    """The last load is of this folder."""
    connection.execute(insert(Loaded).values(noun=_NOUN, public_id="", digest=digest))
