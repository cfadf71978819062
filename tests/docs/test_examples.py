"""Every example of the documentation is run, and what it shows is what comes back."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise

import httpx
import pytest

from app.formats.ndjson import NDJSON
from app.model.vocabulary import FigureMatch
from app.settings import CHECKOUT
from tests.docs.console import DOCUMENTED_ADDRESS, Call, call_of, session
from tests.docs.markdown import AT_THE_DESK, PAGES, Block, blocks, blocks_of, file_of, is_typed, table
from tests.docs.shown import ELLIPSIS, are_like, differences, is_like
from tests.on_sqlite import ON_SQLITE

API_GUIDE = CHECKOUT / "docs" / "api-guide.md"

CALLS = [block for block in blocks("console") if not is_typed(block) and block.about != AT_THE_DESK]
ONE_LINERS = [(block, line) for block in blocks("sh") for line in block.text.splitlines() if line.startswith("curl ")]


def scripts() -> Iterator[tuple[Block, str]]:
    """Every Python block that is no file, and the text block below it, which shows what it prints."""
    for page in PAGES:
        listed = list(blocks_of(page))
        for block, below in pairwise([*listed, None]):
            if block is not None and block.language == "python" and file_of(block) is None:
                yield block, below.text if below is not None and below.language == "text" else ""


@ON_SQLITE
@pytest.mark.parametrize("block", CALLS, ids=str)
def test_request_answers_as_shown(block: Block, service: httpx.Client) -> None:
    etag: str | None = None
    for typed in session(block.text):
        call = call_of(typed.command, etag)
        answer = ask(service, call)
        etag = answer.headers.get("etag")
        wrong = list(differing_parts(call, typed.answer, answer))
        assert not wrong, f"{block}: {typed.command}\n" + "\n".join(wrong)


@ON_SQLITE
@pytest.mark.parametrize(("block", "line"), ONE_LINERS, ids=lambda part: str(part)[:80])
def test_one_line_request_succeeds(block: Block, line: str, service: httpx.Client) -> None:
    answer = ask(service, call_of(line))
    assert answer.is_success, f"{block}: {line}\n{answer.text}"


@ON_SQLITE
@pytest.mark.parametrize("block", [block for block in blocks("json") if file_of(block) is None], ids=str)
def test_json_is_the_named_part_of_an_answer(block: Block, service: httpx.Client) -> None:
    assert block.about.startswith("/"), f"{block}: say after 'json' of which answer this is a part, such as '/claims?limit=1#/items/0'"
    path, _, pointer = block.about.partition("#")
    part = service.get(path).json()
    for step in pointer.split("/")[1:]:
        part = part[int(step)] if isinstance(part, list) else part[step]
    wrong = list(differences(json.loads(block.text), part, block.about))
    assert not wrong, f"{block}\n" + "\n".join(wrong)


@ON_SQLITE
@pytest.mark.parametrize("row", table(API_GUIDE, "Possible and certain"), ids=lambda row: row[1].strip("`"))
def test_range_finds_a_figure_as_documented(row: list[str], service: httpx.Client) -> None:
    printed = row[0].partition("“")[2].partition("”")[0]
    for match, answer in zip(FigureMatch, row[2:], strict=True):
        found = service.get(f"{row[1].strip('`')}&match={match}").json()["items"]
        assert (printed in {figure["as_printed"] for figure in found}) is (answer == "yes"), match


@ON_SQLITE
@pytest.mark.parametrize(("block", "printed"), list(scripts()), ids=lambda part: str(part)[:80])
def test_script_prints_what_stands_below_it(block: Block, printed: str, address: str) -> None:
    out = StringIO()
    with redirect_stdout(out):
        exec(compile(block.text.replace(DOCUMENTED_ADDRESS, address), str(block), "exec"), {"__name__": "__main__"})  # noqa: S102 (our own)
    assert printed, f"{block}: show what it prints in a text block below"
    assert are_like(printed.splitlines(), out.getvalue().splitlines()), out.getvalue()


def ask(service: httpx.Client, call: Call) -> httpx.Response:
    assert call.url.startswith(f"{DOCUMENTED_ADDRESS}/"), f"{call.url} is not at {DOCUMENTED_ADDRESS}"
    url = call.url.removeprefix(DOCUMENTED_ADDRESS)
    return service.request(call.method, url, headers=call.headers, content=call.content)


def differing_parts(call: Call, shown: list[str], answer: httpx.Response) -> Iterator[str]:
    if call.prints_head:
        end = shown.index("") if "" in shown else len(shown)
        yield from differing_head(shown[:end], answer)
        shown = shown[end + 1 :]
    if not call.prints_body:
        return
    content_type = answer.headers.get("content-type", "")
    if content_type == NDJSON.media_type:
        yield from differences([json.loads(line) for line in shown], [json.loads(line) for line in answer.text.splitlines()])
    elif "json" in content_type:
        yield from differences(json.loads("\n".join(shown)), answer.json())
    elif not are_like(shown, answer.text.splitlines()):
        yield f"the body is {answer.text!r}"


def differing_head(shown: list[str], answer: httpx.Response) -> Iterator[str]:
    status, *lines = shown
    if status != f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}":
        yield f"the status is {answer.status_code} {answer.reason_phrase}, not {status}"
    headers = dict(line.split(": ", 1) for line in lines if line != ELLIPSIS)
    for name, value in headers.items():
        real = answer.headers.get(name)
        if real is None or not is_like(value, real):
            yield f"{name} is {real!r}, not {value!r}"
    left_out = set(answer.headers) - {name.lower() for name in headers} - {"date", "content-length"}
    if bool(left_out) is not (ELLIPSIS in lines):
        yield f"headers that are not shown: {sorted(left_out)}"
