"""Imports over HTTP: files of records, all lines or each that is in order, with faults that name their line."""

import json
from collections.abc import Iterable

import pytest
from httpx2 import Response
from sqlalchemy import Engine

from tests.asking import ids
from tests.desk.desk import NOTE, Data, Desk, errors_of, new_claim
from tests.desk.public import public_state
from tests.desk.test_other_nouns import TOPIC
from tests.serving import serving

NDJSON, CSV = "application/x-ndjson", "text/csv"
NOUNS = ("topics", "stakeholders", "documents", "claims")


def ndjson(records: Iterable[object]) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def sent(desk: Desk, noun: str, file: bytes, media_type: str = NDJSON, **params: str) -> Response:
    return desk.send("POST", "/imports", file, params={"noun": noun, **params}, content_type=media_type)


def counts(answer: Response) -> tuple[int, int, int, int]:
    assert answer.status_code == 200, answer.text
    report = answer.json()
    return report["created"], report["changed"], report["unchanged"], report["refused"]


@pytest.mark.parametrize("noun", NOUNS)
def test_own_records_change_nothing(noun: str, desk: Desk) -> None:
    file = desk.client.get(f"/{noun}.ndjson").content
    before, many = public_state(desk), len(file.splitlines())
    assert counts(sent(desk, noun, file)) == (0, 0, many, 0)
    contents = ndjson({"id": public_id} | desk.content(f"/{noun}/{public_id}") for public_id in ids(desk.client, f"/{noun}"))
    assert counts(sent(desk, noun, contents, each="true")) == (0, 0, many, 0)
    assert public_state(desk) == before


def test_records_of_another_database_are_taken_over(desk: Desk, ferry_engine: Engine) -> None:
    with serving(ferry_engine) as other:
        files = {noun: other.get(f"/{noun}.ndjson").content for noun in NOUNS}
        theirs = {item["url"]: item for noun in NOUNS for item in map(json.loads, files[noun].splitlines())}
        figures = ids(other, "/figures")
    unknown = sent(desk, "claims", files["claims"])
    assert unknown.status_code == 422
    for noun in NOUNS[:3]:
        assert counts(sent(desk, noun, files[noun])) == (len(files[noun].splitlines()), 0, 0, 0)
    known = desk.last_change
    measured = sent(desk, "claims", files["claims"])
    assert {str(pointer).rpartition("/")[2] for pointer, _ in errors_of(measured)} == {"measure"}
    lines = [line for line in files["claims"].splitlines() if not json.loads(line)["figures"]]
    answer = sent(desk, "claims", b"\n".join(lines), each="true")
    assert desk.last_change >= known
    assert counts(answer)[0] + counts(answer)[3] == len(lines)
    own = desk.get(next(url for url in theirs if url.startswith("/stakeholders/quorrel")))
    assert own["name"] == "Quorrel"
    assert figures


def test_line_that_is_wrong_is_told_with_its_number_and_nothing_is_taken(desk: Desk) -> None:
    good = TOPIC | {"id": "first"}
    file = ndjson([good, {"id": "second"}]) + b"\n{half\n" + ndjson([TOPIC | {"id": "first"}, {**TOPIC, "nane": "x"}, [1]])
    before = public_state(desk)
    answer = sent(desk, "topics", file)
    assert answer.status_code == 422
    told = {error["pointer"]: error["detail"] for error in answer.json()["errors"]}
    assert list(told) == ["/1/name", "/1/definition", "/3", "/5/nane", "/6", "/4"]
    assert told["/3"].startswith("line 4: This is not JSON")
    assert "line 5: " in told["/4"]
    assert "first stands in line 1 already" in told["/4"]
    assert public_state(desk) == before


def test_each_line_that_is_in_order_is_taken(desk: Desk) -> None:
    topics = [TOPIC | {"id": f"topic-{number}"} for number in range(3)]
    file = ndjson([topics[0], {"id": "x"}, topics[1], topics[2] | {"name": ""}])
    answer = sent(desk, "topics", file, each="true")
    assert counts(answer) == (2, 0, 0, 2)
    assert [(fault["line"], fault["pointer"]) for fault in answer.json()["faults"]] == [(2, "/name"), (2, "/definition"), (4, "/name")]
    assert {"topic-0", "topic-1"} <= set(ids(desk.client, "/topics"))
    assert "topic-2" not in ids(desk.client, "/topics")
    again = sent(desk, "topics", ndjson(topics), each="true")
    assert counts(again) == (1, 0, 2, 0)


