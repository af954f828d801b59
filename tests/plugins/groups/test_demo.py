"""Demonstrations of the five councils: plausible groups, something to see for every role, nothing twice."""

from collections import Counter
from datetime import date

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.load import Size, load
from core.demo.people import person_id
from core.people.models import Person
from core.people.rules import age_on
from core.web.house import house
from plugins.groups.models import Group, Membership
from plugins.groups.rules import Ages

TODAY = date(2026, 11, 21)
WITHOUT_GROUPS = {"lincolnshire", "lancashire"}  # their documents name no group for young people


@pytest.fixture(scope="module")
def shown(real_councils: Flask) -> Flask:
    """The five councils with a demonstration."""
    list(load(real_councils, Size(people=40), TODAY))
    return real_councils


def test_the_young_person_with_an_account_is_in_two_groups_that_fit(shown: Flask) -> None:
    with shown.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                young = person_id(authority.slug, "young_person")
                age = age_on(db.session.scalars(db.select(Person).where(Person.id == young)).one(), TODAY)
                mine = db.session.scalars(
                    db.select(Group)
                    .join(Membership, Membership.group_id == Group.id)
                    .where(Membership.person_id == young)
                ).all()
                assert len(mine) == (0 if authority.slug in WITHOUT_GROUPS else 2), authority.slug
                assert age and all(group.ages.holds(age) for group in mine), authority.slug


def test_the_parent_and_the_practitioner_are_in_a_group_where_there_is_one(shown: Flask) -> None:
    found = Counter[str]()
    with shown.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                for role in ("parent_carer", "practitioner"):
                    person = person_id(authority.slug, role)
                    mine = db.select(Group.participants).join(Membership, Membership.group_id == Group.id)
                    found.update(db.session.scalars(mine.where(Membership.person_id == person)))
    assert found == {"parents_carers": 1, "staff": 2}


def test_the_posts_of_a_group_are_filled(shown: Flask) -> None:
    with shown.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                for group in db.session.scalars(db.select(Group)).all():
                    asked = db.select(Membership.role).where(
                        Membership.group_id == group.id, Membership.status == "active"
                    )
                    roles = Counter(db.session.scalars(asked))
                    for post in group.posts:
                        assert roles[str(post["role"])] == post["number"], group.key


def test_a_demonstration_adds_no_group_to_what_the_file_declares(shown: Flask) -> None:
    with shown.app_context():
        for authority in house().authorities.all():
            declared = authority.file.plugins["groups"].content.get("group", [])
            with authority_scope(authority.id):
                made = set(db.session.scalars(db.select(Group.key)))
            assert made == {group["key"] for group in declared}, authority.slug


def test_a_few_members_stand_a_little_outside_the_ages(shown: Flask) -> None:
    found = Counter[bool]()
    with shown.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                found.update(_fits())
    assert 0 < found[False] < found[True] / 4


def _fits() -> list[bool]:
    """For each young member of a group that states its ages: is theirs inside?"""
    rows = db.session.execute(
        db.select(Group, Person)
        .join(Membership, Membership.group_id == Group.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.supports.is_(False), Group.participants == "young_people")
    ).all()
    stated = [(group.ages, age_on(person, TODAY)) for group, person in rows if group.ages != Ages(rule=group.age_rule)]
    return [ages.holds(age) for ages, age in stated if age is not None]


def test_loading_again_makes_nothing(shown: Flask) -> None:
    assert [(done.new_people, done.planted) for done in load(shown, Size(people=40), TODAY)] == [(0, 0)] * 5
