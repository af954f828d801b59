"""Each morning: rounds open on their day, owners are reminded once for each day, nobody else is told."""

from datetime import date, timedelta

import pytest
from flask import Flask

from core.clock import local_today
from core.db import db
from core.notify.models import Message
from core.testing.apps import World
from plugins.standards import reminding
from plugins.standards.models import Action, Audit
from tests.plugins.standards.planting import (
    FORM,
    PLAN,
    at_work,
    audit_of,
    change,
    declare,
    in_days,
    person_of,
    rows,
    team,
)


def morning(app: Flask) -> None:
    """What timed work does each morning."""
    with at_work(app) as council:
        reminding.each_morning(council, {})
        db.session.commit()


def told(app: Flask, notice: str) -> list[object]:
    """Who was told of it."""
    return [row.person_id for row in rows(app, Message) if row.notice == notice]


def opening(today: date) -> dict[str, int]:
    """A form's day that is today; the 29th of February opens the day before in other years."""
    return {"opens_month": today.month, "opens_day": today.day}


def test_an_owner_hears_of_an_action_once_for_each_day_that_came(world: World) -> None:
    declare(world.app, plan=[PLAN])
    owner = person_of(world, "decision_maker")
    change(world.app, Action, {"key": "visit"}, owner_id=owner, due_on=in_days(10))
    for _ in range(2):
        morning(world.app)
    assert told(world.app, reminding.ACTION_DUE) == [owner]
    change(world.app, Action, {"key": "visit"}, due_on=in_days(-1))
    morning(world.app)
    assert told(world.app, reminding.ACTION_DUE) == [owner, owner]


@pytest.mark.parametrize("left", [{"status": "done"}, {"owner_id": None}])
def test_what_is_done_or_nobodys_reminds_nobody(world: World, left: dict[str, object]) -> None:
    declare(world.app, plan=[PLAN])
    values = {"owner_id": person_of(world, "worker"), "due_on": in_days(1)} | left
    change(world.app, Action, {"key": "visit"}, **values)
    morning(world.app)
    assert told(world.app, reminding.ACTION_DUE) == []


def test_a_round_opens_on_its_day_and_its_teams_are_told(world: World) -> None:
    member = person_of(world, "practitioner")
    declare(world.app, audit=[FORM | opening(local_today())])
    team(world.app, member=member)
    for _ in range(2):
        morning(world.app)
    assert len(rows(world.app, Audit)) == 2
    assert told(world.app, reminding.AUDIT_OPEN) == [member]


def test_a_form_that_asks_nothing_or_has_its_day_long_past_opens_for_nobody(world: World) -> None:
    passed = local_today() - timedelta(days=reminding.LATE_TO_OPEN + 2)
    empty = FORM | opening(local_today()) | {"key": "empty", "questions": []}
    declare(world.app, audit=[FORM | opening(passed), empty])
    team(world.app)
    morning(world.app)
    assert rows(world.app, Audit) == []


def test_whoever_looks_after_an_audit_is_reminded_and_no_other(world: World) -> None:
    declare(world.app, audit=[FORM])
    organisation = team(world.app, member=person_of(world, "practitioner"))
    audit_of(world.app, organisation, owner_id=person_of(world, "worker"), opened_on=in_days(-40), due_on=in_days(1))
    for _ in range(2):
        morning(world.app)
    assert told(world.app, reminding.AUDIT_DUE) == [person_of(world, "worker")]
