"""What a term is about: themes of several sets, a lead partner, things made together; a theme in use is not lost unseen
(N47, N54).
"""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.people.models import Organisation
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.participation_in_governance.links import public_outputs, public_terms
from plugins.participation_in_governance.models import AgendaLine, Output, ProgrammeTerm
from tests.plugins.influence.working import at_work
from tests.plugins.meetings.evenings import said
from tests.plugins.meetings.planting import PlanMeeting, read
from tests.plugins.participation_in_governance.planting import AUTUMN, HOME, SPRING, add, choose, say

ABOUT = {"title": "Getting about safely", "title_easy": "Be safe", "about": "How we get to school.", "is_public": "y"}


@pytest.fixture
def autumn(terms: dict[str, UUID], sets: None) -> UUID:
    return terms[AUTUMN]


def edit(id: UUID) -> str:
    return f"{HOME}terms/{id}/edit"


def test_themes_of_three_sets_at_once_and_a_lead_partner(
    app: Flask, worker: PageClient, autumn: UUID, world: World
) -> None:
    (partner,) = add(app, Organisation(kind="service", name="Street services"))
    typed = ABOUT | {"themes_plan": ["plan:safe"], "themes_city": ["city:green"], "themes_rights": ["rights:12"]}
    assert worker.submit(edit(autumn), typed | {"partner_id": str(partner)}).status_code == 302
    (row,) = read(app, ProgrammeTerm)
    assert row.themes == ["plan:safe", "city:green", "rights:12"]
    page = said(world.browser("young_person"), f"{HOME}terms/{autumn}")
    for words in ("Getting about safely", "Safe lives", "Green city", "Article 12", "Street services"):
        assert words in page


def test_the_council_can_narrow_the_sets(app: Flask, worker: PageClient, autumn: UUID) -> None:
    choose(app, theme_sets=["city"])
    page = worker.get(edit(autumn)).text
    assert "Green city" in page and "Safe lives" not in page


def test_until_it_is_public_it_is_for_staff(app: Flask, world: World, autumn: UUID) -> None:
    say(app, autumn, title="A secret plan", about="Not yet.")
    assert "A secret plan" in world.browser("worker").get(f"{HOME}terms/{autumn}").text
    for role in ("young_person", "decision_maker"):
        page = world.browser(role).get(f"{HOME}terms/{autumn}")
        assert page.status_code == 200 and "A secret plan" not in page.text and "Not yet." not in page.text


def test_a_theme_in_use_is_not_taken_off_unseen(
    app: Flask, worker: PageClient, autumn: UUID, plan: PlanMeeting
) -> None:
    row = say(app, autumn, themes=["plan:safe", "city:green"])
    plan("council", on=date(2030, 10, 1), themes=["plan:safe"])
    add(app, AgendaLine(programme_term_id=row, title="Buses", themes=["plan:safe"]))
    answer = worker.submit(edit(autumn), {"themes_plan": [], "themes_city": ["city:green"]})
    assert answer.status_code == 409
    for words in ("A theme that you took off is in use", "1 planned meeting", "1 item of the term&#39;s agenda"):
        assert words in answer.text
    assert "Nothing has been saved yet" in answer.text
    assert read(app, ProgrammeTerm)[0].themes == ["plan:safe", "city:green"], "nothing is lost before somebody says so"
    worker.submit(edit(autumn), {"themes_plan": [], "themes_city": ["city:green"], "sure": "y"})
    assert read(app, ProgrammeTerm)[0].themes == ["city:green"]


def test_a_theme_that_nothing_depends_on_just_goes(app: Flask, worker: PageClient, autumn: UUID) -> None:
    say(app, autumn, themes=["plan:safe"])
    assert worker.submit(edit(autumn), {"themes_plan": ["plan:well"]}).status_code == 302
    assert read(app, ProgrammeTerm)[0].themes == ["plan:well"]


def test_a_theme_gone_from_the_councils_list_is_said_with_what_depends_on_it(
    app: Flask, world: World, autumn: UUID, terms: dict[str, UUID]
) -> None:
    say(app, autumn, themes=["plan:gone", "plan:safe"])
    page = said(world.browser("worker"), f"{HOME}standing?term={autumn}")
    assert "A theme is gone from the council's lists: gone" in page and f"the theme of {AUTUMN}" in page


def test_two_who_write_at_once_lose_nothing(app: Flask, worker: PageClient, autumn: UUID) -> None:
    say(app, autumn, title="First")
    answer = worker.submit(edit(autumn), {"title": "Mine", "version": "0"})
    assert answer.status_code == 409 and "Somebody else changed this while you typed." in answer.text
    assert read(app, ProgrammeTerm)[0].title == "First"


def test_something_made_together_from_plan_to_proof(app: Flask, worker: PageClient, world: World, autumn: UUID) -> None:
    say(app, autumn, title="Streets", is_public=True)
    new = f"{HOME}terms/{autumn}/outputs/new"
    refused = worker.submit(new, {"title": ""})
    assert refused.status_code == 400 and "Give it a name, such as" in refused.text
    assert worker.submit(new, {"title": "Safer streets plan", "made_by": ["council"]}).status_code == 302
    (made,) = read(app, Output)
    public = world.browser("young_person")
    assert "Safer streets plan" not in public.get(f"{HOME}terms/{autumn}").text
    done = {"state": "done", "changed_what": "Two crossings.", "is_public": "y"}
    worker.submit(f"{HOME}outputs/{made.id}", done)
    page = said(public, f"{HOME}terms/{autumn}")
    assert "Safer streets plan" in page and "Done" in page and "Two crossings." in page
    wrong = worker.submit(f"{HOME}outputs/{made.id}", {"link": "ftp://example.org"})
    assert wrong.status_code == 400 and "Start with https:// or http://." in wrong.text
    asked = said(worker, f"{HOME}outputs/{made.id}/remove")
    assert "If it will only not be made, say so instead" in asked
    worker.submit(f"{HOME}outputs/{made.id}/remove")
    assert not read(app, Output)


def test_only_those_who_plan_write(world: World, autumn: UUID) -> None:
    for role in ("practitioner", "young_person", "decision_maker"):
        assert world.browser(role).get(edit(autumn)).status_code == 404


def test_another_councils_term_is_not_here(app: Flask, world: World, terms: dict[str, UUID]) -> None:
    there = world.browser("worker", "brackwell")
    assert there.get(f"/brackwell/programme/terms/{terms[SPRING]}").status_code == 404
    assert there.get(f"/brackwell/programme/terms/{terms[SPRING]}/edit").status_code == 404


def test_reports_name_only_what_everybody_may_read_now(app: Flask, autumn: UUID) -> None:
    row = say(app, autumn, title="Streets", is_public=True)
    shown, inside = add(
        app,
        Output(programme_term_id=row, title="Shown", is_public=True),
        Output(programme_term_id=row, title="Inside"),
    )
    with at_work(app):
        assert [link.title for link in public_outputs([shown, inside]).values()] == ["Shown"]
        assert [link.title for link in public_terms([row]).values()] == [f"{AUTUMN}: Streets"]
    choose(app, public_page=False)
    with at_work(app):
        assert not public_outputs([shown]) and not public_terms([row])
