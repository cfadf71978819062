"""The plug-in for WordPress, run by PHP in a stand-in for WordPress that keeps what is to be cached in a file."""

import html
import re
import shlex
from pathlib import Path

import pytest

from tests.docs.conftest import running
from tests.docs.console import DOCUMENTED_ADDRESS, Shell
from tests.docs.markdown import QUICK_STARTS, Block, blocks_of, file_of
from tests.docs.shown import are_like
from tests.quickstart.conftest import shell_in
from tests.quickstart.service import Claim, Service, need

STAND_IN = Path(__file__).with_name("wordpress.php")
PLUGIN = QUICK_STARTS / "refugee-claims.php"
SHOWN = [block for block in blocks_of(QUICK_STARTS / "cms.md") if block.language == "html" and file_of(block) is None]
CHINA = '[refugee_claims actor="China" limit="500"]'
DAY = 24 * 60 * 60

_ITEM = re.compile(r'<li class="refugee-claim-(\w+)">(.*?)<br><a href="(.*?)">(.*?)</a>(?:<br><strong>(.*?)</strong>)?</li>')


def seen(shell: Shell, post: str, *, by: str = "visitor", later: int = 0) -> str:
    """What a reader sees of a post, so many seconds from now."""
    need("php")
    return shell.run(f"php -d error_reporting=-1 {STAND_IN} {PLUGIN.name} {shlex.quote(post)} {later} {by}").strip()


def with_plugin(folder: Path, address: str) -> Shell:
    shell = shell_in(folder, address)
    shell.write(PLUGIN.name, PLUGIN.read_text(encoding="utf-8"), "w")
    return shell


def parts(claim: Claim) -> tuple[str, ...]:
    notes = " ".join(correction["note"] for correction in claim["corrections"])
    correction = f"{claim['status'].capitalize()}: {notes}" if notes else ""
    return claim["status"], claim["statement"], f"{DOCUMENTED_ADDRESS}{claim['url']}", claim["attribution"], correction


@pytest.mark.parametrize("block", SHOWN, ids=lambda block: block.about)
def test_post_reads_as_shown(block: Block, database: str, tmp_path: Path) -> None:
    with running(database) as address:
        read = seen(with_plugin(tmp_path, address), block.about, by="editor")
    assert are_like(block.text.splitlines(), read.splitlines()), read


def test_every_claim_is_escaped_and_has_its_attribution_and_corrections(service: Service, shell: Shell) -> None:
    read = seen(shell, CHINA)
    items = [tuple(html.unescape(part) for part in item) for item in _ITEM.findall(read)]
    assert items == [parts(claim) for claim in service.claims()]
    assert "<b>" not in read


def test_service_is_asked_after_a_minute_and_then_by_the_etag(service: Service, shell: Shell) -> None:
    read = {seen(shell, CHINA), seen(shell, CHINA, later=59), seen(shell, CHINA, later=61)}
    assert [status for _, status in service.asked()] == [200, 304]
    assert len(read) == 1


def test_post_stays_for_a_day_when_nobody_answers(database: str, tmp_path: Path) -> None:
    with running(database) as address:
        shell = with_plugin(tmp_path, address)
        read = seen(shell, CHINA)
    assert _ITEM.search(read)
    assert seen(shell, CHINA, later=DAY - 60) == read
    assert seen(shell, CHINA, later=DAY + 60, by="editor") == '<p class="refugee-claims-notice">Nobody answers.</p>'


def test_visitors_see_nothing_when_the_question_is_wrong(shell: Shell) -> None:
    assert seen(shell, '[refugee_claims actor="Chnia"]') == ""
