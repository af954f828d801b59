"""Voting: signed in and with a code, once each, in secret, only while voting is open."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.audit import Filter, entries
from core.db import authority_scope, db, utcnow
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page, text
from core.users.tries import FREE
from plugins.groups.elections import casting
from plugins.groups.models import Candidate, Election, Voter
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
    tallies,
)
from tests.plugins.groups.planting import Plant, council_id

CODE_PAGE = "/ashdown/groups/vote"


@pytest.fixture
def larkfield(app: Flask, plant: Plant) -> School:
    return school(app, plant("forum", name="Forum"), "Asha Marlowe", "Ben Holt", "Cai Penn")


@pytest.fixture
def held(larkfield: School) -> UUID:
    """An election with two candidates for one place, open for votes."""
    return election(larkfield, standing=("Asha Marlowe", "Ben Holt"))


@pytest.fixture
def pupil(world: World, larkfield: School, held: UUID) -> PageClient:
    """Somebody on the roll, signed in."""
    person = world.people["ashdown", "young_person"].person_id
    assert person is not None
    enrolled(larkfield, person)
    on_roll(larkfield, held, person)
    return world.browser("young_person")


def id_of(larkfield: School, held: UUID, name: str) -> str:
    """The candidate's id, as the ballot sends it."""
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app, larkfield.council)):
        wanted = db.select(Candidate.id).where(Candidate.election_id == held, Candidate.name == name)
        return str(db.session.scalar(wanted))


def sent(browser: PageClient, html: str, **values: object) -> str:
    """Send the form of a page that a POST showed, with these values; what the next page says."""
    form = [one for one in Page(html).all("form") if "/vote" in (one.get("action") or "")][-1]
    hidden = {one.get("name", ""): one.get("value", "") for one in form.iter("input") if one.get("type") == "hidden"}
    return browser.post(form.get("action", ""), data={**hidden, **values}, follow_redirects=True).text


def opened(browser: PageClient, code: str, page: str = CODE_PAGE) -> str:
    """The page that a code opens."""
    return browser.submit(page, {"code": code}).text


@pytest.mark.both_databases
def test_a_pupil_votes_signed_in(larkfield: School, held: UUID, pupil: PageClient) -> None:
    ballot = larkfield.page(held, "/vote")
    assert "Vote now" in pupil.get(larkfield.page(held)).text
    shown = pupil.get(ballot).text
    assert "Vote for Asha Marlowe!" in shown
    look = pupil.submit(ballot, {"choices": id_of(larkfield, held, "Asha Marlowe")}).text
    assert "Is this your vote?" in look
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 0, "": 0}, "looking is not casting"
    assert "Your vote is counted. Thank you!" in sent(pupil, look, cast="1")
    assert tallies(larkfield, held) == {"Asha Marlowe": 1, "Ben Holt": 0, "": 0}
    assert struck_off(larkfield, held) == 1
    assert "Vote now" not in pupil.get(larkfield.page(held)).text


@pytest.mark.both_databases
def test_a_class_votes_one_after_the_other_on_one_tablet(larkfield: School, held: UUID, client: PageClient) -> None:
    first, second = slips(larkfield, held, 2)
    for code, name in ((first, "Ben Holt"), (second.lower().replace("-", " "), "Asha Marlowe")):
        look = sent(client, opened(client, code), choices=id_of(larkfield, held, name))
        done = sent(client, look, cast="1")
        assert "Your vote is counted. Thank you!" in done
        assert "Type the code from your piece of paper" in done, "ready for the next child"
        assert name not in done
    assert tallies(larkfield, held) == {"Asha Marlowe": 1, "Ben Holt": 1, "": 0}


def test_nobody_may_be_chosen(larkfield: School, held: UUID, pupil: PageClient) -> None:
    look = pupil.submit(larkfield.page(held, "/vote"), {"choices": "nobody"}).text
    assert "you do not want to choose anybody" in look
    sent(pupil, look, cast="1")
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 0, "": 1}
    assert struck_off(larkfield, held) == 1


def test_a_voter_can_change_it_before_it_counts(larkfield: School, held: UUID, pupil: PageClient) -> None:
    look = pupil.submit(larkfield.page(held, "/vote"), {"choices": id_of(larkfield, held, "Ben Holt")}).text
    again = sent(pupil, look, again="1", choices=id_of(larkfield, held, "Ben Holt"))
    ticked = [one for one in Page(again).all("input") if one.get("checked") is not None]
    assert [one.get("value") for one in ticked] == [id_of(larkfield, held, "Ben Holt")]
    assert struck_off(larkfield, held) == 0


