"""The documentation names everything that the code has, and nothing that it has not."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from app.catalog import RESOURCES
from app.figures.bounds import ends
from app.figures.filters import ComparisonQuery
from app.formats.catalog import FORMATS
from app.ingest.payload.edtf_date import check_edtf
from app.model.vocabulary import CLOSED_VOCABULARIES, ClosedVocabulary, Comparator
from app.query.parameters import ListQuery, repeatable
from app.query.record_list import RecordList
from app.query.resource import Resource
from app.settings import CHECKOUT, Settings
from app.web.problem_types import Problems
from tests.docs.code_facts import MODELS, QUERIES, SHARED_PARAMETERS, TABLES, columns_of, commands, fault_codes, make_targets, metrics
from tests.docs.markdown import PAGES, blocks, names, prose, spans, table

README = CHECKOUT / "README.md"
CONTRIBUTING = CHECKOUT / "CONTRIBUTING.md"
API_GUIDE = CHECKOUT / "docs" / "api-guide.md"
OPERATIONS = CHECKOUT / "docs" / "operations.md"
DATA_MODEL = CHECKOUT / "docs" / "data-model.md"

EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
TYPED = [text for page in PAGES for text in spans(prose(page))]
TYPED += [line.removeprefix("$ ") for block in blocks("sh", "console") for line in block.text.splitlines()]
"""What a reader may type: code in sentences, and every line of a console."""


def test_every_setting_is_documented_with_its_default() -> None:
    rows = {row[0].strip("`"): row[1] for row in table(README, "Settings")}
    assert set(rows) == {f"FACTS_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if name not in {"database_url", "data_folder"}:  # both lie in the checkout, wherever that is
            assert rows[f"FACTS_{name.upper()}"] == ("none" if field.default is None else str(field.default))


def test_no_setting_is_named_that_there_is_not() -> None:
    named = set(re.findall(r"\bFACTS_[A-Z_]+", EVERYTHING))
    assert named <= {f"FACTS_{name.upper()}" for name in Settings.model_fields}


def test_parameters_of_every_list_are_documented() -> None:
    assert set(names(API_GUIDE, "Every list")) == SHARED_PARAMETERS


@pytest.mark.parametrize(("title", "query"), QUERIES.items(), ids=QUERIES.keys())
def test_every_parameter_is_documented(title: str, query: type[ListQuery]) -> None:
    own = [name for name in query.model_fields if name not in SHARED_PARAMETERS]
    listed = [row[0].strip("`") for row in table(API_GUIDE, title)] if own else []
    assert listed == own


@pytest.mark.parametrize(("title", "query"), QUERIES.items(), ids=QUERIES.keys())
def test_every_order_is_documented_the_default_first(title: str, query: type[ListQuery]) -> None:
    orders = {row[0]: spans(row[1]) for row in table(API_GUIDE, "Order")}
    field = query.model_fields["sort"]
    enum: Any = field.annotation
    documented = orders[title.lower()]
    assert documented[0] == field.default
    assert sorted(documented) == sorted(enum)


def test_repeating_a_parameter_is_documented_as_it_works() -> None:
    narrow, widen, show, _ = (set(spans(row[0])) for row in table(API_GUIDE, "A parameter given several times"))
    assert narrow == {name for query in QUERIES.values() for name in query.narrowing}
    assert widen == {name for query in QUERIES.values() for name in repeatable(query) - query.narrowing - show}
    assert show == repeatable(ListQuery)


def test_every_parameter_of_a_comparison_is_documented() -> None:
    assert names(API_GUIDE, "Rival figures") == list(ComparisonQuery.model_fields)


def test_every_member_of_a_list_is_documented() -> None:
    assert names(API_GUIDE, "The envelope of a list") == ["items", *RecordList.model_fields]


def test_every_format_is_documented_as_it_answers() -> None:
    assert table(API_GUIDE, "Formats") == [
        [f"`.{each.suffix}`", f"`{each.media_type}`", each.title, "everything, as a stream" if each.is_export else "a page"]
        for each in FORMATS
    ]


def test_every_facet_is_documented() -> None:
    documented = {row[0]: spans(row[1]) for row in table(API_GUIDE, "What can be counted")}
    assert documented == {resource.noun: list(resource.facets) for resource in RESOURCES}


@pytest.mark.parametrize(("title", "resource"), TABLES.items(), ids=TABLES.keys())
def test_every_column_is_documented_as_the_code_has_it(title: str, resource: Resource) -> None:
    *rows, last = table(DATA_MODEL, title)
    assert rows == columns_of(resource)
    assert last[0] == "`permalink`"


def test_what_search_looks_in_is_documented_for_every_noun() -> None:
    assert [row[0] for row in table(DATA_MODEL, "What search looks in")] == [resource.noun for resource in RESOURCES]


@pytest.mark.parametrize(("title", "model"), MODELS.items(), ids=MODELS.keys())
def test_every_member_is_documented(title: str, model: type[BaseModel]) -> None:
    assert sorted(names(DATA_MODEL, title)) == sorted(model.model_fields)


@pytest.mark.parametrize(("slug", "vocabulary"), CLOSED_VOCABULARIES.items(), ids=CLOSED_VOCABULARIES.keys())
def test_every_value_is_documented_with_its_meaning(slug: str, vocabulary: type[ClosedVocabulary]) -> None:
    rows = table(DATA_MODEL, slug.replace("-", " ").capitalize())
    has_mappings = any(value.meaning.mapping for value in vocabulary)
    for value, row in zip(vocabulary, rows, strict=True):
        meaning = value.meaning
        mapping = [f"`{meaning.mapping}`" if meaning.mapping else ""] if has_mappings else []
        assert row == [f"`{value.value}`", meaning.definition, meaning.example, *mapping]


def test_every_vocabulary_that_is_named_exists() -> None:
    named = set(re.findall(r"/vocabularies/([a-z-]+)", EVERYTHING))
    assert named == {*CLOSED_VOCABULARIES, "units", "measures"}


def test_every_problem_type_is_documented() -> None:
    rows = [(row[0].strip("`"), int(row[1])) for row in table(API_GUIDE, "Problem types")]
    assert rows == [(problem.page.url, problem.page.status) for problem in Problems]


def test_every_code_of_a_fault_is_documented() -> None:
    assert set(names(API_GUIDE, "Codes")) == fault_codes()


def test_every_comparator_is_documented_with_its_ends() -> None:
    rows = {row[0].strip("`"): row[1:] for row in table(API_GUIDE, "The ends of a figure")}
    assert list(rows) == list(Comparator)
    for comparator in Comparator:
        least, most = ends(comparator, value=Decimal(5), lower=Decimal(4), upper=Decimal(6))
        assert [cell == "none" for cell in rows[comparator][:2]] == [least is None, most is None]


def test_every_written_date_is_one() -> None:
    for written in names(API_GUIDE, "Dates"):
        assert check_edtf(written)


def test_every_command_is_documented() -> None:
    assert [row[0].strip("`").removeprefix("facts ") for row in table(README, "Commands")] == list(commands())


def test_every_command_and_option_that_is_named_exists() -> None:
    known = commands()
    for typed in TYPED:
        assert not typed.startswith("--"), f"say of which command {typed} is an option"
        for name, rest in re.findall(r"(?:^|[ /])facts ([a-z]+)((?: [^ ]+)*)", typed):
            assert name in known, typed
            assert {word for word in rest.split() if word.startswith("--")} <= known[name], typed


def test_every_metric_is_documented_with_its_labels(tmp_path: Path) -> None:
    rows = [(row[0].strip("`"), spans(row[1])) for row in table(OPERATIONS, "Metrics")]
    assert sorted(rows) == sorted(metrics(tmp_path))


def test_every_make_target_is_documented() -> None:
    listed = {row[0].strip("`").removeprefix("make ") for row in table(CONTRIBUTING, "Set up")}
    assert listed == make_targets()


def test_every_make_target_that_is_named_exists() -> None:
    named = {name for typed in TYPED for name in re.findall(r"(?:^| )make ([a-z][a-z0-9-]*)", typed)}
    assert named <= make_targets()
