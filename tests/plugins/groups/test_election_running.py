"""Running an election as staff: from the first form to members with a term of office, or to calling it off."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from core.audit import Filter, entries
from core.clock import ZONE, local_today
from core.db import authority_scope, db, utcnow
from core.testing.apps import World, add_account, sign_in_as
from core.testing.browsing import PageClient
from core.testing.pages import Page, text
from plugins.groups.elections.declaring import vacancies
from plugins.groups.models import Candidate, Constituency, Election, Group, Membership
from tests.plugins.groups.electing import (
    HOUR,
    School,
    election,
    enrolled,
    on_roll,
    school,
    slips,
    stored,
    struck_off,
)
from tests.plugins.groups.planting import Plant, council_id

LIST = "/ashdown/groups/manage/forum/elections/"
NAMES = ("Asha Marlowe", "Ben Holt", "Cai Penn", "Dee Lund")


@pytest.fixture
def larkfield(app: Flask, plant: Plant) -> School:
    return school(app, plant("forum", name="Forum"), *NAMES)


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def colleague(app: Flask) -> PageClient:
    """A second worker, who checks what the first counted."""
    with app.app_context():
        who = add_account("worker", name="Colleague Tester")
    browser = app.test_client()
    assert isinstance(browser, PageClient)
    sign_in_as(browser, who)
    return browser


@pytest.fixture
def staff(worker: PageClient, colleague: PageClient) -> tuple[PageClient, PageClient]:
    """The two of them."""
    return worker, colleague


def days(on: date) -> list[str]:
    """A date as its three boxes."""
    return [str(on.day), str(on.month), str(on.year)]


def typed(larkfield: School, **changes: Any) -> dict[str, Any]:
    """A good form for an election, with changes."""
    today = local_today()
    return {
        "organisation_id": str(larkfield.id),
        "places": "2",
        "role": "Member",
        "who_may_vote": "Everybody in Years 5 and 6",
        "how": "both",
        "tie_rule": "lot",
        "stand_on": days(today + timedelta(days=7)),
        "stand_at": "4pm",
        "opens_on": days(today + timedelta(days=8)),
        "opens_at": "9am",
        "closes_on": days(today + timedelta(days=9)),
        "closes_at": "3:30pm",
        "term_from": days(today + timedelta(days=10)),
        "term_to": days(today + timedelta(days=375)),
    } | changes


def hidden(html: str, *names: str) -> dict[str, str]:
    """Fields of a page that nobody sees."""
    return {name: html.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in names}


def said(answer: Any) -> str:
    """What a page says."""
    return text(Page(answer.text).root)


def after(browser: PageClient, url: str, action: str, **values: Any) -> str:
    """Send one of the page's forms; what the next page says."""
    browser.submit(url, values, action=action)
    return said(browser.get(url))


def candidates(larkfield: School, held: UUID) -> dict[str, Candidate]:
    """Candidates by name."""
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        rows = db.session.scalars(db.select(Candidate).where(Candidate.election_id == held)).all()
        for row in rows:
            db.session.refresh(row)
        db.session.expunge_all()
        return {row.name: row for row in rows}


def counted(larkfield: School, held: UUID, **votes: int) -> dict[str, str]:
    """A count of papers as the form sends it: `papers`, `spoilt`, and votes by first name."""
    by_first = {name.split()[0].lower(): str(one.id) for name, one in candidates(larkfield, held).items()}
    plain = {"papers": "0", "spoilt": "0"} | {f"votes_{id}": "0" for id in by_first.values()}
    return plain | {f"votes_{by_first[k]}" if k in by_first else k: str(number) for k, number in votes.items()}


