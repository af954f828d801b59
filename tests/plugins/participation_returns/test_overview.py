"""Who has handed in what: the audit, returns, evaluations by contract, the commitment; and reminders."""

import pytest

from core.clock import local_today
from core.db import db
from core.notify.models import Message
from core.testing.apps import World
from plugins.participation_returns import telling
from plugins.participation_returns.models import Contract
from plugins.participation_returns.overview import lines
from plugins.standards.models import Audit, Charter, Pledge
from tests.plugins.participation_returns.planting import AT, choose, practitioners_team, write
from tests.plugins.standards.planting import at_work, audit_of, in_days, person_of, rows, team, typed_day

NOW = local_today().year


def missing(world: World) -> dict[str, list[str]]:
    """What each team or provider has not handed in."""
    with at_work(world.app):
        return {line.organisation.name: line.missing(local_today()) for line in lines()}


@pytest.mark.both_databases
def test_a_team_hands_in_audit_return_and_commitment(world: World) -> None:
    choose(world.app)
    organisation = practitioners_team(world)
    assert missing(world)["Night team"] == ["the audit", "a return", "the commitment"]
    write(world)
    audit_of(world.app, organisation, NOW, state="sent", sent_on=in_days(-1))
    (charter,) = rows(world.app, Charter)
    with at_work(world.app):
        db.session.add(Pledge(charter_id=charter.id, body="Night team", pledged_on=in_days(-1)))
        db.session.commit()
    found = missing(world)["Night team"]
    assert "a return" not in found and "the commitment" not in found
    text = world.browser("worker").get(f"{AT}/overview").text
    assert "Night team" in text and "Sends returns" in text


def test_a_provider_is_evaluated_once_a_year_for_each_contract(world: World) -> None:
    choose(world.app)
    provider, worker = team(world.app, "Harbour", "provider"), world.browser("worker")
    for title in ("East", "West"):
        worker.submit(f"{AT}/contracts/new", {"organisation": str(provider), "title": title})
    ended = {"organisation": str(provider), "title": "Old", **typed_day("ends_on", in_days(-1))}
    worker.submit(f"{AT}/contracts/new", ended)
    assert len(rows(world.app, Contract)) == 3
    worker.submit(f"{AT}/contracts", action="/contracts/open")
    worker.submit(f"{AT}/contracts", action="/contracts/open")
    assert "They were open already. Nothing was changed." in worker.get(f"{AT}/contracts").text
    audits = rows(world.app, Audit)
    assert sorted(row.part_title for row in audits) == ["East", "West"] and {row.year for row in audits} == {NOW}
    assert "an evaluation" in missing(world)["Harbour"] and "a return" not in missing(world)["Harbour"]
    for row in audits:
        worker.submit(f"/ashdown/standards/audits/{row.id}", {"w0": "They said a lot", "send": "yes"})
    assert "an evaluation" not in missing(world)["Harbour"]


def test_without_a_form_no_evaluation_is_opened_and_it_says_so(world: World) -> None:
    choose(world.app, evaluation_form="gone")
    worker = world.browser("worker")
    assert "No form of evaluation is chosen yet." in worker.get(f"{AT}/contracts").text
    token = worker.get(f"{AT}/new").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = worker.post(f"{AT}/contracts/open", data={"csrf_token": token}, follow_redirects=True)
    assert "No form of evaluation is chosen, so nothing was opened." in answer.text


def test_those_who_have_not_are_reminded_once_a_day(world: World) -> None:
    choose(world.app)
    practitioners_team(world)
    worker = world.browser("worker")
    for _ in range(2):
        worker.submit(f"{AT}/overview", action="/remind")
    assert [row.person_id for row in rows(world.app, Message) if row.notice == telling.REMIND] == [
        person_of(world, "practitioner")
    ]
    assert "They were reminded today already. Nobody was told twice." in worker.get(f"{AT}/overview").text


def test_a_reminder_that_reaches_nobody_says_so(world: World) -> None:
    choose(world.app)
    team(world.app)
    worker = world.browser("worker")
    worker.submit(f"{AT}/overview", action="/remind")
    assert "Nobody of these teams has an account here." in worker.get(f"{AT}/overview").text


def test_the_overview_costs_the_same_for_many_teams(world: World) -> None:
    choose(world.app)
    asked: list[str] = []
    with at_work(world.app):
        lines()  # what is kept from one question to the next is kept now
        db.event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        lines()
        few = len(asked)
    for number in range(12):
        team(world.app, f"Team {number}")
    with at_work(world.app):
        lines()
        asked.clear()
        assert len(lines()) > 12
        assert len(asked) == few


def test_a_team_sees_its_own_year_on_its_page(world: World) -> None:
    choose(world.app)
    organisation = practitioners_team(world)
    audit_of(world.app, organisation, NOW)
    text = world.browser("practitioner").get(f"{AT}/").text
    assert "Night team" in text and "fill it in by" in text and "not given yet" in text