@pytest.mark.both_databases
def test_a_second_vote_and_the_same_one_sent_twice_change_nothing(
    larkfield: School, held: UUID, pupil: PageClient
) -> None:
    ballot = larkfield.page(held, "/vote")
    look = pupil.submit(ballot, {"choices": id_of(larkfield, held, "Ben Holt")}).text
    asha = id_of(larkfield, held, "Asha Marlowe")
    assert "Your vote is counted" in sent(pupil, look, cast="1")
    assert "Your vote is already counted. It counts once" in sent(pupil, look, cast="1")
    assert "Your vote is already counted. It counts once" in sent(pupil, look, cast="1", choices=asha)
    assert pupil.get(ballot).status_code == 302
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 1, "": 0}


def test_a_code_works_once(larkfield: School, held: UUID, client: PageClient) -> None:
    (code,) = slips(larkfield, held, 1)
    look = sent(client, opened(client, code), choices=id_of(larkfield, held, "Ben Holt"))
    sent(client, look, cast="1")
    assert "With this code somebody has voted already." in opened(client, code)
    assert "Your vote is already counted" in sent(client, look, cast="1")
    assert tallies(larkfield, held)["Ben Holt"] == 1


def test_a_wrong_code_and_one_of_another_council_open_nothing(
    app: Flask, plant: Plant, larkfield: School, held: UUID, client: PageClient
) -> None:
    there = school(app, plant("far", authority="brackwell"), "Nia Far", "Oz Far", council="brackwell")
    (code,) = slips(there, election(there, standing=("Nia Far", "Oz Far")), 1)
    for wrong in (code, "BCDF-GHJ-KMN", "what is a code"):
        answer = client.submit(CODE_PAGE, {"code": wrong})
        assert answer.status_code == 400
        assert "We do not know this code." in answer.text
        assert "Far" not in answer.text
    assert "Nia Far" in opened(client, code, "/brackwell/groups/vote")


def test_a_code_of_another_election_counts_nothing_in_this_one(
    larkfield: School, held: UUID, client: PageClient
) -> None:
    other = election(larkfield, standing=("Ben Holt", "Cai Penn"))
    (code,) = slips(larkfield, other, 1)
    answer = sent(client, opened(client, code), choices=id_of(larkfield, held, "Asha Marlowe"))
    assert "does not stand in this election" in answer
    assert struck_off(larkfield, other) == struck_off(larkfield, held) == 0
    forged = sent(client, opened(client, code), choices=id_of(larkfield, held, "Asha Marlowe"), cast="1")
    assert "does not stand in this election" in forged
    assert tallies(larkfield, held)["Asha Marlowe"] == 0


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ([], "Choose somebody, or choose"),
        (["Asha Marlowe", "nobody"], "You chose somebody and nobody at once."),
        (["Asha Marlowe", "Ben Holt"], "You can choose 1 person. You chose more."),
        (["not an id"], "does not stand in this election"),
        (["Asha Marlowe", "Asha Marlowe"], "You can choose 1 person."),
    ],
)
def test_a_ballot_that_cannot_be_is_explained_and_nothing_is_counted(
    larkfield: School, held: UUID, pupil: PageClient, choices: list[str], says: str
) -> None:
    typed = [id_of(larkfield, held, one) if " " in one and one != "not an id" else one for one in choices]
    answer = pupil.submit(larkfield.page(held, "/vote"), {"choices": typed})
    assert answer.status_code == 400
    assert says in text(Page(answer.text).root)
    assert struck_off(larkfield, held) == 0


def test_as_many_as_there_are_places(larkfield: School, client: PageClient) -> None:
    held = election(larkfield, standing=("Asha Marlowe", "Ben Holt", "Cai Penn"), places=2)
    (code,) = slips(larkfield, held, 1)
    names = [id_of(larkfield, held, name) for name in ("Asha Marlowe", "Cai Penn", "Ben Holt")]
    too_many = sent(client, opened(client, code), choices=names)
    assert "You can choose up to 2 people. You chose more." in too_many
    look = sent(client, opened(client, code), choices=names[:2])
    sent(client, look, cast="1", choices=names[:2])
    assert tallies(larkfield, held) == {"Asha Marlowe": 1, "Ben Holt": 0, "Cai Penn": 1, "": 0}


@pytest.mark.both_databases
def test_a_vote_after_closing_is_refused(larkfield: School, held: UUID, pupil: PageClient) -> None:
    look = pupil.submit(larkfield.page(held, "/vote"), {"choices": id_of(larkfield, held, "Ben Holt")}).text
    _closes(larkfield, held)
    answer = sent(pupil, look, cast="1")
    assert "Your vote was not counted. Voting is over." in answer
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 0, "": 0}
    assert struck_off(larkfield, held) == 0


def test_before_voting_opens_a_code_says_when_it_does(larkfield: School, client: PageClient) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe", "Ben Holt"))
    (code,) = slips(larkfield, held, 1)
    assert "You can stand until" in opened(client, code)


