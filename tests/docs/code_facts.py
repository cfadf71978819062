"""What the code has that the documentation must name, and name as it is."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from fastapi.routing import APIRoute
from prometheus_client.parser import text_string_to_metric_families
from pydantic import BaseModel

from app.catalog import RESOURCES
from app.claims.filters import ClaimQuery
from app.claims.record import Claim, Correction, Hop
from app.cli import main
from app.db.engine import open_engine
from app.db.migrate import migrate
from app.desk.audit import Attempt, AuditQuery
from app.desk.draft_shape import Draft, DraftBeginning
from app.desk.drafts import DraftQuery
from app.desk.imports import ImportQuery, ImportReport
from app.desk.parameters import ChangeQuery, EditQuery
from app.desk.router import ROUTERS
from app.documents.filters import DocumentQuery
from app.documents.record import Document
from app.editorial.content.claim import ClaimContent, EvidenceContent, FigureContent, HopContent
from app.editorial.content.document import DocumentContent
from app.editorial.content.stakeholder import StakeholderContent
from app.editorial.content.topic import TopicContent
from app.figures.compare import Comparison, FigureConflict
from app.figures.filters import FigureQuery
from app.figures.record import Figure
from app.formats.csv_table import header
from app.formats.format import Listing
from app.history.shape import Change, RecordVersion
from app.ingest.files import read_data_files
from app.ingest.payload.claim import RelationPayload
from app.ingest.payload.report import ClaimPayload, DocumentPayload, EvidencePayload, FigurePayload, HopPayload
from app.model import Scope
from app.query.parameters import ListQuery
from app.query.resource import Resource
from app.settings import CHECKOUT
from app.shape.evidence import Evidence
from app.stakeholders.filters import StakeholderQuery
from app.stakeholders.record import Stakeholder
from app.topics.filters import TopicQuery
from app.topics.record import Topic
from app.vocabularies.filters import VocabularyQuery
from app.vocabularies.record import Vocabulary
from tests.conftest import LOADED_AT
from tests.serving import load_files, serving

QUERIES: dict[str, type[ListQuery]] = {
    "Claims": ClaimQuery,
    "Stakeholders": StakeholderQuery,
    "Figures": FigureQuery,
    "Documents": DocumentQuery,
    "Topics": TopicQuery,
    "Vocabularies": VocabularyQuery,
}
"""What each list may be asked, by its heading in the API guide."""

DESK_QUERIES: dict[str, set[str]] = {
    "all that writes": set(EditQuery.model_fields),
    "changes, retractions, mergers, imports, publications": ChangeQuery.model_fields.keys() - EditQuery.model_fields,
    "`GET /drafts`": set(DraftQuery.model_fields),
    "`POST /imports`": ImportQuery.model_fields.keys() - ChangeQuery.model_fields,
    "`GET /audit`": set(AuditQuery.model_fields),
}
"""What requests to the desk may say, by where the API guide says that they may."""

SHARED_PARAMETERS = {*ListQuery.model_fields, "sort"}

MODELS: dict[str, type[BaseModel]] = {
    "Members of a claim": Claim,
    "Members of a hop": Hop,
    "Members of a figure": Figure,
    "Members of a comparison": Comparison,
    "Members of a conflict": FigureConflict,
    "Members of evidence": Evidence,
    "Members of a stakeholder": Stakeholder,
    "Members of a document": Document,
    "Members of a topic": Topic,
    "Members of a vocabulary": Vocabulary,
    "Members of a correction": Correction,
    "Members of a version": RecordVersion,
    "Members of a change": Change,
    "Content of a claim": ClaimContent,
    "Content of a hop": HopContent,
    "Content of a figure": FigureContent,
    "Content of evidence": EvidenceContent,
    "Content of a stakeholder": StakeholderContent,
    "Content of a document": DocumentContent,
    "Content of a topic": TopicContent,
    "Members of a new draft": DraftBeginning,
    "Members of a draft": Draft,
    "Members of an attempt": Attempt,
    "Members of an import report": ImportReport,
    "Fields of a document": DocumentPayload,
    "Fields of a claim": ClaimPayload,
    "Fields of a hop": HopPayload,
    "Fields of a figure": FigurePayload,
    "Fields of a relation": RelationPayload,
    "Fields of evidence": EvidencePayload,
}
"""What records and data files hold, by heading in the data model page."""


TABLES: dict[str, Resource] = {f"Columns of {resource.noun}": resource for resource in RESOURCES}
"""Every noun as a table, by heading in the data model page."""


def columns_of(resource: Resource) -> list[list[str]]:
    """The columns of the noun's CSV in order, each with its type and its description; all but the last, which is the permalink."""
    described = [[f"`{column.name}`", column.kind, column.description] for column in resource.columns]
    written = header(Listing(resource.noun, (), resource.columns, ""))
    assert written == [*(column.name for column in resource.columns), "permalink"]
    return described


