"""The page of the JavaScript quick start, as a browser shows it."""

import html
import re

from tests.clients.browser import opened
from tests.docs.console import DOCUMENTED_ADDRESS, Shell
from tests.quickstart.service import Service, in_words

_ITEM = re.compile(r'<li>(.*?)<br><a href="(.*?)">(.*?)</a> <strong>(.*?)</strong></li>')


def test_page_shows_every_claim_with_its_attribution_and_corrections(service: Service, shell: Shell) -> None:
    shown = opened(shell.folder / "claims.html").replace(service.address, DOCUMENTED_ADDRESS)
    items = [[html.unescape(part) for part in item] for item in _ITEM.findall(shown)]
    expected = [in_words(claim) for claim in service.claims()]
    assert [[statement, attribution, *filter(None, [correction]), link] for statement, link, attribution, correction in items] == expected
    assert "<b>" not in shown
