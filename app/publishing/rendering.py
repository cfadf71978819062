"""By which code records are rendered and indexed: where that has changed, all of them are made anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_APP = Path(__file__).parent.parent
_COMMON = ("db/search.py", "db/words.py", "model", "publishing", "shape")


@cache
def rendering(nouns: tuple[str, ...]) -> str:
    """A digest of the code that makes records and what search finds them by: sixteen bytes of BLAKE2b, in hexadecimal.

    The code itself is digested, because no number beside it would change by itself when it does.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_modules(nouns)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _modules(nouns: tuple[str, ...]) -> Iterator[Path]:
    for place in (*_COMMON, *nouns):
        path = _APP / place
        yield from path.glob("*.py") if path.is_dir() else [path]