def test_whoever_is_not_on_the_roll_finds_no_ballot(larkfield: School, held: UUID, world: World) -> None:
    for role in ("young_person", "worker", "parent_carer"):
        assert world.browser(role).get(larkfield.page(held, "/vote")).status_code == 404


def test_a_ballot_left_open_too_long_is_thrown_away(larkfield: School, held: UUID, client: PageClient) -> None:
    slips(larkfield, held, 1)
    token = client.get(CODE_PAGE).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = client.post(
        f"{CODE_PAGE}/ballot", data={"csrf_token": token, "paper": "forged", "cast": "1"}, follow_redirects=True
    )
    assert "This ballot was open too long. Nothing was counted." in answer.text


def test_many_wrong_codes_make_the_next_wait(larkfield: School, held: UUID, client: PageClient) -> None:
    (code,) = slips(larkfield, held, 1)
    for _ in range(FREE):
        opened(client, "BCDF-GHJ-KMN")
    assert "Too many wrong codes were typed here. Wait 1 minute" in opened(client, code)


def test_nobody_sees_anything_of_the_votes_before_it_is_over(
    larkfield: School, held: UUID, pupil: PageClient, world: World
) -> None:
    look = pupil.submit(larkfield.page(held, "/vote"), {"choices": id_of(larkfield, held, "Ben Holt")}).text
    before = [world.browser("worker").get(larkfield.run(held)).text, pupil.get(larkfield.page(held)).text]
    sent(pupil, look, cast="1")
    assert _without_tokens(world.browser("worker").get(larkfield.run(held)).text) == _without_tokens(before[0])


def test_no_choice_and_no_voter_is_written_down(larkfield: School, held: UUID, pupil: PageClient) -> None:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        before = {entry.id for entry in entries(Filter(), 500)}
    look = pupil.submit(larkfield.page(held, "/vote"), {"choices": id_of(larkfield, held, "Ben Holt")}).text
    sent(pupil, look, cast="1")
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        assert [one.action for one in entries(Filter(), 500) if one.id not in before] == []
    kept = {"authority_id", "id", "election_id", "person_id", "code_hash", "voted"}
    assert set(Voter.__table__.columns.keys()) == kept, "a time or a choice of a voter must never be kept"


@pytest.mark.both_databases
def test_of_sixteen_at_once_one_vote_is_counted(larkfield: School, held: UUID) -> None:
    (line,) = on_roll(larkfield, held, larkfield.pupils["Cai Penn"])
    chosen = UUID(id_of(larkfield, held, "Ben Holt"))
    together = Barrier(16)

    def cast_it(_: int) -> str:
        with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
            together.wait(30)
            said = casting.cast_vote(held, line, [chosen])
            db.session.commit()
            return said

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(cast_it, range(16)))
    assert sorted(answers) == ["before"] * 15 + ["counted"]
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 1, "": 0}


@pytest.mark.both_databases
def test_of_many_voters_at_once_every_vote_is_counted(larkfield: School, held: UUID) -> None:
    people = [larkfield.pupils[name] for name in larkfield.pupils]
    lines = on_roll(larkfield, held, *people)
    (extra,) = _lines_of(larkfield, held, slips(larkfield, held, 1))
    choices: list[list[UUID]] = [[UUID(id_of(larkfield, held, "Ben Holt"))], [], [], []]
    together = Barrier(4)

    def cast_it(place: int) -> str:
        with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
            together.wait(30)
            said = casting.cast_vote(held, [*lines, extra][place], choices[place])
            db.session.commit()
            return said

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(cast_it, range(4))) == ["counted"] * 4
    assert tallies(larkfield, held) == {"Asha Marlowe": 0, "Ben Holt": 1, "": 3}


def test_a_voter_of_another_election_is_not_struck_off_here(larkfield: School, held: UUID, app: Flask) -> None:
    other = election(larkfield, standing=("Ben Holt", "Cai Penn"))
    (line,) = on_roll(larkfield, other, larkfield.pupils["Cai Penn"])
    with app.app_context(), authority_scope(council_id(app), write=True):
        assert casting.cast_vote(held, line, []) == "before"
        assert casting.cast_vote(held, uuid4(), []) == "before"
        db.session.commit()
    assert tallies(larkfield, held)[""] == 0
    assert stored(larkfield, held).blank == 0


def _lines_of(larkfield: School, held: UUID, codes: list[str]) -> list[UUID]:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        wanted = db.select(Voter.id).where(Voter.election_id == held, Voter.code_hash.is_not(None))
        return list(db.session.scalars(wanted))[: len(codes)]


def _closes(larkfield: School, held: UUID) -> None:
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        found = db.session.get_one(Election, held)
        found.closes_at, found.opens_at = utcnow(), utcnow() - HOUR
        db.session.commit()


def _without_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrf_token" not in line]
