"""Targets: never without a unit, totals and different ones apart, counted or typed, the latest stands."""

import pytest
from flask import Flask

from core.db import db
from core.testing.apps import World
from plugins.standards.api import count_target, target_progress
from plugins.standards.models import Target, TargetFigure
from tests.plugins.standards.planting import AT, PLAN, at_work, declare, in_days, rows, typed_day

TARGETS = [
    {"key": "visits", "title": "Visits", "number": 100, "unit": "attendances", "counted": True, "beside": "schools"},
    {
        "key": "schools",
        "title": "Schools",
        "number": 40,
        "unit": "schools",
        "denominator": 80,
        "of_what": "schools here",
    },
]


@pytest.mark.parametrize("unit", ["", "   ", "12"])
def test_a_target_without_a_unit_is_refused(world: World, unit: str) -> None:
    answer = world.browser("worker").submit(f"{AT}/targets/new", {"title": "More", "number": "40", "unit": unit})
    assert answer.status_code == 400
    assert "A target needs its unit: what does the number count? Nothing was saved." in answer.text
    assert "What you typed is still here." in answer.text and rows(world.app, Target) == []


def test_a_whole_has_a_name(world: World) -> None:
    typed = {"title": "More", "number": "40", "unit": "schools", "denominator": "80"}
    answer = world.browser("worker").submit(f"{AT}/targets/new", typed)
    assert answer.status_code == 400 and "Give both, or neither" in answer.text


def test_a_target_is_added_to_its_plan(world: World) -> None:
    declare(world.app, plan=[PLAN])
    worker = world.browser("worker")
    worker.submit(f"{AT}/targets/new?plan=plan", {"title": "More schools", "number": "40", "unit": "schools"})
    (row,) = rows(world.app, Target)
    assert (row.key, row.unit, row.plan_id is not None) == ("more-schools", "schools", True)
    assert "More schools" in worker.get(f"{AT}/plans/plan").text
    assert worker.get(f"{AT}/targets/new?plan=gone").status_code == 404


def test_a_total_and_its_different_ones_are_counted_apart(app: Flask) -> None:
    declare(app, target=TARGETS)
    with at_work(app):
        assert count_target("visits", in_days(-1), 64) and count_target("schools", in_days(-1), 32)
        assert count_target("visits", in_days(-1), 65)  # counted again on the same day: it takes the first one's place
        assert not count_target("gone", in_days(0), 1)
        found = {one.key: (one.value, one.number, one.reach) for one in target_progress()}
        assert found == {"visits": (65, 100, None), "schools": (32, 40, 40)}
        assert [one.key for one in target_progress(["schools"])] == ["schools"]
        db.session.rollback()


@pytest.mark.both_databases
def test_the_latest_figure_stands_whoever_gave_it(world: World) -> None:
    declare(world.app, target=TARGETS)
    with at_work(world.app):
        count_target("visits", in_days(-10), 50, "From the registers")
        db.session.commit()
    worker = world.browser("worker")
    worker.submit(
        f"{AT}/targets/visits", {"value": "58", "note": "Counted by hand", **typed_day("on_date", in_days(-2))}
    )
    text = worker.get(f"{AT}/targets/visits").text
    assert "58 of 100 attendances" in text and "From the registers" in text and "Counted by hand" in text
    assert "These are counted apart" in text
    assert {row.how for row in rows(world.app, TargetFigure)} == {"counted", "typed"}


def test_tomorrow_is_not_counted(world: World) -> None:
    declare(world.app, target=TARGETS)
    typed = {"value": "58", **typed_day("on_date", in_days(1))}
    answer = world.browser("worker").submit(f"{AT}/targets/visits", typed)
    assert answer.status_code == 400 and "That day is still to come." in answer.text


def test_whoever_only_follows_plans_types_nothing_in(world: World) -> None:
    declare(world.app, target=TARGETS)
    assert "Type in how far it is" not in world.browser("decision_maker").get(f"{AT}/targets/visits").text


def test_a_target_that_ended_keeps_its_figures_and_its_reason(world: World) -> None:
    declare(world.app, target=TARGETS)
    worker = world.browser("worker")
    worker.submit(f"{AT}/targets/visits", {"value": "58"})
    worker.submit(f"{AT}/targets/visits/end", {"why": "Counted otherwise now."})
    text = worker.get(f"{AT}/targets/visits").text
    assert "Counted otherwise now." in text and "58 of 100" in text and "Type in how far it is" not in text
    with at_work(world.app):
        assert not count_target("visits", in_days(0), 70)
