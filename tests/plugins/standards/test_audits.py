"""Audits: last year beside, saved and sent once, questions that go without losing answers, each team its own."""

from typing import Any
from uuid import UUID

import pytest

from core.clock import local_today
from core.db import db
from core.safeguarding.models import Concern
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.standards.audits import rounds
from plugins.standards.models import Audit, AuditAnswer, AuditForm, AuditQuestion
from tests.plugins.standards.planting import (
    AT,
    FORM,
    at_work,
    audit_of,
    declare,
    in_days,
    person_of,
    rows,
    team,
    typed_day,
)

WHOLE = {"c0": "daily", "w0": "A box at the door", "y0": "They do ask.", "w1": "The opening hours", "send": "yes"}
NOW = local_today().year


def begun(world: World, **columns: Any) -> tuple[UUID, UUID]:
    """(audit of this year, team): the practitioner's own."""
    declare(world.app, audit=[FORM])
    organisation = team(world.app, member=person_of(world, "practitioner"))
    return audit_of(world.app, organisation, **columns), organisation


@pytest.mark.both_databases
def test_it_is_saved_and_sent_by_staff_of_its_team(world: World) -> None:
    id, _ = begun(world)
    mine = world.browser("practitioner")
    assert "Fill in: Yearly audit" in mine.get("/ashdown/home").text
    mine.submit(f"{AT}/audits/{id}", {"w1": "Half of it"})
    assert rows(world.app, Audit)[0].state == "open" and "Half of it" in mine.get(f"{AT}/audits/{id}").text
    mine.submit(f"{AT}/audits/{id}", WHOLE)
    (row,) = rows(world.app, Audit)
    assert (row.state, row.sent_on) == ("sent", local_today())
    text = mine.get(f"{AT}/audits/{id}").text
    assert "What was sent stands." in text and "A box at the door" in text and "<textarea" not in text


def test_what_needs_an_answer_is_asked_for_before_it_is_sent(world: World) -> None:
    id, _ = begun(world)
    answer = world.browser("practitioner").submit(f"{AT}/audits/{id}", {"w1": "Typed", "send": "yes"})
    assert answer.status_code == 400 and "This question needs an answer before the audit is sent." in answer.text
    assert "Typed" in answer.text and rows(world.app, AuditAnswer) == []


def test_sent_twice_it_is_sent_once(world: World) -> None:
    id, _ = begun(world)
    mine = world.browser("practitioner")
    page = mine.get(f"{AT}/audits/{id}").text
    hidden = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "version")
    }
    mine.post(f"{AT}/audits/{id}", data=WHOLE | hidden)
    again = mine.post(f"{AT}/audits/{id}", data=WHOLE | hidden | {"w1": "Other words"}, follow_redirects=True)
    assert "This audit was sent already, and what was sent stands. Nothing was added." in again.text
    assert "Other words" not in [row.words for row in rows(world.app, AuditAnswer)]


def test_two_who_save_at_once_lose_nothing_silently(world: World) -> None:
    id, _ = begun(world)
    mine, worker = world.browser("practitioner"), world.browser("worker")
    page = mine.get(f"{AT}/audits/{id}").text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    worker.submit(f"{AT}/audits/{id}", {"w1": "Theirs"})
    clash = mine.submit(f"{AT}/audits/{id}", {"w1": "Mine", "version": version})
    assert clash.status_code == 409 and "Somebody else saved this audit since you opened the page." in clash.text
    assert "Mine" in clash.text and [row.words for row in rows(world.app, AuditAnswer)] == ["Theirs"]


def test_last_year_stands_beside_this_year(world: World) -> None:
    id, organisation = begun(world)
    audit_of(world.app, organisation, NOW - 1, due_on=in_days(-300))
    last = rows(world.app, Audit, year=NOW - 1)[0]
    mine = world.browser("practitioner")
    mine.submit(f"{AT}/audits/{last.id}", WHOLE | {"w1": "What it was then", "next_steps": "Ask the night shift"})
    text = mine.get(f"{AT}/audits/{id}").text
    assert f"{NOW - 1}</p>" in text and "What it was then" in text and "Ask the night shift" in text


def test_another_teams_audit_is_not_there(world: World) -> None:
    declare(world.app, audit=[FORM])
    other = audit_of(world.app, team(world.app, "Day team"))
    mine = world.browser("practitioner")
    assert mine.get(f"{AT}/audits/{other}").data == mine.get("/ashdown/mistyped").data
    assert world.browser("young_person").get(f"{AT}/audits/{other}").status_code == 404
    assert world.browser("worker", "brackwell").get(f"/brackwell/standards/audits/{other}").status_code == 404
    assert world.browser("worker").get(f"{AT}/audits/{other}").status_code == 200


