"""What runs from a command line prints every claim with its attribution, and asks again without cost."""

import pytest

from tests.docs.console import DOCUMENTED_ADDRESS, Shell
from tests.quickstart.service import USER_AGENT, Service, in_words, need

PROGRAMMES = {
    "python": ("python3 claims.py", ""),
    "shell": ("sh claims.sh", "curl jq"),
    "javascript": ("node list.mjs", ""),
    "r": ("Rscript claims.R", ""),
}
"""How each is run, and what it needs that its command does not name."""
EACH = pytest.mark.parametrize(("command", "needed"), PROGRAMMES.values(), ids=PROGRAMMES)

_TWICE = f"""
import {{ claims }} from "./claims.mjs";
for (const time of ["first", "again"])
  for await (const claim of claims("{DOCUMENTED_ADDRESS}", {{ actor: "China", limit: 20 }}, {{ "User-Agent": "{USER_AGENT}" }}))
    console.log(time, claim.id);
"""


@EACH
def test_every_claim_is_printed_when_there_are_several_pages(command: str, needed: str, service: Service, shell: Shell) -> None:
    need(command, needed)
    printed = shell.run(f"{command} China")
    assert [("&cursor=" in target, status) for target, status in service.asked()] == [(False, 200), (True, 200)]
    assert printed == "".join("\n  ".join(in_words(claim)) + "\n" for claim in service.claims())


@EACH
def test_programme_fails_when_the_question_is_wrong(command: str, needed: str, shell: Shell) -> None:
    need(command, needed)
    *said, last = shell.run(f"{command} Korea || echo failed").splitlines()
    assert last == "failed"
    assert any("'Korea' is ambiguous: it can mean North Korea (north-korea)" in line for line in said)


@pytest.mark.parametrize(("command", "pages"), [("python3 claims.py", 1), ("Rscript claims.R", 2)])
def test_nothing_is_sent_twice_when_a_programme_runs_again(command: str, pages: int, service: Service, shell: Shell) -> None:
    need(command)
    first = shell.run(f"{command} China")
    service.record.clear()
    again = shell.run(f"{command} China")
    assert [status for _, status in service.asked()] == [304] * pages
    assert again == first


def test_nothing_is_sent_twice_when_the_module_is_asked_again(service: Service, shell: Shell) -> None:
    shell.write("twice.mjs", _TWICE, "w")
    need("node")
    printed = shell.run("node twice.mjs")
    assert [status for _, status in service.asked()] == [200, 200, 304, 304]
    assert printed.splitlines() == [f"{time} {claim['id']}" for time in ("first", "again") for claim in service.claims()]
