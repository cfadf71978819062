"""pandas reads the lists by their addresses: the same records, in the same order, to the letter."""

import pandas as pd
import pytest

from tests.clients.hostile import guarded
from tests.clients.live import Live

QUESTIONS = ["/claims", "/claims?actor=China", "/figures", "/stakeholders", "/documents", "/topics", "/vocabularies"]
NOTHING = "?q=nobody+says+this"


def table(question: str, suffix: str, **parameters: object) -> str:
    """The question in another format."""
    noun, _, asked = question.partition("?")
    more = "&".join(filter(None, [asked, *(f"{name}={value}" for name, value in parameters.items())]))
    return f"{noun}.{suffix}?{more}" if more else f"{noun}.{suffix}"


def texts(frame: pd.DataFrame, name: str) -> list[str | None]:
    """A column as text; what is not known is None."""
    return [None if pd.isna(cell) else str(cell) for cell in frame[name]]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("bom", [0, 1])
def test_pandas_reads_csv_to_the_letter(question: str, bom: int, live: Live) -> None:
    frame = pd.read_csv(live.url(table(question, "csv", bom=bom)))
    records = live.records(question)
    assert texts(frame, "id") == [record["id"] for record in records]
    shared = [name for name in frame.columns if all(isinstance(record.get(name, 0), str | None) for record in records)]
    written = [name for name in shared if not pd.api.types.is_numeric_dtype(frame[name])]
    assert len(written) > 3
    for name in written:
        assert texts(frame, name) == [record[name] for record in records], name


@pytest.mark.parametrize("question", QUESTIONS)
def test_pandas_reads_ndjson_to_the_letter(question: str, live: Live) -> None:
    frame = pd.read_json(live.url(table(question, "ndjson")), lines=True, dtype=False)
    records = live.records(question)
    assert list(frame.columns) == list(records[0])
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == records


def test_pandas_reads_ndjson_when_it_is_told_nothing(live: Live) -> None:
    frame = pd.read_json(live.url("/figures.ndjson"), lines=True)
    figures = live.records("/figures")
    assert list(frame["id"]) == [figure["id"] for figure in figures]
    assert list(frame["attribution"]) == [figure["attribution"] for figure in figures]
    assert frame["value"].max() == max(int(figure["value"] or 0) for figure in figures)
    assert {moment.tzinfo is not None for moment in frame["updated_at"]} == {True}


def test_numbers_can_be_counted_with(live: Live) -> None:
    figures, claims = pd.read_csv(live.url("/figures.csv")), pd.read_csv(live.url("/claims.csv"))
    values = [int(figure["value"]) for figure in live.records("/figures") if figure["value"]]
    assert figures["value"].sum() == sum(values)
    assert (figures["end"] > figures["start"]).all()
    assert claims["paragraph"].dtype == "int64"


def test_moments_are_read_as_such(live: Live) -> None:
    frame = pd.read_csv(live.url("/claims.csv"), parse_dates=["updated_at"])
    moments = {pd.Timestamp(claim["updated_at"]) for claim in live.records("/claims")}
    assert set(frame["updated_at"]) == moments


def test_truth_is_read_as_such(live: Live) -> None:
    frame = pd.read_csv(live.url("/vocabularies.csv"))
    assert frame["is_closed"].dtype == bool
    assert list(frame["is_closed"]) == [vocabulary["is_closed"] for vocabulary in live.records("/vocabularies")]


@pytest.mark.parametrize("noun", ["/claims", "/figures"])
def test_frame_has_its_columns_when_there_is_no_row(noun: str, live: Live) -> None:
    empty = pd.read_csv(live.url(table(f"{noun}{NOTHING}", "csv")))
    assert empty.empty
    assert list(empty.columns) == list(pd.read_csv(live.url(f"{noun}.csv")).columns)


def test_frame_is_empty_when_there_is_no_line(live: Live) -> None:
    assert pd.read_json(live.url(f"/claims.ndjson{NOTHING}"), lines=True).empty


def test_tables_are_joined_by_their_ids(live: Live) -> None:
    figures, claims = pd.read_csv(live.url("/figures.csv")), pd.read_csv(live.url("/claims.csv"))
    both = figures.merge(claims, left_on="claim_id", right_on="id", validate="many_to_one", suffixes=("", "_of_claim"))
    assert len(both) == len(figures)
    assert (both["attribution"] == both["attribution_of_claim"]).all()


def test_hard_text_arrives_whole(hostile: Live) -> None:
    frame = pd.read_csv(hostile.url("/claims.csv"), keep_default_na=False)
    claims = hostile.records("/claims")
    assert list(frame["id"]) == [claim["id"] for claim in claims]
    for name in ("statement", "condition"):
        assert list(frame[name]) == [guarded(claim[name]) for claim in claims]


def test_hard_text_arrives_whole_without_a_guard_by_ndjson(hostile: Live) -> None:
    frame = pd.read_json(hostile.url("/claims.ndjson"), lines=True, dtype=False)
    assert list(frame["statement"]) == [claim["statement"] for claim in hostile.records("/claims")]