def test_pupils_of_a_school_are_no_staff_of_it(world: World) -> None:
    declare(world.app, audit=[FORM | {"kinds": ["school"]}])
    school = team(world.app, "Hill School", "school", person_of(world, "young_person"))
    assert world.browser("young_person").get(f"{AT}/audits/{audit_of(world.app, school)}").status_code == 404


@pytest.mark.both_databases
def test_a_question_with_answers_stays_with_its_years(world: World) -> None:
    _, organisation = begun(world)
    last = audit_of(world.app, organisation, NOW - 1)
    mine, worker = world.browser("practitioner"), world.browser("worker")
    mine.submit(f"{AT}/audits/{last}", WHOLE)
    (question,) = rows(world.app, AuditQuestion, key="changed")
    asked = worker.get(f"{AT}/audits/questions/{question.id}/remove").text
    assert f"1 answer of {NOW - 1} hangs on it. They stay with their years" in asked
    assert f"1 answer of {NOW - 1} hangs on it." in worker.get(f"{AT}/audits/questions/{question.id}").text
    worker.submit(f"{AT}/audits/questions/{question.id}/remove")
    (kept,) = rows(world.app, AuditQuestion, key="changed")
    with at_work(world.app):
        now = rounds.this_year(db.session.scalars(db.select(AuditForm)).one())
    assert kept.asked_until == (now if now == NOW - 1 else now - 1)
    assert "The opening hours" in mine.get(f"{AT}/audits/{last}").text
    assert "Questions of earlier years" in worker.get(f"{AT}/audits/forms/audit").text


def test_a_question_without_answers_goes(world: World) -> None:
    declare(world.app, audit=[FORM])
    worker = world.browser("worker")
    (question,) = rows(world.app, AuditQuestion, key="changed")
    assert "Nobody has answered it yet." in worker.get(f"{AT}/audits/questions/{question.id}/remove").text
    worker.submit(f"{AT}/audits/questions/{question.id}/remove")
    assert [row.key for row in rows(world.app, AuditQuestion)] == ["asked"]


def test_a_round_is_opened_once_for_every_team(world: World) -> None:
    declare(world.app, audit=[FORM])
    team(world.app)
    worker = world.browser("worker")
    here = f"{AT}/audits/forms/audit/round"
    refused = worker.submit(here, typed_day("due_on", in_days(0)))
    assert refused.status_code == 400 and "Choose a day that is still to come." in refused.text
    worker.submit(here, typed_day("due_on", in_days(30)))
    number = len(rows(world.app, Audit))
    assert number == 2 and "Night team" in worker.get(here).text  # the council's own service and the night team
    assert "Open the round" not in worker.get(here).text
    with at_work(world.app):
        assert rounds.open_audits(db.session.scalars(db.select(AuditForm)).one()) == 0


def test_a_sent_audit_is_opened_again_by_those_who_run_audits(world: World) -> None:
    id, _ = begun(world)
    world.browser("practitioner").submit(f"{AT}/audits/{id}", WHOLE)
    worker = world.browser("worker")
    worker.submit(f"{AT}/audits/{id}", action="/again")
    assert rows(world.app, Audit)[0].state == "open" and len(rows(world.app, AuditAnswer)) == 2


def test_a_form_is_worded_on_screen_and_its_levels_keep_their_meaning(world: World) -> None:
    id, _ = begun(world)
    world.browser("practitioner").submit(f"{AT}/audits/{id}", WHOLE)
    worker: PageClient = world.browser("worker")
    worker.submit(f"{AT}/audits/forms/audit/edit", {"levels": "Not yet\nBegun\nEvery day"})
    (form,) = rows(world.app, AuditForm)
    assert [level["key"] for level in form.levels] == ["not-yet", "begun", "daily"]
    assert "<strong>Every day</strong>" in worker.get(f"{AT}/audits/{id}").text
    worker.submit(f"{AT}/audits/forms/audit/questions/new", {"words": "Who answers for it?", "kind": "text"})
    assert rows(world.app, AuditQuestion, key="who-answers-for-it")


def test_a_level_needs_a_form_with_levels(world: World) -> None:
    bare = FORM | {"levels": [], "questions": []}
    declare(world.app, audit=[bare])
    answer = world.browser("worker").submit(
        f"{AT}/audits/forms/audit/questions/new", {"words": "Ready?", "kind": "level"}
    )
    assert answer.status_code == 400 and "The form has no levels." in answer.text


def test_what_young_people_say_of_it_goes_past_the_word_screen(world: World) -> None:
    id, _ = begun(world)
    before = len(rows(world.app, Concern))
    world.browser("practitioner").submit(f"{AT}/audits/{id}", WHOLE | {"y0": "My stepdad hits me every night."})
    assert len(rows(world.app, Concern)) == before + 1
