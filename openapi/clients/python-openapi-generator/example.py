"""Reads what China decides and plans, and writes and corrects a claim, with the client beside it.

API_URL is the address of the service; with API_KEY, a key with the scope `publish`, it writes as well.
"""

import os
import uuid
from collections.abc import Iterator

from facts_client import ApiClient, ApiResponse, Claim, ClaimKind, ClaimsApi, Configuration, Problem
from facts_client.exceptions import ApiException, NotFoundException, UnprocessableEntityException
from urllib3 import HTTPHeaderDict


def main() -> None:
    settings = Configuration(host=os.environ["API_URL"], access_token=os.environ.get("API_KEY"))
    with ApiClient(settings) as client:
        claims = ClaimsApi(client)
        example = None
        for claim in plans_and_decisions(claims):
            print(f"{claim.id} {claim.kind.value}, {claim.certainty.value}")
            if claim.figures and example is None:
                example = claim.id
        assert example is not None
        read_one(claims, example)
        ask_wrongly(claims)
        if settings.access_token:
            write(claims, example)


def plans_and_decisions(claims: ClaimsApi) -> Iterator[Claim]:
    """Every plan and decision that China has a part in, page by page."""
    cursor = None
    while True:
        page = claims.list_claims(actor=["China"], kind=[ClaimKind.PLAN, ClaimKind.DECISION], limit=2, cursor=cursor)
        print(f"{len(page.items)} of {page.total}")
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def read_one(claims: ClaimsApi, claim_id: str) -> None:
    """Its chain and its figures, and once more where it has changed: it has not."""
    answer = claims.get_claim_with_http_info(claim_id)
    claim = answer.data
    print(claim.statement)
    print(claim.attribution)
    for hop in claim.chain:
        source = hop.stakeholder.name if hop.stakeholder else hop.label or "somebody"
        day = f", on {hop.said_on:%A %Y-%m-%d}" if hop.said_on else ""
        print(f"{hop.depth}. {source} {hop.act.value}{day}: {hop.certainty.value}")
    for figure in claim.figures:
        print(f"{figure.as_printed}: {figure.comparator.value} {figure.value} {figure.unit}")
    print(f"updated {claim.updated_at:%Y-%m-%d %H:%M}")
    try:
        claims.get_claim(claim_id, if_none_match=tag(answer))
    except ApiException as error:
        print(error.status)


def ask_wrongly(claims: ClaimsApi) -> None:
    """What is not there, and a name that nobody has."""
    try:
        claims.get_claim("clm_00000000000000000000000000")
    except NotFoundException as error:
        show(error.data)
    try:
        claims.list_claims(actor=["Chnia"])
    except UnprocessableEntityException as error:
        show(error.data)


def show(problem: object) -> None:
    assert isinstance(problem, Problem)
    print(f"{problem.status} {problem.title}: {problem.detail}")
    for error in problem.errors:
        print(f"{error.parameter}: {error.code}")
        for suggestion in error.suggestions:
            print(f"  perhaps {suggestion}")


def write(claims: ClaimsApi, example: str) -> None:
    """A claim like the example, a correction of it, and one that comes too late."""
    content = claims.get_claim_content(example)
    content.statement = "China lets some refugees from North Korea go."
    content.figures = []
    content.relations = []
    content.key = None
    created = claims.create_claim_with_http_info(content, idempotency_key=str(uuid.uuid4()))
    claim = created.data
    print(f"{claim.statement} Version {claim.version}, {claim.status.value}")
    content.statement = "China lets some 40 refugees from North Korea go."
    note = "The number was left out."
    corrected = claims.replace_claim(claim.id, content, note=note, if_match=tag(created))
    print(f"{corrected.statement} Version {corrected.version}, {corrected.status.value}: {corrected.corrections[0].note}")
    try:
        claims.replace_claim(claim.id, content, note=note, if_match=tag(created))
    except ApiException as error:
        show(error.data)


def tag(answer: ApiResponse[Claim]) -> str:
    """Its headers arrive in a plain dict, spelt as the server or a proxy spells them."""
    return HTTPHeaderDict(answer.headers)["ETag"]


if __name__ == "__main__":
    main()