@pytest.mark.both_databases
def test_an_election_is_written_down_and_its_body_added(larkfield: School, worker: PageClient) -> None:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        db.session.execute(db.delete(Constituency))
        db.session.commit()
    answer = worker.submit(LIST + "new", typed(larkfield))
    assert answer.status_code == 302
    page = said(worker.get(answer.location))
    assert "Larkfield Primary elects 2" in page
    assert "By lot, drawn in front of witnesses" in page
    assert "Not started" in said(worker.get(LIST))
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        assert db.session.scalar(db.select(Constituency.places)) == 2
        made = db.session.scalars(db.select(Election)).one()
        here = made.closes_at.astimezone(ZONE)
        assert (here.hour, here.minute) == (15, 30)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"closes_on": days(date(2099, 1, 1)), "opens_on": days(date(2099, 1, 2))}, "Voting closes before it opens."),
        ({"stand_on": days(date(2099, 1, 1))}, "Voting opens before the time to stand is over."),
        ({"term_to": days(date(2020, 1, 1))}, "The term of office ends before it begins."),
        ({"opens_on": days(date(2099, 3, 29)), "opens_at": "1:30"}, "does not exist that night. Choose another time."),
        ({"closes_on": days(date(2020, 1, 1)), "opens_on": days(date(2019, 1, 1))}, "This time is over already"),
        ({"stand_at": "tea time"}, "Enter a time like 4:30pm or 16:30"),
        ({"places": "0"}, "Type a whole number from 1 to 50"),
        ({"organisation_id": ""}, "Choose the school, group or service that elects."),
        ({"who_may_vote": ""}, "Say who may vote"),
        ({"opens_on": ["", "", ""]}, "Say when voting opens."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    larkfield: School, worker: PageClient, changes: dict[str, Any], says: str
) -> None:
    answer = worker.submit(LIST + "new", typed(larkfield, **changes))
    assert answer.status_code == 400
    assert says in said(answer)
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        assert db.session.scalar(db.select(Election.id)) is None


def test_a_colleagues_change_meanwhile_is_shown(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "draft")
    url = larkfield.run(held) + "change"
    fields = hidden(worker.get(url).text, "csrf_token", "version")
    assert worker.submit(url, typed(larkfield, places="3")).status_code == 302
    answer = worker.post(url, data=typed(larkfield, places="1") | fields)
    assert answer.status_code == 409
    assert "Somebody else changed this election while you typed" in said(answer)
    assert stored(larkfield, held).places == 3


@pytest.mark.both_databases
def test_candidates_are_named_and_stand_only_by_their_own_yes(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "draft")
    run = larkfield.run(held)
    assert "Candidates can stand now." in after(worker, run, "/start")
    find = run + "candidates/add?words=asha"
    assert worker.submit(find, action="/candidates/add/").status_code == 302
    page = said(worker.get(run))
    assert "Asha Marlowe is asked." in page
    assert "Has not answered yet" in page
    assert "named already" in said(worker.get(find))


def test_nobody_is_named_once_voting_is_open_or_over(larkfield: School, worker: PageClient) -> None:
    for state in ("voting", "closed"):
        held = election(larkfield, state, standing=NAMES[:2])
        worker.submit(larkfield.run(held) + "candidates/add?words=cai", action="/candidates/add/")
        assert "The time to stand is over, so nobody can be added." in said(worker.get(larkfield.run(held)))
        assert set(candidates(larkfield, held)) == set(NAMES[:2])


