"""What is sent, to whom, and what becomes of it, through real receivers."""

import json
from datetime import timedelta

from app.model import DeliveryState, WebhookState
from tests.ingest.folder import DataFolder
from tests.serving import serving
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Answer, Received, Receiver, receiving

LONG = timedelta(days=2)


def test_message_is_signed_and_holds_the_change_as_changes_tells_it(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    webhook = post.subscribe(receiver.url)
    ferry.stakeholders[0]["name"] = "Another name"
    ferry.load(post.engine)
    post.deliver()
    with serving(post.engine) as client:
        changes = client.get(f"/changes?after={webhook.seq}&limit=500").text
    assert receiver.received
    for request, change in zip(receiver.received, json.loads(changes)["items"], strict=True):
        message = request.verified(webhook.secret)
        assert message == {
            "type": f"{change['noun']}.updated",
            "timestamp": change["changed_at"],
            "webhook": webhook.public_id,
            "belongs": True,
            "data": change,
        }
        assert request.body.partition('"data":')[2].removesuffix("}") in changes
        assert request.headers["content-type"] == "application/json"
        assert request.id.startswith("msg_")
    assert {delivery.state for delivery in post.log(webhook)} == {DeliveryState.DELIVERED}


def test_everything_is_told_in_order_from_the_beginning_when_asked(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    post.deliver()
    assert receiver.sequence() == list(range(1, post.webhook(webhook).seq + 1))
    post.deliver()
    assert len(receiver.received) == post.webhook(webhook).seq


def test_nothing_is_told_of_what_was_there_before(post: Post, receiver: Receiver) -> None:
    post.subscribe(receiver.url)
    post.deliver()
    assert receiver.received == []


def test_message_that_failed_is_sent_again_under_the_same_id(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    receiver.answer = lambda _: Answer(500, body="no room\x00 here") if len(receiver.received) == 1 else Answer()
    post.deliver()
    (failed, *waiting) = post.log(webhook)
    assert (failed.state, failed.attempts, failed.status, failed.error) == (DeliveryState.PENDING, 1, 500, "answered 500: no room  here")
    assert waiting
    assert {delivery.attempts for delivery in waiting} == {0}  # they wait, so that the order holds
    post.late += timedelta(seconds=7)
    post.deliver()
    assert receiver.received[0].id == receiver.received[1].id
    assert receiver.sequence() == sorted(receiver.sequence())
    assert {delivery.state for delivery in post.log(webhook)} == {DeliveryState.DELIVERED}


def test_message_that_fails_again_and_again_holds_nothing_back(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)

    def refuse_first(request: Received) -> Answer:
        return Answer(400 if request.id == receiver.received[0].id else 200)

    receiver.answer = refuse_first
    post.deliver()
    post.late += timedelta(seconds=7)
    post.deliver()
    assert len({request.id for request in receiver.received}) == 1
    post.late += timedelta(minutes=7)
    post.deliver()
    bad, *others = post.log(webhook)
    assert (bad.state, bad.attempts) == (DeliveryState.PENDING, 3)
    assert {delivery.state for delivery in others} == {DeliveryState.DELIVERED}


def test_message_is_given_up_after_ten_attempts_and_can_be_replayed(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    receiver.answer = lambda _: Answer(503)
    for _ in range(20):  # so many that those too are given up that waited for others
        post.deliver()
        post.late += LONG
    assert {(delivery.state, delivery.attempts) for delivery in post.log(webhook)} == {(DeliveryState.DEAD, 10)}
    receiver.received.clear()
    receiver.answer = lambda _: Answer()
    assert post.replay(webhook) == len(post.log(webhook, DeliveryState.PENDING)) > 0
    post.deliver()
    assert {delivery.state for delivery in post.log(webhook)} == {DeliveryState.DELIVERED}


def test_replay_after_a_change_sends_all_since_under_their_ids(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    post.deliver()
    told = list(receiver.received)
    assert post.replay(webhook, after=receiver.sequence()[0]) == len(told) - 1
    post.deliver()
    assert [request.id for request in receiver.received[len(told) :]] == [request.id for request in told[1:]]
    with serving(post.engine) as client:
        assert post.webhook(webhook).seq == client.get("/changes?limit=1").json()["last"]


def test_replay_reaches_what_was_before_the_subscription(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics")
    post.deliver()
    assert post.replay(webhook, after=0) == 0
    post.deliver()
    assert receiver.received
    assert post.log(webhook, DeliveryState.PENDING) == []


def test_receiver_that_is_gone_is_sent_nothing_more(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    receiver.answer = lambda _: Answer(410)
    post.deliver()
    paused = post.webhook(webhook)
    assert (paused.state, paused.reason) == (WebhookState.PAUSED, "the receiver answered 410 Gone")
    post.late += LONG
    post.deliver()
    assert len(receiver.received) == 1
    receiver.answer = lambda _: Answer()
    post.resume(webhook)
    post.deliver()
    assert receiver.sequence() == [1, *range(1, post.webhook(webhook).seq + 1)]


def test_redirect_is_not_followed(post: Post, receiver: Receiver) -> None:
    with receiving() as other:
        receiver.answer = lambda _: Answer(307, (("Location", other.url),))
        webhook = post.subscribe(receiver.url, after=0)
        post.deliver()
        assert other.received == []
    assert post.log(webhook)[0].error == f"answered 307 to '{other.url}': redirects are not followed"


def test_receiver_that_nobody_listens_at_fails_with_the_reason(post: Post) -> None:
    with receiving() as other:
        url = other.url
    webhook = post.subscribe(url, after=0)
    post.deliver()
    failed = post.log(webhook)[0]
    assert (failed.state, failed.attempts, failed.status) == (DeliveryState.PENDING, 1, None)
    assert (failed.error or "").startswith("ConnectError: ")


def test_nothing_is_sent_to_a_private_address_unless_allowed(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    post.deliver(allow_private=False)
    assert receiver.received == []
    assert post.log(webhook)[0].error == "RefusedAddressError: 127.0.0.1 has the address 127.0.0.1, which is not a public one"


def test_one_receiver_that_fails_keeps_no_other_waiting(post: Post, receiver: Receiver) -> None:
    with receiving() as other:
        other.answer = lambda _: Answer(500)
        post.subscribe(other.url, "topics", after=0)
        well = post.subscribe(receiver.url, "topics", after=0)
        post.deliver()
    assert {delivery.state for delivery in post.log(well)} == {DeliveryState.DELIVERED}


def test_both_secrets_verify_for_a_day_after_a_rotation(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, "topics", after=0)
    new = post.rotate(webhook)
    post.deliver()
    for request in receiver.received:
        assert request.verified(webhook.secret) == request.verified(new)
    assert receiver.received[0].headers["webhook-signature"].count("v1,") == 2
    post.late += timedelta(hours=25)
    post.replay(webhook, after=0)
    post.deliver()
    assert receiver.received[-1].headers["webhook-signature"].count("v1,") == 1


def test_paused_webhook_is_told_later_what_changed_meanwhile(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    webhook = post.subscribe(receiver.url)
    post.pause(webhook)
    ferry.stakeholders[0]["name"] = "Another name"
    ferry.load(post.engine)
    post.deliver()
    assert receiver.received == []
    post.resume(webhook)
    post.deliver()
    assert receiver.received
