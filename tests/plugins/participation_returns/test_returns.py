"""You said, we did: written by a team, sent once, looked at, asked again, accepted, taken to the group on its day."""

import pytest

from core.clock import local_today
from core.db import db
from core.notify.models import Message
from core.people.models import Organisation
from core.safeguarding.models import Concern
from core.testing.apps import World
from plugins.groups.models import BoardDate
from plugins.participation_returns import telling
from plugins.participation_returns.models import Return, ReturnStep
from tests.plugins.participation_returns.planting import (
    AT,
    WORDS,
    choose,
    practitioners_team,
    receiving_group,
    the_return,
    write,
)
from tests.plugins.standards.planting import at_work, audit_of, in_days, person_of, rows, team, typed_day


def told(world: World, notice: str) -> list[object]:
    """Who was told of it."""
    return [row.person_id for row in rows(world.app, Message) if row.notice == notice]


@pytest.mark.both_databases
def test_a_return_goes_its_whole_way(world: World) -> None:
    choose(world.app)
    sits = receiving_group(world.app)
    practitioners_team(world)
    write(world)
    row = the_return(world.app)
    assert (row.status, row.sent_on) == ("sent", local_today()) and person_of(world, "worker") in told(
        world, telling.SENT
    )
    worker, here = world.browser("worker"), f"{AT}/{row.id}"
    assert "Letters in plain words" in worker.get(f"{AT}/queue").text
    worker.submit(here, action="/look")
    worker.submit(f"{here}/ask", {"question": "How do you know?"})
    mine = world.browser("practitioner")
    assert "Asked again: Letters in plain words" in mine.get("/ashdown/home").text
    assert "How do you know?" in mine.get(here).text and told(world, telling.ASKED) == [row.written_by_id]
    mine.submit(f"{here}/edit", {"difference": "31 of 40 came.", "send": "yes"})
    worker.submit(here, action="/accept")
    worker.submit(f"{here}/day", {"sitting": str(sits)})
    assert the_return(world.app).to_group_on == in_days(20)
    worker.submit(here, action="/take")
    assert the_return(world.app).status == "taken" and told(world, telling.ACCEPTED) == [row.written_by_id]
    assert [one.kind for one in rows(world.app, ReturnStep)].count("send") == 2


def test_sent_twice_it_is_one(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    mine = world.browser("practitioner")
    page = mine.get(f"{AT}/new").text
    hidden = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")
    }
    for _ in range(2):
        answer = mine.post(f"{AT}/new", data=WORDS | hidden | _organisation(world) | {"send": "yes"})
        assert answer.status_code == 302
    assert "This return was sent already, and it is one return. Nothing was added." in mine.get(answer.location).text
    assert [one.kind for one in rows(world.app, ReturnStep)] == ["begun", "send"]
    assert len(told(world, telling.SENT)) == 1


def _organisation(world: World) -> dict[str, str]:
    (row,) = rows(world.app, Organisation, name="Night team")
    return {"organisation": str(row.id)}


def test_the_same_words_of_a_colleague_are_that_return(world: World) -> None:
    choose(world.app)
    organisation = practitioners_team(world)
    write(world)
    answer = write(world, "worker", organisation=str(organisation), you_said="the letters are  TOO long.")
    text = world.browser("worker").get(answer.location)
    assert text.status_code == 200 and len(rows(world.app, Return)) == 1
    assert len([one for one in rows(world.app, ReturnStep) if one.kind == "begun"]) == 1


