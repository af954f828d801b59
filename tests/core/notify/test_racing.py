"""Withdrawals race against sending, workers die in the middle: none is sent after a withdrawal, none a third time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from core.db import db, utcnow
from core.notify import sending, timed
from core.notify.carriers import Unclear
from core.notify.models import Message

CHANCE = Random(4)


class Slow:
    """A carrier that takes its time, says whom it writes to next, and looks whether they withdrew meanwhile."""

    def __init__(self) -> None:
        self.next: SimpleQueue[str] = SimpleQueue()
        self.withdrawn: set[str] = set()
        self.sent: list[str] = []
        self.wrong: list[str] = []

    @contextmanager
    def opened(self, *ignored: Any) -> Iterator["Slow"]:
        yield self

    @contextmanager
    def prepared(self, letter: Any) -> Iterator[Any]:
        self.next.put(letter.to)
        time.sleep(CHANCE.random() * 0.02)
        yield lambda: self._take(letter.to)

    def _take(self, to: str) -> None:
        if to in self.withdrawn:
            self.wrong.append(to)
        time.sleep(CHANCE.random() * 0.03)
        self.sent.append(to)
        if to in self.withdrawn:
            self.wrong.append(to)


def race(post: Any, monkeypatch: pytest.MonkeyPatch, people: int) -> Slow:
    """Two in three withdraw at the moment in which they are written to."""
    slow = Slow()
    monkeypatch.setattr(sending, "opened", slow.opened)
    ids = {f"p{n}@home.example": post.person(f"P{n}", "email", email=f"p{n}@home.example") for n in range(people)}
    post.tell(*ids.values())

    staying = set(list(ids)[::3])

    def withdraw() -> None:
        for address in iter(slow.next.get, ""):
            if address not in staying:
                post.withdraw(ids[address])
                slow.withdrawn.add(address)

    other = threading.Thread(target=withdraw)
    other.start()
    try:
        post.run()
    finally:
        slow.next.put("")
        other.join()
    return slow


@pytest.mark.both_databases
def test_nothing_is_handed_over_after_a_withdrawal_was_committed(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = race(post, monkeypatch, 30)
    assert slow.wrong == [] and len(slow.sent) >= 10
    assert len(slow.sent) == len(set(slow.sent))


@pytest.mark.drill
@pytest.mark.both_databases
def test_a_thousand_withdrawals(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = race(post, monkeypatch, 1500)
    assert slow.wrong == [] and len(slow.sent) == len(set(slow.sent))


class Killed(BaseException):
    """The worker is gone: nothing that it would have done afterwards is done."""


class Dying:
    """A carrier during whose work the process dies, before or after the letter left."""

    def __init__(self, deaths: int, fault: type[BaseException], *, after: bool) -> None:
        self.deaths, self.fault, self.after = deaths, fault, after
        self.ids: list[Any] = []

    @contextmanager
    def opened(self, *ignored: Any) -> Iterator["Dying"]:
        yield self

    @contextmanager
    def prepared(self, letter: Any) -> Iterator[Any]:
        yield lambda: self._take(letter.id)

    def _take(self, letter_id: Any) -> None:
        if self.after or not self.deaths:
            self.ids.append(letter_id)
        if self.deaths:
            self.deaths -= 1
            raise self.fault


def tried(post: Any, carrier: Dying, monkeypatch: pytest.MonkeyPatch) -> None:
    """One round of sending in which the process may die; then what a worker left is picked up, as time does."""
    monkeypatch.setattr(sending, "opened", carrier.opened)
    with post.within():
        ids = [str(one) for (one,) in post.rows(Message.id)]
        try:
            sending.send(post.council(), {"ids": ids})
        except (Killed, sending.NotYet):
            db.session.rollback()
        db.session.commit()


@pytest.mark.both_databases
@pytest.mark.parametrize("after", [True, False])
def test_a_worker_that_dies_while_sending_sends_twice_at_most_under_one_id(
    post: Any, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    dying = Dying(1, Killed, after=after)
    tried(post, dying, monkeypatch)
    assert post.state(robin)[0] == "sending"
    tried(post, dying, monkeypatch)
    tried(post, dying, monkeypatch)
    assert post.state(robin) == ("sent", "")
    assert len(dying.ids) == (2 if after else 1) and len(set(dying.ids)) == 1


def test_what_nobody_knows_the_end_of_is_never_sent_a_third_time(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    dying = Dying(9, Unclear, after=True)
    for _ in range(4):
        tried(post, dying, monkeypatch)
    assert len(dying.ids) == 2 and len(set(dying.ids)) == 1
    assert post.state(robin) == ("failed", "unclear")


def test_a_worker_thought_dead_hands_nothing_over_after_another_took_the_message(
    post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    dying = Dying(0, Killed, after=True)
    claim = sending._claim

    def overtaken(parcel: Any) -> bool:
        done = claim(parcel)
        if parcel.claims == 0:
            db.session.execute(update(Message).values(claims=parcel.claims + 2))
            db.session.commit()
        return done

    monkeypatch.setattr(sending, "_claim", overtaken)
    tried(post, dying, monkeypatch)
    assert dying.ids == []


def test_what_a_dead_worker_left_is_picked_up_and_sent(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    with post.within():
        left = {"state": "sending", "claims": 1, "claimed_at": utcnow() - timed.LEFT_AFTER * 2}
        db.session.execute(update(Message).values(left))
        timed.pick_up(post.council(), {})
        db.session.commit()
    post.run()
    assert post.state(robin) == ("sent", "") and len(post.mails()) == 1
