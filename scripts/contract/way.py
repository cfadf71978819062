"""Which way a value goes, by which the same difference breaks clients or does not."""

from enum import Enum, auto
from typing import Any

Node = dict[str, Any]
"""A part of a document."""


class Way(Enum):
    """What was sent before must still be taken; what is answered now must be what was expected before."""

    SENT = auto()
    ANSWERED = auto()
