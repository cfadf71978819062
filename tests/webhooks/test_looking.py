"""Which changes a webhook is told: those whose records its list holds, and those whose records leave it."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.db.engine import reading, writing
from app.editorial.erasing import erase
from app.model import Claim, WebhookState
from app.model.vocabulary import Status
from app.publishing.publish import publish
from app.webhooks.reading import Depth, depth
from tests.ingest.folder import LATER, DataFolder
from tests.serving import serving
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Answer, Receiver


def told(receiver: Receiver) -> list[tuple[str, bool]]:
    """The ids that a receiver was told of, and whether they belong to its question."""
    messages: list[Any] = [json.loads(request.body) for request in receiver.received]
    return [(message["data"]["id"], message["belongs"]) for message in messages]


def test_records_that_the_list_holds_are_told_and_no_others(post: Post, receiver: Receiver) -> None:
    post.subscribe(receiver.url, "claims", "kind=position", after=0)
    post.deliver()
    with serving(post.engine) as client:
        listed = [claim["id"] for claim in client.get("/claims?kind=position").json()["items"]]
    assert listed
    assert sorted(told(receiver)) == sorted((public_id, True) for public_id in listed)


def test_record_that_enters_the_question_is_told(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    post.subscribe(receiver.url, "claims", "kind=assessment")
    ferry.claim("departures-in-march")["kind"] = "assessment"
    ferry.load(post.engine)
    post.deliver()
    assert [belongs for _, belongs in told(receiver)] == [True]
    assert json.loads(receiver.received[0].body)["data"]["record"]["kind"] == "assessment"


def test_record_that_leaves_the_question_is_told_once(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    post.subscribe(receiver.url, "claims", "kind=estimate", after=0)
    post.deliver()
    ((public_id, _),) = told(receiver)
    for number, kind in enumerate(["assessment", "condition"]):
        ferry.claim("departures-in-march")["kind"] = kind
        ferry.load(post.engine, LATER + timedelta(days=number))
        post.deliver()
    assert told(receiver) == [(public_id, True), (public_id, False)]
    ferry.claim("departures-in-march")["kind"] = "estimate"
    ferry.load(post.engine, LATER + timedelta(days=9))
    post.deliver()
    assert told(receiver)[2:] == [(public_id, True)]


def test_several_changes_of_a_record_that_left_are_told_as_one_leaving(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    post.subscribe(receiver.url, "claims", "kind=estimate", after=0)
    post.deliver()
    for number, kind in enumerate(["assessment", "condition"]):
        ferry.claim("departures-in-march")["kind"] = kind
        ferry.load(post.engine, LATER + timedelta(days=number))
    post.deliver()
    assert [belongs for _, belongs in told(receiver)] == [True, False]


def test_record_that_was_never_told_does_not_leave(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    post.subscribe(receiver.url, "claims", "kind=estimate")
    ferry.claim("departures-in-march")["kind"] = "assessment"
    ferry.load(post.engine)
    post.deliver()
    assert told(receiver) == []


def test_retraction_is_told_by_its_name(post: Post, receiver: Receiver) -> None:
    post.subscribe(receiver.url, "claims", "status=published", after=0)
    post.deliver()
    receiver.received.clear()
    with Session(writing(post.engine)) as session:
        claim = session.execute(select(Claim).order_by(col(Claim.id)).limit(1)).scalar_one()
        public_id, claim.status = claim.public_id, Status.RETRACTED
        publish(session, {"claims": {claim.id or 0}}, LATER)
        session.commit()
    post.deliver()
    assert (public_id, False) in told(receiver)
    kinds = {json.loads(request.body)["data"]["id"]: json.loads(request.body)["type"] for request in receiver.received}
    assert kinds[public_id] == "claims.retracted"


def test_erased_record_is_told_to_those_who_have_it_and_says_nothing(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "claims", "kind=estimate", after=0)
    post.deliver()
    ((public_id, _),) = told(receiver)
    with Session(writing(post.engine)) as session:
        erase(session, "claims", public_id, "The law demands it.", LATER)
        session.commit()
    post.deliver()
    erased = receiver.received[-1].verified(webhook.secret)
    assert (erased["type"], erased["belongs"], erased["data"]["id"], erased["data"]["record"]) == ("claims.erased", False, public_id, None)


def test_webhook_whose_question_cannot_be_asked_any_more_is_paused_with_the_reason(
    post: Post, receiver: Receiver, ferry: DataFolder
) -> None:
    webhook = post.subscribe(receiver.url, "claims", "actor=Harbour+Board")
    ferry.stakeholder("board-of-harbours")["aliases"] = []
    ferry.claim("departures-in-march")["kind"] = "assessment"
    ferry.load(post.engine)
    post.deliver()
    paused = post.webhook(webhook)
    assert paused.state == WebhookState.PAUSED
    assert (paused.reason or "").startswith("its question cannot be asked any more: actor: nothing among stakeholders is called")
    assert receiver.received == []


def test_depth_says_how_much_waits(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    paused = post.subscribe(receiver.url, after=0)
    post.pause(paused)
    receiver.answer = lambda _: Answer(500)
    with Session(reading(post.engine)) as session:
        assert depth(session) == depth(session, webhook) == Depth(0, 0, depth(session).unseen)
        assert depth(session).unseen > 0
    post.deliver()
    with Session(reading(post.engine)) as session:
        assert depth(session) == Depth(len(post.log(webhook)), 0, 0)
        assert depth(session, paused).unseen == post.webhook(webhook).seq
    for _ in range(20):
        post.late += timedelta(days=2)
        post.deliver()
    with Session(reading(post.engine)) as session:
        assert depth(session) == Depth(0, len(post.log(webhook)), 0)
