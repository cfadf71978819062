"""Reads what China decides and plans, and writes and corrects a claim, with the client beside it.

API_URL is the address of the service; with API_KEY, a key with the scope `publish`, it writes as well.
"""

import os
import uuid
from collections.abc import Iterator
from http import HTTPStatus

from facts_client import AuthenticatedClient, Client
from facts_client.api.claims import create_claim, get_claim, get_claim_content, list_claims, replace_claim
from facts_client.models import Claim, ClaimContent, ClaimKind, ClaimList, Problem
from facts_client.types import UNSET, Response, Unset


def main() -> None:
    reader = Client(base_url=os.environ["API_URL"])
    example = None
    for claim in plans_and_decisions(reader):
        print(f"{claim.id} {claim.kind}, {claim.certainty}")
        if claim.figures and example is None:
            example = claim.id
    assert example is not None
    read_one(reader, example)
    ask_wrongly(reader)
    if key := os.environ.get("API_KEY"):
        write(AuthenticatedClient(base_url=os.environ["API_URL"], token=key), example)


def plans_and_decisions(client: Client) -> Iterator[Claim]:
    """Every plan and decision that China has a part in, page by page."""
    cursor: str | Unset = UNSET
    while True:
        page = list_claims.sync(client=client, actor=["China"], kind=[ClaimKind.PLAN, ClaimKind.DECISION], limit=2, cursor=cursor)
        assert isinstance(page, ClaimList)
        print(f"{len(page.items)} of {page.total}")
        yield from page.items
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


def read_one(client: Client, claim_id: str) -> None:
    """Its chain and its figures, and once more where it has changed: it has not."""
    answer = get_claim.sync_detailed(claim_id, client=client)
    claim = answer.parsed
    assert isinstance(claim, Claim)
    print(claim.statement)
    print(claim.attribution)
    for hop in claim.chain:
        source = hop.stakeholder.name if hop.stakeholder else hop.label or "somebody"
        day = f", on {hop.said_on:%A %Y-%m-%d}" if hop.said_on else ""
        print(f"{hop.depth}. {source} {hop.act}{day}: {hop.certainty}")
    for figure in claim.figures:
        print(f"{figure.as_printed}: {figure.comparator} {figure.value} {figure.unit}")
    print(f"updated {claim.updated_at:%Y-%m-%d %H:%M}")
    again = get_claim.sync_detailed(claim_id, client=client, if_none_match=answer.headers["ETag"])
    print(f"{again.status_code}")


def ask_wrongly(client: Client) -> None:
    """What is not there, and a name that nobody has."""
    show(get_claim.sync(id="clm_00000000000000000000000000", client=client))
    show(list_claims.sync(client=client, actor=["Chnia"]))


def show(problem: object) -> None:
    assert isinstance(problem, Problem)
    print(f"{problem.status} {problem.title}: {problem.detail}")
    for error in problem.errors:
        print(f"{error.parameter}: {error.code}")
        for suggestion in error.suggestions:
            print(f"  perhaps {suggestion}")


def write(editor: AuthenticatedClient, example: str) -> None:
    """A claim like the example, a correction of it, and one that comes too late."""
    content = get_claim_content.sync(example, client=editor)
    assert isinstance(content, ClaimContent)
    content.statement = "China lets some refugees from North Korea go."
    content.figures = []
    content.relations = []
    content.key = UNSET
    created = create_claim.sync_detailed(client=editor, body=content, idempotency_key=str(uuid.uuid4()))
    claim = of(created, HTTPStatus.CREATED)
    print(f"{claim.statement} Version {claim.version}, {claim.status}")
    content.statement = "China lets some 40 refugees from North Korea go."
    tag, note = created.headers["ETag"], "The number was left out."
    corrected = of(replace_claim.sync_detailed(claim.id, client=editor, body=content, note=note, if_match=tag), HTTPStatus.OK)
    print(f"{corrected.statement} Version {corrected.version}, {corrected.status}: {corrected.corrections[0].note}")
    show(replace_claim.sync(claim.id, client=editor, body=content, note=note, if_match=tag))


def of(answer: Response[Claim | Problem], status: HTTPStatus) -> Claim:
    assert answer.status_code == status
    assert isinstance(answer.parsed, Claim)
    return answer.parsed


if __name__ == "__main__":
    main()
