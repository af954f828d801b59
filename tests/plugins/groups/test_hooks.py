"""Where groups show up elsewhere, and demo data that is made once and never out of season."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask, g

from core.access.actor import Actor
from core.access.roles import COUNCIL_ROLES
from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.hooks.values import DemoWorld, Ref
from core.people.models import Organisation, Person
from core.web.house import house
from plugins.groups.models import Board, BoardDate, Group, Membership
from tests.plugins.groups.planting import Plant, choose

TODAY = date(2026, 11, 21)


@contextmanager
def ashdown(app: Flask) -> Iterator[Authority]:
    with app.app_context():
        authority = house().authorities.find("ashdown")
    assert authority is not None
    with app.test_request_context("/ashdown/"), authority_scope(authority.id, write=True):
        g.authority = authority
        yield authority


def ask(authority: Authority, hook: str, **values: Any) -> list[Any]:
    return list(house().hooks.call(hook, authority, **values))


def staff() -> Actor:
    held = frozenset(COUNCIL_ROLES)
    return Actor(roles=held, permissions=house().permissions.of_roles(held))


def test_readiness_names_what_is_missing(app: Flask, plant: Plant) -> None:
    plant("forum", name="Forum", seats=[{"board": "big-board"}])
    plant("resting", name="Resting", status="paused")
    plant("all", name="All Of Us", kind="umbrella")
    with ashdown(app) as authority:
        titles = {issue.title for issue in ask(authority, "ready_issues", actor=staff())}
    assert titles >= {
        "Forum has no worker",
        "Forum does not say how often it meets",
        "big-board has no date ahead",
    }
    assert not [title for title in titles if "Resting" in title or "All Of Us" in title]


def test_a_council_may_do_without_reminders(app: Flask, plant: Plant) -> None:
    plant("forum", name="Forum", cadence="own_calendar", seats=[{"board": "big-board"}])
    choose(app, warn_without_worker=False, warn_without_dates=False)
    with ashdown(app) as authority:
        assert not [issue for issue in ask(authority, "ready_issues", actor=staff()) if "orum" in issue.title]


def test_board_dates_stand_in_the_calendar(app: Flask, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    with ashdown(app) as authority:
        board = db.session.scalars(db.select(Board.id)).one()
        db.session.add(BoardDate(board_id=board, on_date=TODAY))
        db.session.flush()
        found = ask(authority, "calendar_items", actor=staff(), start=TODAY, end=TODAY)
        later = ask(authority, "calendar_items", actor=staff(), start=TODAY + timedelta(1), end=TODAY + timedelta(9))
        db.session.rollback()
    assert [(item.title, item.on) for item in found if item.title == "big-board"] == [("big-board", TODAY)]
    assert not [item for item in later if item.title == "big-board"]


def test_an_organisation_shows_the_groups_it_runs(app: Flask) -> None:
    with ashdown(app) as authority:
        service = Organisation(kind="service", name="Service")
        db.session.add(service)
        db.session.flush()
        db.session.add(Group(key="run", name="Run By It", organisation_id=service.id))
        db.session.add(Group(key="secret", name="Secret", organisation_id=service.id, listing="hidden"))
        db.session.flush()
        ref = Ref("core", "organisation", service.id)
        panels = ask(authority, "object_panels", actor=Actor(), ref=ref)
        db.session.rollback()
    assert [[row.name for row in panel.context["rows"]] for panel in panels] == [["Run By It"]]


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 10)])
def test_demo_data_is_made_once_and_out_of_the_holidays(app: Flask, plant: Plant, today: date) -> None:
    plant("forum", name="Forum", age_min=11, age_max=18, seats=[{"board": "big-board"}])
    with ashdown(app) as authority:
        people = [Person(name=f"Somebody {n}", born_on=date(2012, 1, 1 + n)) for n in range(20)]
        old, workers = Person(name="Older", born_on=date(1990, 1, 1)), [Person(name="Helper", kind="worker")]
        db.session.add_all([*people, old, *workers])
        db.session.flush()
        kinds = {"young_person": [one.id for one in [*people, old]], "worker": [one.id for one in workers]}
        world = DemoWorld(seed="ashdown", today=today, people=kinds)
        first = {made.kind: made.count for made in ask(authority, "demo_data", world=world)}
        again = {made.kind: made.count for made in ask(authority, "demo_data", world=world)}
        members = db.session.scalars(db.select(Membership)).all()
        days = db.session.scalars(db.select(BoardDate.on_date)).all()
        assert old.id not in {member.person_id for member in members}
        now = [member for member in members if member.status == "active" and not member.supports]
        assert db.session.scalar(db.select(Group.member_count)) == len(now) >= 4
    assert first["group memberships"] == len(members) > len(now) + 1
    assert first["board dates"] == len(days) >= 6
    assert again["group memberships"] == again["board dates"] == 0
    assert all(day.weekday() < 5 and not (day.month, day.day) >= (12, 20) for day in days)
