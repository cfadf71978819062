"""A stretch of text, the measure in which everything here is counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to but not including ``end``, in Unicode code points."""

    start: int
    end: int

    def of(self, content: str) -> str:
        """The characters that this span covers."""
        return content[self.start : self.end]