@pytest.mark.parametrize("each", ["true", "false"])
def test_claim_that_refers_to_nothing_is_refused_by_its_line(each: str, desk: Desk) -> None:
    claims = [new_claim(desk, key=f"ferry-{number}") for number in range(3)]
    claims[0]["relations"] = [{"relation": "supports", "claim": "ferry-2"}]
    claims[1]["relations"] = [{"relation": "supports", "claim": "no-such-key"}]
    answer = sent(desk, "claims", ndjson(claims), each=each)
    if each == "true":
        assert counts(answer) == (2, 0, 0, 1)
        assert [(fault["line"], fault["pointer"]) for fault in answer.json()["faults"]] == [(2, "/relations/0/claim")]
    else:
        assert (answer.status_code, errors_of(answer)) == (422, [("/1/relations/0/claim", "broken_rule")])


def test_change_needs_a_note(desk: Desk) -> None:
    topic = desk.get("/topics?limit=1")["items"][0]
    changed = ndjson([desk.content(topic["url"]) | {"definition": "As we say."}])
    answer = sent(desk, "topics", changed)
    assert errors_of(answer) == [("/0", "broken_rule")]
    assert counts(sent(desk, "topics", changed, **NOTE)) == (0, 1, 0, 0)
    assert desk.get(topic["url"])["definition"] == "As we say."
    assert desk.get(f"{topic['url']}/versions")["items"][0]["note"] == NOTE["note"]


def test_claims_are_known_by_id_or_key_when_they_are_sent_again(desk: Desk) -> None:
    claims = [new_claim(desk, key=f"ferry-{number}") for number in range(3)]
    assert counts(sent(desk, "claims", ndjson(claims))) == (3, 0, 0, 0)
    assert counts(sent(desk, "claims", ndjson(claims))) == (0, 0, 3, 0)
    nameless = sent(desk, "claims", ndjson([new_claim(desk)]))
    assert errors_of(nameless) == [("/0/key", "missing")]


@pytest.mark.parametrize("public_id", ["no-id", "../claims", 5, ["a"], "clm_" + "0" * 25, "clm_" + "Z" * 26, "a\0b", "fig_" + "0" * 26])
def test_id_of_another_form_is_refused(public_id: object, desk: Desk) -> None:
    before = public_state(desk)
    for each in ("false", "true"):
        answer = sent(desk, "claims", ndjson([{"id": public_id} | new_claim(desk)]), each=each)
        faults = answer.json()["errors" if each == "false" else "faults"]
        assert [fault["pointer"] for fault in faults] == ["/0/id" if each == "false" else "/id"]
    assert public_state(desk) == before


def test_retracted_claim_of_another_database_is_not_published_anew(desk: Desk) -> None:
    record = desk.get("/claims?limit=1")["items"][0] | {"status": "retracted", "id": "clm_" + "1" * 26, "figures": []}
    answer = sent(desk, "claims", ndjson([record]))
    assert (answer.status_code, errors_of(answer)) == (422, [("/0/status", "broken_rule")])


def test_dry_run_says_what_would_happen_and_leaves_everything(desk: Desk) -> None:
    before = public_state(desk)
    for each in ("true", "false"):
        assert counts(sent(desk, "topics", ndjson([TOPIC]), each=each, dry_run="true")) == (1, 0, 0, 0)
    assert public_state(desk) == before


def test_file_that_is_sent_twice_is_taken_once(desk: Desk) -> None:
    params = {"noun": "topics"}
    first, second = (
        desk.send("POST", "/imports", ndjson([TOPIC]), params=params, content_type=NDJSON, idempotency_key="one") for _ in range(2)
    )
    assert first.json()["created"] == second.json()["created"] == 1
    assert second.headers["idempotency-replayed"] == "true"


def test_own_stakeholders_as_csv_change_nothing(desk: Desk) -> None:
    file = desk.client.get("/stakeholders.csv").content
    before = public_state(desk)
    assert counts(sent(desk, "stakeholders", file, CSV)) == (0, 0, len(ids(desk.client, "/stakeholders")), 0)
    assert counts(sent(desk, "stakeholders", b"\xef\xbb\xbf" + file, CSV))[2] > 0
    assert public_state(desk) == before