_CODED = {"Fault": 1, "ConflictError": 0, "_at": 1}
"""What is given a code, and as which of its arguments."""
_HANDED_ON = "error.code"
"""The code of a ``ConflictError``, which got it where it was raised."""


def fault_codes() -> set[str]:
    """Every code that the code gives a ``Fault``, to the letter or by a name that is assigned in the module."""
    return {code for path in (CHECKOUT / "app").glob("**/*.py") for code in _codes_of(ast.parse(path.read_text(encoding="utf-8")))}


def _codes_of(module: ast.Module) -> Iterator[str]:
    if not any(isinstance(node, ast.alias) and node.name in _CODED for node in ast.walk(module)):
        return
    assigned = {
        target.id: node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CODED:
            yield from _texts(node.args[_CODED[node.func.id]], assigned)


def _texts(expression: ast.expr, assigned: Mapping[str, ast.expr]) -> Iterator[str]:
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _texts(expression.body, assigned)
        yield from _texts(expression.orelse, assigned)
    elif isinstance(expression, ast.Name):
        yield from _texts(assigned[expression.id], assigned)
    elif isinstance(expression, ast.Dict):
        yield from (text for value in expression.values for text in _texts(value, assigned))
    elif isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute) and expression.func.attr == "get":
        yield from _texts(expression.func.value, assigned)  # a code for each of what may be wrong, and one for all else
        yield from _texts(expression.args[1], assigned)
    elif ast.unparse(expression) != _HANDED_ON:
        msg = f"cannot read the code of a Fault: {ast.unparse(expression)}"
        raise TypeError(msg)


def desk_requests() -> dict[str, set[str]]:
    """Every request that the desk takes, such as ``POST /claims``, with the scopes that its description names."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return {
        f"{method} {route.path}": set(re.findall("`([a-z-]+)`", route.description.partition("Scope")[2])) & {*Scope}
        for route in routes
        for method in route.methods or ()
    }


def commands() -> dict[str, set[str]]:
    """Every ``facts`` command with its options."""
    context = click.Context(main)
    return {name: set(_options(main.get_command(context, name))) for name in main.list_commands(context)}


def _options(command: click.Command | None) -> Iterator[str]:
    assert command is not None
    yield "--help"
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _options(inner)


def make_targets() -> set[str]:
    """Every target that ``make`` lists."""
    return set(re.findall(r"^([a-z][a-z0-9-]*):.*## ", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def metrics(folder: Path) -> list[tuple[str, list[str]]]:
    """Every metric that there is in a service with data, and its labels."""
    engine = open_engine(f"sqlite:///{folder}/facts.sqlite")
    migrate(engine)
    load_files(engine, read_data_files(CHECKOUT / "app" / "seed"), LOADED_AT)
    with serving(engine, metrics=True) as client:
        client.get("/topics")
        text = client.get("/metrics").text
    engine.dispose()
    found = []
    for family in text_string_to_metric_families(text):
        named = f"{family.name}_total" if family.type == "counter" else family.name
        found.append((named, [label for label in family.samples[0].labels if label != "le"]))
    return found
