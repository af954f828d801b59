"""What a council's file declares: refused where it makes no sense, applied once, and staff's changes left alone."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError

from core.authority.load import load_folder
from core.authority.plan import diff
from core.db import db
from core.plugging.registry import Plugins
from plugins.standards.content import StandardsContent
from plugins.standards.models import Action, AuditQuestion, Target
from tests.plugins.standards.planting import FORM, PLAN, at_work, declare, rows

REAL = Path(__file__).resolve().parents[3] / "authorities"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"target": [{"key": "a", "title": "A", "number": 4}]}, "A target needs its unit"),
        ({"target": [{"key": "a", "title": "A", "number": 4, "unit": "x", "denominator": 9}]}, "go together"),
        ({"target": [{"key": "a", "title": "A", "number": 4, "unit": "x", "plan": "gone"}]}, "not declared: gone"),
        ({"plan": [PLAN | {"actions": [{"key": "a", "priority": "gone", "title": "A"}]}]}, "not declared: gone"),
        ({"plan": [PLAN, PLAN]}, "plan key used twice: plan"),
        ({"audit": [FORM | {"levels": []}]}, "declare levels"),
        ({"audit": [FORM | {"sections": []}]}, "section that is not declared: space"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(content: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        StandardsContent.model_validate(content)


def test_an_action_that_counts_something_says_what() -> None:
    bad = PLAN | {"actions": [{"key": "a", "priority": "heard", "title": "A", "number": 3}]}
    with pytest.raises(ValidationError, match="A target needs its unit"):
        StandardsContent.model_validate({"plan": [bad]})


def test_applied_twice_nothing_changes_and_how_an_action_goes_is_no_drift(app: Flask) -> None:
    declare(app, plan=[PLAN], audit=[FORM])
    wanted = StandardsContent.model_validate({"plan": [PLAN], "audit": [FORM]}).declared()
    with at_work(app) as council:
        action = db.session.scalars(db.select(Action)).one()
        action.status, action.owner_post = "doing", "Head of Youth Services"
        db.session.flush()
        assert diff(wanted, StandardsContent.current(council), wanted).lines() == []
        action.title = "Visit every school twice"
        db.session.flush()
        assert diff(wanted, StandardsContent.current(council), wanted).lines() == [
            "drift action plan/visit (changed by hand: title)"
        ]


def test_a_question_is_retired_from_the_file_and_stays_with_its_years(app: Flask) -> None:
    declare(app, audit=[FORM])
    questions = [FORM["questions"][0] | {"asked_until": 2024}, FORM["questions"][1]]  # type: ignore[index]
    declare(app, audit=[FORM | {"questions": questions}])
    assert [row.asked_until for row in rows(app, AuditQuestion, key="asked")] == [2024]


def test_a_target_hangs_on_its_plan_and_priority(app: Flask) -> None:
    declare(
        app,
        plan=[PLAN],
        target=[{"key": "t", "title": "T", "number": 40, "unit": "schools", "plan": "plan", "priority": "heard"}],
    )
    (target,) = rows(app, Target)
    assert target.plan_id and target.priority_id and target.unit == "schools"


def _declared(slug: str) -> StandardsContent:
    installed = Plugins.installed()
    content = load_folder(REAL / slug, installed.models, installed.requires).content["standards"]
    assert isinstance(content, StandardsContent)
    return content


def test_nottinghams_targets_are_a_total_and_its_different_ones() -> None:
    found = {one.key: (one.number, one.unit, one.beside) for one in _declared("nottingham").target}
    assert found["primary-parliament-attendances"] == (100, "school attendances", "primary-parliament-schools")  # N55
    assert found["primary-parliament-schools"] == (40, "schools", "primary-parliament-attendances")
    assert [one.key for one in _declared("nottingham").charter] == [
        "children-and-young-people", "parents-and-carers", "in-care-and-care-leavers",
    ]  # fmt: skip


def test_lancashires_eight_priorities_are_a_plan() -> None:
    (plan,) = _declared("lancashire").plan
    assert [one.source for one in plan.priorities] == [f"LA{number}" for number in range(49, 57)]
    assert {one.priority for one in plan.actions} == {one.key for one in plan.priorities}


def test_each_council_has_what_its_document_has() -> None:
    wolverhampton, lincolnshire = _declared("wolverhampton"), _declared("lincolnshire")
    assert {one.source for one in wolverhampton.charter[0].promises} >= {f"W{number}" for number in range(18, 33)}
    assert [len(one.sections) for one in wolverhampton.audit] == [7] and wolverhampton.audit[0].questions == ()  # W26
    assert {one.key: one.kinds for one in lincolnshire.audit} == {
        "annual-participation-audit": ("service", "provider"), "joint-evaluation-toolkit": ("provider",),
    }  # fmt: skip
    assert len(_declared("nottinghamshire").plan[0].actions) == 14