def test_no_vote_where_the_places_are_enough(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe",), asked=("Ben Holt",), opens_at=utcnow())
    page = said(worker.get(larkfield.run(held)))
    assert "No more stand than there are places, so nobody has to vote." in page
    after(worker, larkfield.run(held), "/declare")
    assert stored(larkfield, held).state == "declared"
    assert _members(larkfield) == {"Asha Marlowe"}
    assert "nobody had to vote" in said(worker.get(larkfield.page(held)))


def test_more_time_to_stand_where_nobody_had_to_vote(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "standing", opens_at=utcnow())
    run = larkfield.run(held)
    page = said(worker.get(run))
    assert "Nobody stands" in page
    assert "Declare the result" not in page
    worker.submit(run + "change", typed(larkfield))
    assert stored(larkfield, held).state == "standing"
    assert stored(larkfield, held).opens_at > utcnow()


@pytest.mark.both_databases
def test_the_clock_opens_and_closes_with_nobody_pressing(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "standing", standing=NAMES[:3], asked=NAMES[3:], places=2, how="screen")
    run, opens = larkfield.run(held), stored(larkfield, held).opens_at
    assert "Candidates can stand until" in said(worker.get(run))
    with time_machine.travel(opens + timedelta(seconds=1)):
        assert "Voting is open" in said(worker.get(run))
        standing = [one for one in candidates(larkfield, held).values() if one.state == "standing"]
        assert sorted(one.position for one in standing) == [1, 2, 3]
        assert "4 young people are on the roll by name" in said(worker.get(run))
    with time_machine.travel(stored(larkfield, held).closes_at):
        assert "Next: settle the tie" in said(worker.get(run))
    assert stored(larkfield, held).state == "counted"
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        moves = list(entries(Filter(action="groups.election_moved"), 9))
        assert len(moves) == 3
        assert all(one.by_user_id is None for one in moves), "the clock did it, not whoever looked"


def test_open_and_close_now_change_the_times_to_what_happened(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "standing", standing=NAMES[:3])
    run, planned = larkfield.run(held), stored(larkfield, held)
    assert "Voting is open now, until" in after(worker, run, "/open")
    opened = stored(larkfield, held)
    assert opened.opens_at < planned.opens_at and opened.stand_until <= opened.opens_at
    assert "Voting is closed." in after(worker, run, "/close")
    assert stored(larkfield, held).closes_at < planned.closes_at
    assert "This election has moved on meanwhile." in _again(worker, run + "open", run)


def test_voting_opens_only_where_there_is_something_to_choose(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe",))
    assert "Open voting now" not in said(worker.get(larkfield.run(held)))
    assert "Nobody has to vote yet" in _again(worker, larkfield.run(held) + "open", larkfield.run(held))
    assert stored(larkfield, held).state == "standing"


def test_codes_are_shown_once_and_only_hashes_kept(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, standing=NAMES[:2])
    url = larkfield.run(held) + "codes"
    sheet = worker.submit(url, {"number": "3"})
    found = [one.text for one in Page(sheet.text).all("strong") if (one.get("class") or "") == "letter__letters"]
    assert len(set(found)) == 3
    assert "<svg" in sheet.text
    assert not [code for code in found if code in worker.get(url).text]
    assert "3 codes are printed so far" in said(worker.get(url))
    assert "3 codes that nobody had used work no more." in after(worker, url, "/codes/back")
    assert "0 codes are printed" in said(worker.get(url))


def test_a_form_for_codes_sent_twice_makes_them_once(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, standing=NAMES[:2])
    url = larkfield.run(held) + "codes"
    fields = hidden(worker.get(url).text, "csrf_token", "once")
    sheets = [worker.post(url, data=fields | {"number": "5"}).text for _ in range(2)]
    codes = [[one.text for one in Page(sheet).all("strong")] for sheet in sheets]
    assert codes[0] == codes[1]
    assert "5 codes are printed so far" in said(worker.get(url))


@pytest.mark.parametrize("number", ["0", "401", "many", ""])
def test_how_many_codes_has_a_limit(larkfield: School, worker: PageClient, number: str) -> None:
    held = election(larkfield, standing=NAMES[:2])
    assert worker.submit(larkfield.run(held) + "codes", {"number": number}).status_code == 400


def test_papers_are_printed_in_the_order_of_the_lot(larkfield: School, worker: PageClient) -> None:
    held = election(larkfield, standing=("Cai Penn", "Asha Marlowe"))
    rows = [text(one) for one in Page(worker.get(larkfield.run(held) + "papers").text).all("th")]
    assert rows == ["Cai Penn", "Asha Marlowe"] * 2
    early = election(larkfield, "standing", standing=("Cai Penn",))
    assert worker.get(larkfield.run(early) + "papers").status_code == 302


@pytest.mark.both_databases
def test_papers_are_counted_by_one_and_checked_by_another(
    larkfield: School, worker: PageClient, colleague: PageClient
) -> None:
    held = election(larkfield, "closed", standing=NAMES[:2])
    run = larkfield.run(held)
    first = counted(larkfield, held, papers=12, spoilt=1, asha=7, ben=4)
    worker.submit(run + "count", first)
    assert "You entered the first count. Now somebody else checks it." in said(worker.get(run))
    assert worker.get(run + "check").status_code == 302
    assert "Somebody else has to check them." in said(worker.get(run))
    assert "7" not in _values(colleague.get(run + "check").text), "the first count is not shown to the checker"
    wrong = colleague.submit(run + "check", counted(larkfield, held, papers=12, spoilt=1, asha=6, ben=5))
    assert wrong.status_code == 409
    assert "The two counts differ" in said(wrong)
    assert "Asha Marlowe76" in said(wrong)
    assert stored(larkfield, held).state == "closed"
    assert "Both counts agree." in _sent(colleague, run + "check", first, run)
    assert stored(larkfield, held).state == "counted"
    assert candidates(larkfield, held)["Asha Marlowe"].elected is True
    late = worker.get(run + "count")
    assert late.status_code == 302


def test_the_counter_cannot_check_by_going_round_the_page(
    larkfield: School, worker: PageClient, colleague: PageClient
) -> None:
    held = election(larkfield, "closed", standing=NAMES[:2])
    run, first = larkfield.run(held), counted(larkfield, held, papers=1, asha=1)
    colleague.submit(run + "count", first)
    token = hidden(worker.get(run + "check").text, "csrf_token")
    worker.submit(run + "count", first)  # now this worker is the counter
    worker.post(run + "check", data=first | token)
    assert stored(larkfield, held).state == "closed"


@pytest.mark.parametrize(
    ("votes", "says"),
    [
        ({"papers": 3, "asha": 4}, "more votes than there are good papers"),
        ({"papers": 3, "asha": 2, "ben": 2}, "more votes than these papers can hold"),
        ({"papers": 1, "spoilt": 2}, "more spoilt papers than papers"),
        ({"papers": -1}, "Type a whole number, 0 for none."),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    larkfield: School, worker: PageClient, votes: dict[str, int], says: str
) -> None:
    held = election(larkfield, "closed", standing=NAMES[:2])
    answer = worker.submit(larkfield.run(held) + "count", counted(larkfield, held, **votes))
    assert answer.status_code == 400
    assert says in said(answer)
    assert stored(larkfield, held).counted_by is None


def test_more_votes_than_the_roll_is_a_warning(larkfield: School, worker: PageClient, colleague: PageClient) -> None:
    held = election(larkfield, "closed", standing=NAMES[:2])
    slips(larkfield, held, 3)
    _counted_by_two(larkfield, held, worker, colleague, papers=4, asha=4)
    assert "There are more votes (4) than people and codes on the roll (3)." in said(worker.get(larkfield.run(held)))


@pytest.mark.parametrize("rule", ["lot", "group"])
def test_a_tie_is_settled_by_lot_or_by_the_group(
    larkfield: School, worker: PageClient, colleague: PageClient, rule: str
) -> None:
    held = _tied(larkfield, worker, colleague, rule)
    run = larkfield.run(held)
    assert "Asha Marlowe, Ben Holt have equally many votes" in said(worker.get(run))
    assert "A tie is still to be settled." in _again(worker, run + "declare", run)
    ids = {name: str(one.id) for name, one in candidates(larkfield, held).items()}
    both = worker.submit(run + "tie", {"chosen": [ids["Asha Marlowe"], ids["Ben Holt"]], "tie_note": "The head"})
    assert "Choose 1: that is how many places are left. You chose 2." in said(both)
    assert worker.submit(run + "tie", {"chosen": ids["Ben Holt"], "tie_note": ""}).status_code == 400
    worker.submit(run + "tie", {"chosen": ids["Ben Holt"], "tie_note": "The head teacher was there."})
    after(worker, run, "/declare")
    assert _members(larkfield) == {"Ben Holt"}
    assert "The head teacher was there." in said(worker.get(larkfield.page(held)))


def test_those_who_tied_can_share_the_place(larkfield: School, worker: PageClient, colleague: PageClient) -> None:
    held = _tied(larkfield, worker, colleague, "share")
    run = larkfield.run(held)
    worker.submit(run + "tie", {"tie_note": "Asha until Easter, then Ben. Agreed with both and the school council."})
    after(worker, run, "/declare")
    assert _members(larkfield) == {"Asha Marlowe", "Ben Holt"}


@pytest.mark.both_databases
def test_those_who_tied_can_be_voted_on_again(larkfield: School, worker: PageClient, colleague: PageClient) -> None:
    held = _tied(larkfield, worker, colleague, "vote_again")
    soon = local_today() + timedelta(days=3)
    times = {"opens_on": days(soon), "opens_at": "9am", "closes_on": days(soon), "closes_at": "3pm"}
    answer = worker.submit(larkfield.run(held) + "tie", times)
    again = UUID(answer.location.rstrip("/").rpartition("/")[2])
    assert again != held
    assert set(candidates(larkfield, again)) == {"Asha Marlowe", "Ben Holt"}
    assert candidates(larkfield, again)["Ben Holt"].statement == "Vote for Ben Holt!"
    assert stored(larkfield, again).places == 1
    after(worker, larkfield.run(held), "/declare")
    assert stored(larkfield, held).state == "declared"
    assert _members(larkfield) == set()


@pytest.mark.both_databases
def test_declaring_makes_members_with_a_term_of_office(
    larkfield: School, worker: PageClient, colleague: PageClient
) -> None:
    term = {"term_from": date(2026, 12, 1), "term_to": date(2099, 11, 30), "role": "Youth MP"}
    held = election(larkfield, "closed", standing=NAMES[:2], **term)
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        gone = Membership(group_id=larkfield.group_id, person_id=larkfield.pupils["Asha Marlowe"], status="left")
        gone.left_on, gone.term_to = date(2024, 7, 1), date(2024, 7, 31)
        db.session.add(gone)
        db.session.commit()
    _counted_by_two(larkfield, held, worker, colleague, papers=5, asha=4, ben=1)
    assert "The result is declared" in after(worker, larkfield.run(held), "/declare")
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        one = db.session.scalars(db.select(Membership)).one()
        assert (one.status, one.role, one.route, one.left_on) == ("active", "Youth MP", "election", None)
        assert (one.term_from, one.term_to, one.for_organisation_id) == (*list(term.values())[:2], larkfield.id)
        assert db.session.get_one(Group, larkfield.group_id).member_count == 1
    assert "Asha Marlowe" in said(worker.get("/ashdown/groups/manage/forum/members/"))
    assert "This election has moved on meanwhile." in _again(worker, larkfield.run(held) + "void", larkfield.run(held))


@pytest.mark.parametrize(
    ("votes", "shown"),
    [
        ({"papers": 12, "asha": 7, "ben": 5}, True),
        ({"papers": 9, "asha": 5, "ben": 4}, False),
        ({"papers": 12, "asha": 12}, False),
    ],
)
def test_figures_are_public_only_where_they_tell_of_nobody(
    larkfield: School, staff: tuple[PageClient, PageClient], client: PageClient, votes: dict[str, int], shown: bool
) -> None:
    worker, papers = staff[0], votes["papers"]
    held = election(larkfield, "closed", standing=NAMES[:2])
    slips(larkfield, held, 20)
    _counted_by_two(larkfield, held, *staff, **votes)
    before = said(client.get(larkfield.page(held)))
    assert "Asha" not in before
    assert "Elected:" not in before
    after(worker, larkfield.run(held), "/declare")
    page = said(client.get(larkfield.page(held)))
    assert "Elected: Asha Marlowe" in page
    assert ("Ben Holt5" in page) is shown
    assert (f"{papers} of 20 who could vote did." in page) is shown
    assert ("it could tell how somebody voted" in page) is not shown


def test_calling_off_says_why_and_stops_votes(larkfield: School, worker: PageClient, client: PageClient) -> None:
    held = election(larkfield, standing=NAMES[:2])
    (code,) = slips(larkfield, held, 1)
    run = larkfield.run(held)
    assert worker.submit(run + "void", {"void_why": ""}).status_code == 400
    worker.submit(run + "void", {"void_why": "The school is closed because of a flood."})
    assert "The school is closed because of a flood." in said(client.get(larkfield.page(held)))
    assert "This election was called off." in said(client.submit("/ashdown/groups/vote", {"code": code}))
    assert struck_off(larkfield, held) == 0


def test_a_by_election_is_offered_when_somebody_elected_leaves(larkfield: School, worker: PageClient) -> None:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        values = {"route": "election", "for_organisation_id": larkfield.id, "term_to": date(2099, 7, 31)}
        for name, status in (("Asha Marlowe", "active"), ("Ben Holt", "left")):
            person = larkfield.pupils[name]
            db.session.add(Membership(group_id=larkfield.group_id, person_id=person, status=status, **values))
        db.session.commit()
    assert "Larkfield Primary: a place is free" in said(worker.get(LIST))
    form = worker.get(f"{LIST}new?body={larkfield.id}").text
    inputs = {one.get("id"): one for one in Page(form).all("input")}
    assert inputs["by_election"].get("checked") is not None
    assert inputs["places"].get("value") == "1"
    election(larkfield, "standing", by_election=True)
    assert "a place is free" not in said(worker.get(LIST))
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        assert vacancies(db.session.get_one(Group, larkfield.group_id)) == []


def test_who_runs_an_election(larkfield: School, app: Flask, world: World, plant: Plant) -> None:
    held = election(larkfield, "closed", standing=NAMES[:2])
    run = larkfield.run(held)
    assert world.browser("worker").get(run).status_code == 200
    admin = world.browser("local_admin")
    assert "Asha Marlowe" not in admin.get(run).text, "a local admin runs it without seeing its people"
    assert "Who stands is shown only to those who may see" in said(admin.get(run))
    for part in ("count", "candidates/add", "papers", "tie"):
        assert admin.get(run + part).status_code == 404
    for role in ("practitioner", "safeguarding_lead", "decision_maker", "young_person", "parent_carer"):
        assert world.browser(role).get(run).status_code == 404
    there = world.browser("worker", "brackwell")
    assert there.get(run.replace("ashdown", "brackwell")).status_code == 404
    other = plant("other")
    assert world.browser("worker").get(run.replace("forum", "other")).status_code == 404, other


def test_the_returning_officer_runs_their_own_body_and_no_other(app: Flask, world: World, plant: Plant) -> None:
    officer = world.people["ashdown", "practitioner"].person_id
    mine = school(app, plant("forum", listing="hidden", members_hidden=True), *NAMES, officer=officer)
    held = election(mine, "standing", standing=NAMES[:1])
    browser = world.browser("practitioner")
    assert "Asha Marlowe" in browser.get(mine.run(held)).text
    stranger = world.people["ashdown", "young_person"].person_id
    found = browser.get(mine.run(held) + "candidates/add?words=young").text
    assert str(stranger) not in found, "only young people of the body"
    assert world.browser("worker").get(mine.run(held)).status_code == 404, "a worker who may not see the group"
    other = school(app, plant("other"), "Nia Far")
    theirs = election(other, "standing", standing=["Nia Far"])
    assert browser.get(other.run(theirs)).status_code == 404, "an election of another body"


def test_home_pages_say_what_an_election_needs(
    larkfield: School, world: World, worker: PageClient, colleague: PageClient
) -> None:
    me = world.people["ashdown", "young_person"].person_id
    assert me is not None
    enrolled(larkfield, me)
    held = election(larkfield, standing=NAMES[:2])
    on_roll(larkfield, held, me)
    assert "You can vote" in said(world.browser("young_person").get("/ashdown/home"))
    _set(larkfield, held, closes_at=utcnow(), opens_at=utcnow() - HOUR, stand_until=utcnow() - HOUR)
    assert "Count the papers of an election" in said(worker.get("/ashdown/home"))
    assert "You can vote" not in said(world.browser("young_person").get("/ashdown/home"))
    worker.get(larkfield.run(held))
    worker.submit(larkfield.run(held) + "count", counted(larkfield, held, papers=2, asha=1, ben=1))
    assert "Check the count of papers" in said(colleague.get("/ashdown/home"))
    assert "Check the count of papers" not in said(worker.get("/ashdown/home"))
    colleague.submit(larkfield.run(held) + "check", counted(larkfield, held, papers=2, asha=1, ben=1))
    assert "Settle a tie in an election" in said(worker.get("/ashdown/home"))


def _tied(larkfield: School, worker: PageClient, colleague: PageClient, rule: str) -> UUID:
    held = election(larkfield, "closed", standing=NAMES[:3], tie_rule=rule)
    _counted_by_two(larkfield, held, worker, colleague, papers=4, asha=2, ben=2)
    return held


def _counted_by_two(larkfield: School, held: UUID, one: PageClient, other: PageClient, **votes: int) -> None:
    count = counted(larkfield, held, **votes)
    assert one.submit(larkfield.run(held) + "count", count).status_code == 302
    assert other.submit(larkfield.run(held) + "check", count).status_code == 302
    assert stored(larkfield, held).state == "counted"


def _members(larkfield: School) -> set[str]:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        active = db.select(Membership.person_id).where(Membership.status == "active")
        ids = set(db.session.scalars(active))
    return {name for name, id in larkfield.pupils.items() if id in ids}


def _set(larkfield: School, held: UUID, **values: Any) -> None:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        for name, value in values.items():
            setattr(db.session.get_one(Election, held), name, value)
        db.session.commit()


def _again(browser: PageClient, url: str, back: str) -> str:
    """Send a button's form that the page does not show any more; what the next page says."""
    token = hidden(browser.get("/ashdown/home").text, "csrf_token")
    browser.post(url, data=token | {"void_why": "Too late"})
    return said(browser.get(back))


def _sent(browser: PageClient, url: str, values: dict[str, str], back: str) -> str:
    browser.submit(url, values)
    return said(browser.get(back))


def _values(html: str) -> set[str]:
    return {one.get("value") or "" for one in Page(html).all("input") if one.get("type") != "hidden"}
