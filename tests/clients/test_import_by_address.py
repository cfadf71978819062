"""What a spreadsheet needs on the wire to import a table by its address: nothing but the address."""

from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from tests.clients.live import PATIENCE_SECONDS, Live

TABLE = "/claims.csv?actor=China&bom=1"
ASKERS: dict[str, dict[str, str]] = {
    "nothing": {},
    "anything": {"Accept": "*/*"},
    "browser": {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "Cookie": "a=b"},
    "page": {"Accept": "text/html"},
    "pictures": {"Accept": "image/jpeg, application/x-ms-application, application/xaml+xml"},
    "nonsense": {"Accept": ";;,", "Accept-Charset": "utf-16", "Accept-Language": "de"},
    "compressed": {"Accept": "*/*", "Accept-Encoding": "deflate, gzip, br, zstd", "User-Agent": "Anything/1.0"},
}

AS_ANYBODY = pytest.mark.parametrize("headers", ASKERS.values(), ids=ASKERS)


def asked(live: Live, path: str, headers: dict[str, str], method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """The answer to a request that has these headers, Host, and no other."""
    connection = HTTPConnection(urlsplit(live.address).netloc, timeout=PATIENCE_SECONDS)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@AS_ANYBODY
def test_table_is_answered_whatever_is_accepted(headers: dict[str, str], live: Live) -> None:
    answer, content = asked(live, TABLE, headers)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/csv; charset=utf-8")
    assert answer.headers["Content-Encoding"] is None
    assert answer.headers["Location"] is None
    assert content == live.get(TABLE).content


@AS_ANYBODY
def test_head_is_the_same_without_the_table(headers: dict[str, str], live: Live) -> None:
    head, nothing = asked(live, TABLE, headers, "HEAD")
    answer, _ = asked(live, TABLE, headers)
    assert (head.status, nothing) == (200, b"")
    changing = {"date", "x-request-id", "transfer-encoding"}
    assert {k: v for k, v in head.getheaders() if k not in changing} == {k: v for k, v in answer.getheaders() if k not in changing}


def test_table_is_utf_8_in_lines_that_end_with_cr_lf(live: Live) -> None:
    content = live.get(TABLE).content
    lines = content.decode("utf-8-sig").split("\r\n")
    assert content.startswith(b"\xef\xbb\xbfid,")
    assert lines[-1] == ""
    assert len(lines) - 2 == len(live.records("/claims?actor=China"))
    assert not any("\n" in line or "\r" in line for line in lines)
    assert any("“" in line for line in lines)


def test_what_may_be_done_is_said_to_those_who_ask_first(live: Live) -> None:
    answer, _ = asked(live, TABLE, {}, "OPTIONS")
    assert answer.status == 204
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "question", ["actor=North+Korea", "actor=North%20Korea", "q=%22economic+migrants%22", "fields=statement%2Ckind", ""]
)
def test_address_may_be_written_as_each_program_writes_it(question: str, live: Live) -> None:
    answer, content = asked(live, f"/claims.csv?{question}", {})
    assert answer.status == 200
    assert content.count(b"\r\n") > 1
