import base64
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from app.exports.catalog import DATABASE, EXPORTS, PACKAGE, BulkExport
from app.main import create_app
from app.settings import Settings

BOTH = pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.suffix)


@pytest.fixture
def fresh_client(seeded_url: str, tmp_path: Path) -> Iterator[TestClient]:
    """A client of an app that has built nothing yet, with ``tmp_path`` for its exports."""
    app = create_app(Settings(database_url=seeded_url, public_url="https://facts.example", export_folder=tmp_path))
    with TestClient(app) as client:
        yield client
    app.state.service.reads.close()


def test_the_list_says_what_there_is_and_what_is_built(fresh_client: TestClient) -> None:
    listed = fresh_client.get("/exports")
    body = listed.json()
    assert body["revision"] == 1
    assert [(item["url"], item["media_type"]) for item in body["items"]] == [(export.path, export.media_type) for export in EXPORTS]
    assert [item["size"] for item in body["items"]] == [None, None]
    downloaded = fresh_client.get(body["items"][0]["url"])
    again = fresh_client.get("/exports", headers={"If-None-Match": listed.headers["ETag"]})
    assert again.status_code == 200
    assert again.json()["items"][0]["size"] == len(downloaded.content)
    assert again.json()["items"][0]["sha256"] == hashlib.sha256(downloaded.content).hexdigest()
    assert fresh_client.get("/exports", headers={"If-None-Match": again.headers["ETag"]}).status_code == 304


@BOTH
def test_a_download_has_what_clients_need(export: BulkExport, public_client: TestClient) -> None:
    answer = public_client.get(export.path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == export.media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{export.name}"'
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert answer.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(hashlib.sha256(answer.content).digest()).decode()}:"
    assert answer.headers["ETag"].startswith('"')
    assert 'rel="license"' in answer.headers["Link"]


@BOTH
def test_head_is_get_without_the_body(export: BulkExport, public_client: TestClient) -> None:
    got, head = public_client.get(export.path), public_client.head(export.path, headers={"Range": "bytes=0-9"})
    assert head.status_code == 200
    assert head.content == b""
    own = {"x-request-id"}
    assert {k: v for k, v in head.headers.items() if k not in own} == {k: v for k, v in got.headers.items() if k not in own}


def test_what_the_client_has_is_not_sent_again(public_client: TestClient) -> None:
    headers = public_client.get(PACKAGE.path).headers
    for condition in ({"If-None-Match": headers["ETag"]}, {"If-None-Match": "*"}, {"If-Modified-Since": headers["Last-Modified"]}):
        answer = public_client.get(PACKAGE.path, headers=condition)
        assert answer.status_code == 304
        assert answer.headers["ETag"] == headers["ETag"]
        assert answer.content == b""
    assert public_client.get(PACKAGE.path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_what_the_client_has_is_not_even_built(public_client: TestClient, fresh_client: TestClient, tmp_path: Path) -> None:
    etag = public_client.get(PACKAGE.path).headers["ETag"]
    answer = fresh_client.get(PACKAGE.path, headers={"If-None-Match": f'"other", {etag}'})
    assert answer.status_code == 304
    assert answer.headers["ETag"] == etag
    assert list(tmp_path.glob("*.zip")) == []
    assert fresh_client.get(PACKAGE.path).headers["ETag"] == etag


@pytest.mark.parametrize(("asked", "first", "last"), [("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-50", -50, None)])
def test_a_part_of_a_file(asked: str, first: int, last: int | None, public_client: TestClient) -> None:
    whole = public_client.get(PACKAGE.path).content
    answer = public_client.get(PACKAGE.path, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == whole[first:last]
    start = first % len(whole)
    assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(answer.content) - 1}/{len(whole)}"


def test_several_parts_of_a_file(public_client: TestClient) -> None:
    whole = public_client.get(PACKAGE.path).content
    answer = public_client.get(PACKAGE.path, headers={"Range": "bytes=0-9,20-29"})
    assert answer.status_code == 206
    assert answer.headers["Content-Type"].startswith("multipart/byteranges; boundary=")
    assert whole[0:10] in answer.content
    assert whole[20:30] in answer.content


def test_a_broken_download_goes_on_while_the_file_is_the_same(public_client: TestClient) -> None:
    headers = public_client.get(DATABASE.path).headers
    for validator, status in [
        (headers["ETag"], 206),
        (headers["Last-Modified"], 200),
        ('"other"', 200),
        (f"W/{headers['ETag']}", 200),
        ("Thu, 01 Jan 2026 00:00:00 GMT", 200),
    ]:
        answer = public_client.get(DATABASE.path, headers={"Range": "bytes=1000-", "If-Range": validator})
        assert answer.status_code == status


@pytest.mark.parametrize("asked", ["bytes=5-2", "items=0-1", "bytes=x"])
def test_a_range_that_cannot_be_read_is_ignored(asked: str, public_client: TestClient) -> None:
    assert public_client.get(PACKAGE.path, headers={"Range": asked}).status_code == 200


def test_a_range_beyond_the_end_is_a_problem(public_client: TestClient) -> None:
    size = int(public_client.head(PACKAGE.path).headers["Content-Length"])
    answer = public_client.get(PACKAGE.path, headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Range"] == f"bytes */{size}"
    assert answer.json()["type"] == "/problems/range-not-satisfiable"


def test_an_unknown_export_is_a_problem(public_client: TestClient) -> None:
    answer = public_client.get("/exports/refugee-policy-fact.zip")
    assert answer.status_code == 404
    assert PACKAGE.path in answer.json()["errors"][0]["suggestions"]


@pytest.mark.parametrize("path", ["/exports", PACKAGE.path])
def test_parameters_and_other_media_types_are_refused(path: str, public_client: TestClient) -> None:
    assert public_client.get(path, params={"noun": "claims"}).status_code == 422
    assert public_client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_a_file_is_given_when_only_problems_are_told_to_be_accepted(public_client: TestClient) -> None:
    answer = public_client.get(PACKAGE.path, headers={"Accept": "application/problem+json"})
    assert answer.headers["Content-Type"] == PACKAGE.media_type


def test_many_clients_at_once_get_one_build(fresh_client: TestClient, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: fresh_client.get(PACKAGE.path), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(list(tmp_path.glob("*.zip"))) == 1


def test_a_change_of_the_data_is_another_file(own_engine: Engine, rename_china: Callable[[Engine], None], tmp_path: Path) -> None:
    url = own_engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, export_folder=tmp_path))
    with TestClient(app) as client:
        first = client.get(PACKAGE.path)
        rename_china(own_engine)
        second = client.get(PACKAGE.path, headers={"If-None-Match": first.headers["ETag"], "Range": "bytes=0-9"})
        assert second.status_code == 206
        assert second.headers["ETag"] != first.headers["ETag"]
        part = {"Range": "bytes=10-", "If-Range": first.headers["ETag"]}
        assert client.get(PACKAGE.path, headers=part).status_code == 200
    app.state.service.reads.close()


def test_without_data_the_service_is_not_ready(empty_engine: Engine, tmp_path: Path) -> None:
    url = empty_engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=url, export_folder=tmp_path))
    with TestClient(app) as client:
        assert {client.get(path).status_code for path in ("/exports", PACKAGE.path, DATABASE.path)} == {503}
    app.state.service.reads.close()
