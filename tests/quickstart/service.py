"""The service that the quick starts talk to, and the programs that run them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import pytest

from tests.clients.live import PATIENCE_SECONDS, printed, program
from tests.docs.console import DOCUMENTED_ADDRESS
from tests.docs.recording import Asked

Claim = dict[str, Any]

USER_AGENT = "newsroom-example/1.0 (data@newsroom.example)"
"""Whom the quick starts say they are."""
CHINA = "/claims?actor=China&limit=500"
MARKUP = "Misread: <b>\"some\"</b> & 'all'."
"""What readers are told of a correction, which must not become markup."""
RETRACTED = "The report does not say so."

_PACKAGES = {"curl": "curl", "jq": "jq", "node": "nodejs", "php": "php-cli", "Rscript": "r-base-core r-cran-httr2"}


@dataclass(frozen=True)
class Service:
    """A running service, its database, and the record of what it was asked."""

    address: str
    database: str
    record: list[Asked]

    def claims(self, question: str = CHINA) -> list[Claim]:
        """What a question finds, all on one page."""
        page = self._read(question)
        assert page["next"] is None
        items: list[Claim] = page["items"]
        return items

    def changes(self) -> list[dict[str, Any]]:
        """Everything that was ever published."""
        items: list[dict[str, Any]] = self._read("/changes?after=0&limit=500")["items"]
        return items

    def correct_and_retract(self, key: str) -> None:
        """Correct the first claim on China and retract the second."""
        first, second, *_ = self.claims()
        headers = {"Authorization": f"Bearer {key}", "If-Match": "*"}
        with httpx.Client(base_url=self.address, headers=headers, timeout=PATIENCE_SECONDS) as desk:
            desk.patch(first["url"], params={"note": MARKUP}, json={"condition": "unless it is refused"}).raise_for_status()
            desk.post(f"{second['url']}/retraction", params={"note": RETRACTED}).raise_for_status()

    def asked(self) -> list[tuple[str, int]]:
        """What it was asked since this was last called, and with which status it answered; all by a client that says who it is."""
        asked = [*self.record]
        self.record.clear()
        assert {request.headers["user-agent"] for request in asked} <= {USER_AGENT}
        return [(request.target, request.status) for request in asked]

    def _read(self, path: str) -> Any:  # noqa: ANN401 (any JSON)
        return httpx.get(f"{self.address}{path}", timeout=PATIENCE_SECONDS).raise_for_status().json()


def in_words(claim: Claim) -> list[str]:
    """The lines that every programme of the quick starts shows a claim by, with the address of the documentation."""
    notes = [correction["note"] for correction in claim["corrections"]]
    became = [f"{claim['status'].upper()}: {' '.join(notes)}"] if notes else []
    return [claim["statement"], claim["attribution"], *became, f"{DOCUMENTED_ADDRESS}{claim['url']}"]


def need(*commands: str) -> None:
    """Skip the test where a program is not installed that one of the commands runs."""
    for name in {word for command in commands for word in re.findall(r"[\w.]+", command)} & _PACKAGES.keys():
        program(name, _PACKAGES[name])
        if name == "Rscript" and not _has_httr2():
            pytest.skip("no httr2 here (on Debian: apt-get install r-cran-httr2)")


@cache
def _has_httr2() -> bool:
    return printed("Rscript", "-e", "cat(requireNamespace('httr2', quietly = TRUE))") == "TRUE"
