"""Each morning: reminders, what is late, and who above is told; each once, also after days on which nothing ran."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from core.authority.effective import save_settings
from core.db import authority_scope, db
from core.notify.models import GuestMessage, Message, MessageGuest
from core.testing.apps import World
from core.web.house import house
from plugins.influence.asks import reminding
from plugins.influence.models import Ask, Change, Owner
from plugins.influence.settings import InfluenceSettings
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.asking import ask_of, asked_of, read, record_of, say

ASKED, DUE = date(2027, 5, 20), date(2027, 6, 18)  # a Friday
ABOVE = "director@ashdown.example"


class Mornings:
    """A question to the decision-maker that is due on a Friday, and mornings on which the work runs."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, **owner: Any) -> None:
        self.app, self._patch = world.app, monkeypatch
        self.worker, self.officer = record_of(world, "worker"), record_of(world, "decision_maker")
        views = [say(world.app)]
        self.ask = ask_of(world.app, *views, status="waiting", asked_on=ASKED, due_on=DUE, worker_id=self.worker)
        self.owner = asked_of(
            world.app, self.ask, **{"person_id": self.officer, "due_on": DUE, "asked_on": ASKED} | owner
        )

    def choose(self, **chosen: Any) -> None:
        """Set what the council has chosen."""
        with self.app.app_context(), authority_scope(council_id(self.app), write=True):
            save_settings(_council(), "influence", InfluenceSettings(**chosen))
            db.session.commit()

    def on(self, *days: date) -> None:
        """Let the work run on these mornings."""
        for day in days:
            self._patch.setattr(reminding, "local_today", lambda day=day: day)
            with self.app.test_request_context("/ashdown/"), authority_scope(council_id(self.app), write=True):
                self.app.preprocess_request()
                reminding.each_morning(_council(), {})
                db.session.commit()

    def told(self, person_id: UUID) -> list[str]:
        """Which messages this person has."""
        return sorted(row.notice for row in read(self.app, Message, person_id=person_id))

    def kinds(self) -> list[str]:
        """What happened, in order."""
        return [row.kind for row in sorted(read(self.app, Change), key=lambda row: row.position)]


def _council() -> Any:
    found = house().authorities.find("ashdown")
    assert found
    return found


@pytest.fixture
def mornings(world: World, monkeypatch: pytest.MonkeyPatch) -> Mornings:
    return Mornings(world, monkeypatch)


def june(day: int) -> date:
    """A day of June 2027."""
    return date(2027, 6, day)


def test_whoever_must_answer_is_reminded_once_on_each_of_the_days(mornings: Mornings) -> None:
    mornings.on(june(1), june(10))
    assert mornings.told(mornings.officer) == []
    mornings.on(june(11), june(11), june(14))
    assert mornings.told(mornings.officer) == ["influence.answer_due"]
    mornings.on(june(17), june(17), june(18))
    assert mornings.told(mornings.officer) == ["influence.answer_due"] * 2
    assert mornings.kinds() == []


def test_days_that_were_missed_are_one_reminder(mornings: Mornings) -> None:
    mornings.on(june(18), june(18))
    assert mornings.told(mornings.officer) == ["influence.answer_due"]


@pytest.mark.both_databases
def test_late_is_said_once_to_the_one_and_to_the_worker(mornings: Mornings) -> None:
    mornings.on(june(19), june(19), june(21))
    assert mornings.kinds() == ["overdue"]
    assert mornings.told(mornings.officer) == ["influence.answer_late"]
    assert mornings.told(mornings.worker) == ["influence.answer_late"]
    assert read(mornings.app, Change)[0].owner_id == mornings.owner


def test_somebody_above_is_told_once_where_the_council_named_a_post(mornings: Mornings) -> None:
    mornings.choose(escalate_days=2, escalate_to=ABOVE)
    mornings.on(june(19), june(21))
    assert mornings.kinds() == ["overdue"]
    mornings.on(june(22), june(22), june(30))
    assert mornings.kinds() == ["overdue", "escalated"]
    assert [row.address for row in read(mornings.app, MessageGuest)] == [ABOVE]
    assert [row.notice for row in read(mornings.app, GuestMessage)] == ["influence.answer_stays_late"]
    assert mornings.told(mornings.worker) == ["influence.answer_late", "influence.answer_stays_late"]


def test_where_no_post_is_named_only_the_worker_is_told_and_the_trail_says_no_more(mornings: Mornings) -> None:
    mornings.choose(escalate_days=0)
    mornings.on(june(19), june(21))
    assert mornings.kinds() == ["overdue"]
    assert mornings.told(mornings.worker) == ["influence.answer_late", "influence.answer_stays_late"]


def test_everything_that_was_missed_is_caught_up_in_one_morning(mornings: Mornings) -> None:
    mornings.choose(escalate_to=ABOVE)
    mornings.on(date(2027, 8, 2))
    assert mornings.kinds() == ["overdue", "escalated"]
    assert mornings.told(mornings.officer) == ["influence.answer_late"]


@pytest.mark.parametrize("columns", [{"state": "answered"}, {"state": "passed_on"}, {"due_on": None}])
def test_whoever_answered_or_passed_it_on_is_left_alone(
    world: World, monkeypatch: pytest.MonkeyPatch, columns: dict[str, Any]
) -> None:
    mornings = Mornings(world, monkeypatch, **columns)
    mornings.on(june(17), june(30))
    assert mornings.told(mornings.officer) == [] and mornings.kinds() == []


def test_what_was_taken_back_is_not_late(mornings: Mornings) -> None:
    with mornings.app.app_context(), authority_scope(council_id(mornings.app), write=True):
        db.session.execute(db.update(Ask).where(Ask.id == mornings.ask).values(status="withdrawn"))
        db.session.commit()
    mornings.on(june(30))
    assert mornings.kinds() == []


def test_the_work_of_one_council_leaves_others_alone(mornings: Mornings) -> None:
    other = ask_of(mornings.app, slug="brackwell", status="waiting", asked_on=ASKED, due_on=DUE)
    asked_of(mornings.app, other, slug="brackwell", due_on=DUE)
    mornings.on(june(30))
    assert read(mornings.app, Change, slug="brackwell") == []
    assert [row.reminders for row in read(mornings.app, Owner, slug="brackwell")] == [0]
