"""An adult who is kept from a child: every page that they can reach is walked, and the child is on none of them."""

import re
from collections.abc import Iterable
from uuid import UUID

import pytest

from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.safeguarding.practice import must_not_collect
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.groups.models import Group, Membership

CHILD = "Zuleika Thorne"
MOST = 150  # pages of one walk
AWAY = ("sign-out", "/language/", "/reading/", "look.css")


def scope() -> authority_scope:
    found = house().authorities.find("ashdown")
    assert found is not None
    return authority_scope(found.id, write=True)


def family(world: World) -> tuple[UUID, UUID]:
    """The parent and the child of the world, checked, both in one group of families; the child is ten."""
    ids = [world.people["ashdown", role].person_id for role in ("parent_carer", "young_person")]
    parent, child = (one for one in ids if one is not None)
    with world.app.app_context(), scope():
        row = db.session.scalars(db.select(Person).where(Person.id == child)).one()
        row.name, row.born_on = CHILD, local_today().replace(year=local_today().year - 10, day=1)
        values = {"kind": "parent", "parental_responsibility": True, "emergency_contact": True}
        db.session.add(Relationship(child_id=child, adult_id=parent, verified_on=local_today(), **values))
        group = Group(key="families", name="Families")
        db.session.add(group)
        db.session.flush()
        db.session.add_all(Membership(group_id=group.id, person_id=one) for one in (parent, child))
        db.session.commit()
    return parent, child


def flag(world: World, **flags: bool) -> None:
    with world.app.app_context(), scope():
        row = db.session.scalars(db.select(Relationship)).one()
        for name, value in flags.items():
            setattr(row, name, value)
        db.session.commit()


def walk(browser: PageClient, more: Iterable[str]) -> dict[str, str]:
    """Every page that links lead to from the home page, and `more`: by address."""
    todo, seen = ["/ashdown/home", "/ashdown/me/", *more], dict[str, str]()
    while todo and len(seen) < MOST:
        address = todo.pop(0)
        if address in seen or any(part in address for part in AWAY):
            continue
        answer = browser.get(address, follow_redirects=True)
        seen[address] = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        todo += [link for link in re.findall(r'href="(/ashdown/[^"#?]*)', seen[address]) if link not in seen]
    return seen


def leaks(pages: dict[str, str], child: UUID) -> list[str]:
    return sorted(address for address, said in pages.items() if "Zuleika" in said or str(child) in said)


@pytest.mark.parametrize("flags", [{"no_contact": True}, {"court_order": True}])
def test_no_page_of_theirs_shows_the_child_or_a_trace(world: World, flags: dict[str, bool]) -> None:
    _, child = family(world)
    parent = world.browser("parent_carer")
    direct = (f"/ashdown/me/children/{child}/", f"/ashdown/people/{child}/")
    before = walk(parent, [])
    assert "/ashdown/me/" in leaks(before, child) and f"/ashdown/me/children/{child}/" in before
    flag(world, **flags)
    after = walk(parent, direct)
    assert len(after) > 10
    assert [address for address in leaks(after, child) if after[address] != after[direct[1]]] == []
    assert parent.get(direct[0]).status_code == 404
    told = " ".join(after.values()).lower()
    assert "kept away" not in told and "no contact" not in told and "court order" not in told


def test_whoever_looks_after_the_evening_is_told_by_name_and_an_ended_link_still_counts(world: World) -> None:
    parent, child = family(world)
    with world.app.app_context(), scope():
        assert must_not_collect([child]) == {}
    flag(world, no_contact=True, ends_on=local_today().replace(year=2020, day=1))
    with world.app.app_context(), scope():
        [one] = must_not_collect([child])[child]
        assert (one.adult_id, one.name) == (parent, "Parent carer Tester")
