"""A question that was understood: its names resolved, its form, and the values that are bound to its statements."""

from dataclasses import dataclass

from app.db.snapshot import Snapshot
from app.db.statement import Values
from app.db.words import Term, parse_terms
from app.query.errors import Fault, QueryError
from app.query.form import Form, form_of
from app.query.names import Resolved, resolve
from app.query.order import order_of, sort_of
from app.query.parameters import ListQuery
from app.query.resource import Names, Resource, Sort


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a noun. ``digest`` stands for everything that selects and orders records: not the page size, not the cursor."""

    resource: Resource
    names: Names
    form: Form
    values: Values
    digest: str

    @property
    def sort(self) -> Sort:
        """The order of the answer."""
        return sort_of(self.resource, self.form.sort)


def question_of(snapshot: Snapshot, resource: Resource, query: ListQuery) -> Question:
    """Understand a question. Raises :class:`QueryError` for names, words or ranges that cannot be followed."""
    return snapshot.kept(("question", query.digest), lambda: _understood(snapshot, resource, query))


def _understood(snapshot: Snapshot, resource: Resource, query: ListQuery) -> Question:
    names = resolve_names(snapshot, query)
    query.check()
    terms = _terms(query)
    form, values = form_of(query, names, terms, order_of(query, terms), snapshot.dialect.name)
    return Question(resource, names, form, values, query.digest)


def resolve_names(snapshot: Snapshot, query: ListQuery) -> Names:
    """What every name in the question stands for; all that cannot be resolved are reported together."""
    names: dict[str, list[Resolved]] = {}
    faults: list[Fault] = []
    for parameter, value in query.filters().items():
        if parameter not in query.references:
            continue
        for given in value if isinstance(value, list) else [value]:
            try:
                names.setdefault(parameter, []).append(resolve(snapshot, query.references[parameter], parameter, str(given)))
            except QueryError as error:
                faults += error.faults
    if faults:
        raise QueryError(*faults)
    return names


def _terms(query: ListQuery) -> list[Term]:
    """The words to look for. Raises :class:`QueryError` where ``q`` has none."""
    terms = parse_terms(query.q or "")
    if query.q is not None and not terms:
        raise QueryError(Fault("q", "no_words", f"q={query.q[:100]!r} has no words to search for."))
    return terms
