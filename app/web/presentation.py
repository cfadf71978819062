"""What a format has no place for is refused: an answer without it would look as if there were nothing to show."""

from app.formats.catalog import FORMATS
from app.formats.format import Format
from app.query.errors import Fault, QueryError
from app.query.parameters import ListQuery


def check_presentation(format_: Format, query: ListQuery) -> None:
    """Raise :class:`QueryError` for parameters that ask for something this format cannot show, and for snippets of no search."""
    faults = [_not_shown(name, format_) for name in query.presentation() if name not in format_.shows]
    if query.snippets and query.q is None:
        faults.append(Fault("snippets", "needs_q", "snippets=true shows where the words of q stand; ask something with q."))
    if faults:
        raise QueryError(*faults)


def _not_shown(name: str, format_: Format) -> Fault:
    places = [other.suffix for other in FORMATS if name in other.shows]
    detail = f"{format_.title} has no place for {name}. Leave it out, or ask for .{' or .'.join(places)}."
    return Fault(name, "not_shown", detail, places)