def test_stakeholders_are_made_from_csv(desk: Desk) -> None:
    file = b'id,name,kind,description,aliases\nferry,"Ferry, Ltd",group,"Two\nlines",Boats; Ships\nbad,,group,,\n'
    answer = sent(desk, "stakeholders", file, CSV, each="true")
    assert counts(answer) == (1, 0, 0, 1)
    assert [(fault["line"], fault["pointer"]) for fault in answer.json()["faults"]] == [(4, "/name")]
    record = desk.get("/stakeholders/ferry")
    assert (record["name"], record["description"]) == ("Ferry, Ltd", "Two\nlines")
    assert [alias["name"] for alias in record["aliases"]] == ["Boats", "Ships"]


FIGURE_COLUMNS = "claim_id,key,as_printed,comparator,value,unit,measure,paragraph,start,end,exact,sha256"


def figure_row(desk: Desk, **cells: object) -> tuple[Data, str]:
    """A claim with a figure, and a further figure of it as a row."""
    claim = desk.get("/claims?has_figure=true&limit=1")["items"][0]
    figure = claim["figures"][0]
    place = desk.content(claim["url"])["figures"][0]["evidence"][0]
    told = {"claim_id": claim["id"], "key": "other", "as_printed": "hundreds", "comparator": "about", "value": "300"}
    told |= {"unit": figure["unit"], "measure": figure["measure"]} | {
        name: place[name] for name in FIGURE_COLUMNS.split(",") if name in place
    }
    return claim, ",".join(f'"{told[name]}"' for name in FIGURE_COLUMNS.split(",") if (told := told | cells))


def test_figures_are_added_from_csv(desk: Desk) -> None:
    claim, row = figure_row(desk)
    file = f"{FIGURE_COLUMNS}\n{row}\n".encode()
    without = sent(desk, "figures", file, CSV)
    assert errors_of(without) == [("/1", "broken_rule")]
    assert counts(sent(desk, "figures", file, CSV, **NOTE)) == (0, 1, 0, 0)
    after = desk.get(claim["url"])
    assert [figure["as_printed"] for figure in after["figures"]] == [*(figure["as_printed"] for figure in claim["figures"]), "hundreds"]
    assert counts(sent(desk, "figures", file, CSV, **NOTE)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("cells", "pointer"),
    [
        ({"value": "many"}, "/figures/{last}/value"),
        ({"start": "9" * 5000}, "/figures/{last}/evidence/0/start"),
        ({"claim_id": "clm_x"}, "/claim_id"),
    ],
    ids=["value", "start", "claim"],
)
def test_figure_that_is_wrong_is_told_with_its_line(cells: dict[str, object], pointer: str, desk: Desk) -> None:
    claim, row = figure_row(desk, **cells)
    answer = sent(desk, "figures", f"{FIGURE_COLUMNS}\n{row}\n".encode(), CSV, **NOTE)
    assert [place for place, _ in errors_of(answer)] == ["/1" + pointer.format(last=len(claim["figures"]))]


def test_file_of_another_sort_is_refused(desk: Desk) -> None:
    for noun, media_type, status, place in (
        ("topics", CSV, 422, "Content-Type"),
        ("figures", NDJSON, 422, "Content-Type"),
        ("topics", "application/json", 415, None),
        ("units", NDJSON, 422, "noun"),
    ):
        answer = sent(desk, noun, b"", media_type)
        assert answer.status_code == status, noun
        assert [where for where, _ in errors_of(answer)] == ([place] if place else [])


def test_csv_that_is_none_is_told_with_its_line(desk: Desk) -> None:
    answer = sent(desk, "stakeholders", b'id,name\nx,y,z\nq,"half', CSV)
    assert [place for place, _ in errors_of(answer)] == ["/1", "/2"]


def test_thousand_wrong_lines_are_told_within_bounds(desk: Desk) -> None:
    answer = sent(desk, "topics", b"{}\n" * 5_000)
    assert answer.status_code == 422
    assert len(answer.content) < 1_000_000
    each = sent(desk, "topics", b"{}\n" * 5_000, each="true")
    assert counts(each) == (0, 0, 0, 5_000)
    assert len(each.json()["faults"]) == 1_000
