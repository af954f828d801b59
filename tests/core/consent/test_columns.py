"""Agreements of many people at once: one statement, the same answers as one by one, on both databases."""

from datetime import date, timedelta

import pytest

from core.clock import local_today
from core.consent import agreed, columns, purposes
from core.consent.models import Competence
from core.consent.reading import all_standings, many_standings, standing_of
from core.db import db
from core.people.models import Person
from core.testing.apps import World
from plugins.groups.models import Group, Membership
from tests.core.consent.conftest import PHOTOS, Count, Open, person, says, stands_in

TODAY = local_today()
CONTACT = "core.contact"


def test_two_hundred_people_are_one_statement(within: Open, count: Count) -> None:
    with within():
        people = [person(f"Child {number:03}", 17) for number in range(200)]
        for one in people[:20]:
            says(one, True)
        with count() as statements:
            found = agreed(people, PHOTOS, "print")
        assert len(statements) == 1, statements
        assert found == frozenset(people[:20])
        with count() as statements:
            cells = columns(people, (PHOTOS, CONTACT))
        assert len(statements) == 1, statements
        assert (cells[people[0]][PHOTOS].words, cells[people[0]][CONTACT].words) == ("print", "Not asked")
        assert (cells[people[0]][PHOTOS].agreed, cells[people[30]][PHOTOS].agreed) == (True, False)


@pytest.mark.both_databases
def test_many_stand_as_each_stands_alone(within: Open) -> None:
    """Every kind of situation, told apart although they are judged together."""
    with within():
        mother, carer = person("Ada Reed", 40, "parent_carer"), person("Bea Moss", 40, "parent_carer")
        people = []
        for years in (4, 9, 12, 13, 14, 15, 16, 17, 18, 24, None):
            for kind in range(6):
                one = person(f"Child {years} {kind}", years)
                people.append(one)
                young = years is None or years < 16
                stands_in(one, mother)
                stands_in(one, carer, kind="carer", parental_responsibility=False, delegated=[PHOTOS])
                if kind in (1, 2, 5):
                    says(one, True, options=["print", "online"])
                if kind in (2, 3, 5) and young:
                    says(one, True, voice="adult", adult_id=mother, options=["print", "face_free"])
                if kind == 3:
                    says(one, False)
                if kind == 5 and young:
                    says(one, False, voice="adult", adult_id=carer)
                if kind == 4:
                    said_on, until = TODAY - timedelta(days=5), TODAY + timedelta(days=90)
                    judged = {"judgement": "competent", "assessed_on": said_on, "review_on": until}
                    db.session.add(Competence(person_id=one, decision=PHOTOS, **judged))
                    says(one, True)
        db.session.commit()
        together = many_standings(people, (PHOTOS, CONTACT))
        assert len({found[PHOTOS].state for found in together.values()}) > 4
        assert len({found[PHOTOS].use for found in together.values()}) > 3
        for one in people:
            assert together[one] == {name: standing_of(one, name) for name in (PHOTOS, CONTACT)}
            assert all_standings(one).keys() == {purpose.name for purpose in purposes()}


@pytest.mark.both_databases
def test_a_birthday_and_a_roughly_known_age_are_told_apart(within: Open) -> None:
    with within():
        today = TODAY if (TODAY.month, TODAY.day) != (2, 29) else TODAY - timedelta(days=1)
        turned = person("Just Sixteen")
        almost = person("Almost Sixteen")
        roughly = person("About Sixteen")
        db.session.get_one(Person, turned).born_on = date(today.year - 16, today.month, today.day)
        db.session.get_one(Person, almost).born_on = date(today.year - 16, today.month, today.day) + timedelta(days=1)
        row = db.session.get_one(Person, roughly)
        row.age_band, row.age_band_said_on = "14-15", TODAY
        for one in (turned, almost, roughly):
            says(one, True)
        found = many_standings((turned, almost, roughly), (PHOTOS,))
        assert {one for one, by_purpose in found.items() if by_purpose[PHOTOS].holds} == {turned}


def test_nobody_and_people_elsewhere_have_no_cells(within: Open) -> None:
    with within("brackwell"):
        theirs = person("Not Ours", 17)
        db.session.commit()
    with within():
        assert columns((theirs,), (PHOTOS,)) == {}
        assert columns((), (PHOTOS,)) == {}
        assert many_standings((theirs,), ()) == {}


def test_a_groups_list_shows_them_to_staff_and_hands_its_members_on(world: World, within: Open) -> None:
    with within():
        group = Group(key="band", name="The Band", status="active")
        one = person("Juno Reed", 17)
        db.session.add(group)
        db.session.flush()
        db.session.add(Membership(group_id=group.id, person_id=one, role="Member"))
        says(one, True)
    browser = world.browser("worker")
    said = browser.get("/ashdown/groups/manage/band/members/").text
    assert 'data-label="Photos"><span class="tag tag--good">print</span>' in said
    assert 'data-label="Messages"><span class="tag tag--neutral">Not asked</span>' in said
    handed = browser.submit("/ashdown/groups/manage/band/members/", action="rounds/new")
    assert "On the list: 1." in handed.text and "Juno Reed" in handed.text