def test_the_same_words_again_lead_to_the_return_that_is_there(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    write(world)
    mine = world.browser("practitioner")
    again = mine.submit(f"{AT}/new", WORDS | {"send": "yes"})
    assert str(again.location).endswith(str(the_return(world.app).id))
    assert "Your team has a return with the same words this year: it stands below." in mine.get(again.location).text


def test_a_draft_is_the_teams_alone(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    write(world, send=False)
    row = the_return(world.app)
    assert row.status == "draft" and world.browser("worker").get(f"{AT}/{row.id}").status_code == 404
    assert "Letters in plain words" not in world.browser("worker").get(f"{AT}/queue?status=all").text


def test_another_team_and_another_council_do_not_find_it(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    write(world)
    row = the_return(world.app)
    for role in ("young_person", "parent_carer", "decision_maker", "local_admin"):
        assert world.browser(role).get(f"{AT}/{row.id}").status_code == 404, role
    assert world.browser("worker", "brackwell").get(f"/brackwell/returns/{row.id}").status_code == 404
    with at_work(world.app):
        other = db.session.get(Return, row.id)
        assert other is not None
        other.organisation_id, other.written_by_id = team_of_others(), None
        db.session.commit()
    assert world.browser("practitioner").get(f"{AT}/{row.id}").status_code == 404


def team_of_others() -> object:
    """A team of which nobody here is staff, in the open scope."""
    row = Organisation(kind="service", name="Day team")
    db.session.add(row)
    db.session.flush()
    return row.id


def test_members_of_the_group_read_what_was_accepted_for_them(world: World) -> None:
    choose(world.app)
    receiving_group(world.app, person_of(world, "decision_maker"))
    practitioners_team(world)
    write(world)
    row, member = the_return(world.app), world.browser("decision_maker")
    assert member.get(f"{AT}/{row.id}").status_code == 404
    world.browser("worker").submit(f"{AT}/{row.id}", action="/accept")
    assert "The letters are too long." in member.get(f"{AT}/{row.id}").text
    assert "Letters in plain words" in member.get("/ashdown/groups/receivers").text


def test_steps_out_of_turn_are_refused_in_words(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    write(world)
    row, worker = the_return(world.app), world.browser("worker")
    worker.submit(f"{AT}/{row.id}", action="/accept")
    mine = world.browser("practitioner")
    page = mine.get(f"{AT}/{row.id}").text
    assert "Take it back" not in page
    token = mine.get(f"{AT}/new").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    text = mine.post(f"{AT}/{row.id}/withdraw", data={"csrf_token": token}, follow_redirects=True).text
    assert "It was accepted and is not the team’s alone any more. Nothing was changed" in text
    assert mine.get(f"{AT}/{row.id}/edit", follow_redirects=True).text.count("sent already") == 1
    assert the_return(world.app).status == "accepted"


def test_a_return_can_be_taken_back_before_it_is_accepted(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    write(world)
    row, mine = the_return(world.app), world.browser("practitioner")
    mine.submit(f"{AT}/{row.id}", action="/withdraw")
    assert the_return(world.app).status == "withdrawn"
    assert "Nothing waits" in world.browser("worker").get(f"{AT}/queue").text


def test_it_goes_on_one_day_that_is_to_come(world: World) -> None:
    choose(world.app)
    receiving_group(world.app)
    practitioners_team(world)
    write(world)
    row, worker = the_return(world.app), world.browser("worker")
    worker.submit(f"{AT}/{row.id}", action="/accept")
    refused = worker.submit(f"{AT}/{row.id}/day", {})
    assert refused.status_code == 400 and "Choose one day. Nothing was changed." in refused.text
    past = worker.submit(f"{AT}/{row.id}/day", typed_day("other", in_days(-1)))
    assert past.status_code == 400 and "That day is over." in past.text
    worker.submit(f"{AT}/{row.id}/day", typed_day("other", in_days(3)))
    assert the_return(world.app).to_group_on == in_days(3)
    assert "Take to the group: Letters in plain words" in worker.get("/ashdown/home").text


def test_a_cancelled_day_is_said(world: World) -> None:
    choose(world.app)
    sits = receiving_group(world.app)
    practitioners_team(world)
    write(world)
    row, worker = the_return(world.app), world.browser("worker")
    worker.submit(f"{AT}/{row.id}", action="/accept")
    worker.submit(f"{AT}/{row.id}/day", {"sitting": str(sits)})
    with at_work(world.app):
        db.session.scalars(db.select(BoardDate).where(BoardDate.id == sits)).one().cancelled = True
        db.session.commit()
    assert "That day is cancelled: choose another" in worker.get(f"{AT}/{row.id}").text


def test_whoever_has_no_team_is_told_what_to_do(world: World) -> None:
    choose(world.app)
    mine = world.browser("practitioner")
    assert "Your own record names no team or provider" in mine.get(f"{AT}/").text
    organisation = team(world.app, "Their team")
    audit_of(world.app, organisation, owner_id=person_of(world, "practitioner"))
    assert "Their team" in mine.get(f"{AT}/").text  # whoever looks after a team's audit writes its returns


def test_a_return_rests_on_a_record_of_another_part(world: World) -> None:
    choose(world.app)
    sits = receiving_group(world.app)
    practitioners_team(world)
    mine = world.browser("practitioner")
    assert mine.get(f"{AT}/new?plugin=groups&kind=board&id={sits}").status_code == 404
    assert mine.get(f"{AT}/new?plugin=groups&kind=board&id=nonsense").status_code == 404


def test_what_was_said_goes_past_the_word_screen(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    before = len(rows(world.app, Concern))
    write(world, you_said="My stepdad hits me every night.")
    assert len(rows(world.app, Concern)) == before + 1
