"""Deliverers in processes of their own, that are killed and stopped: every message arrives, and doubles have one id."""

import signal
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen
from threading import Event

from app.model import DeliveryState
from tests.cli.terminal import PATIENCE_SECONDS, served, start
from tests.ingest.folder import DataFolder
from tests.webhooks.conftest import Post
from tests.webhooks.receiver import Answer, Received, Receiver


def settings(post: Post) -> dict[str, object]:
    url = post.engine.url.render_as_string(hide_password=False)
    return {"database_url": url, "webhook_allow_private": True}


@contextmanager
def delivering(post: Post) -> Iterator[Popen[str]]:
    """``facts deliver``, until it is killed."""
    process = start("deliver", **settings(post))
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE_SECONDS)


def test_nothing_is_lost_when_the_deliverer_is_killed_before_it_notes_what_it_sent(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    never = Event()
    last = 0

    def hold_last(_: Received) -> Answer:
        return Answer(200 if len(receiver.received) < last or never.wait(PATIENCE_SECONDS) else 500)

    receiver.answer = hold_last
    for count in (1, 4, 9):
        last = len(receiver.received) + count
        with delivering(post):
            receiver.wait_for(last)  # it was sent, and is not answered
    receiver.answer = lambda _: Answer()
    never.set()
    process = start("deliver", "--once", **settings(post))
    assert process.communicate(timeout=PATIENCE_SECONDS)[1].endswith("delivered, 0 failed\n")
    assert process.returncode == 0

    ids = defaultdict(set)
    for request, seq in zip(receiver.received, receiver.sequence(), strict=True):
        ids[seq].add(request.id)
    assert list(ids) == list(range(1, post.webhook(webhook).seq + 1))
    assert {len(each) for each in ids.values()} == {1}
    assert len(receiver.received) == len(ids) + 3
    assert {delivery.state for delivery in post.log(webhook)} == {DeliveryState.DELIVERED}


def test_deliverer_that_is_told_to_stop_ends_after_what_it_is_sending(post: Post, receiver: Receiver) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    go_on = Event()

    def hold_third(_: Received) -> Answer:
        return Answer(200 if len(receiver.received) < 3 or go_on.wait(PATIENCE_SECONDS) else 500)

    receiver.answer = hold_third
    with delivering(post) as process:
        receiver.wait_for(3)
        process.send_signal(signal.SIGTERM)
        go_on.set()
        assert process.communicate(timeout=PATIENCE_SECONDS)[1].endswith("3 delivered, 0 failed\n")
        assert process.returncode == 0
    assert len(post.log(webhook, DeliveryState.DELIVERED)) == 3
    assert receiver.sequence() == [1, 2, 3]


def test_second_deliverer_stands_by_and_goes_on_when_the_first_is_killed(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    webhook = post.subscribe(receiver.url, after=0)
    with delivering(post) as first:
        everything = len(receiver.wait_for(1)) and post.webhook(webhook)
        with delivering(post):
            refused = start("deliver", "--once", **settings(post))
            assert "another process delivers for this database" in refused.communicate(timeout=PATIENCE_SECONDS)[1]
            assert refused.returncode == 1
            receiver.wait_for(everything.seq if everything else 0)
            first.kill()
            first.wait()
            before = len(receiver.received)
            ferry.stakeholders[0]["name"] = "Another name"
            ferry.load(post.engine)
            receiver.wait_for(before + 1)


def test_of_several_workers_one_delivers(post: Post, receiver: Receiver, ferry: DataFolder) -> None:
    webhook = post.subscribe(receiver.url)
    ferry.stakeholders[0]["name"] = "Another name"
    ferry.load(post.engine)
    with served(**settings(post), deliver=True, workers=2, data_folder=ferry.path):
        receiver.wait_for(1)
        refused = start("deliver", "--once", **settings(post))
        assert "another process delivers" in refused.communicate(timeout=PATIENCE_SECONDS)[1]
    post.deliver()
    assert len({request.id for request in receiver.received}) == len(receiver.received) == len(post.log(webhook))
