"""Giving, changing and ending access; two people for a safeguarding lead; every step written down."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.access.roles import GUARDED_ROLE
from core.audit import entries
from core.db import authority_scope, db
from core.people.models import Person
from core.users.accounts import (
    AccessRefused,
    NewAccess,
    add_member,
    end_access,
    give_access,
    member,
    set_roles,
)
from core.users.directory import Wanted, find_members, has_present_lead
from core.users.models import Membership, UserSession
from core.users.role_requests import answer, may_answer, open_requests
from tests.core.users.conftest import Councils

pytestmark = pytest.mark.both_databases


def ben(**other: object) -> NewAccess:
    """Somebody new."""
    return NewAccess(**{"name": "Ben Holt", "roles": frozenset({"worker"}), "username": "ben", **other})  # type: ignore[arg-type]


def actions() -> list[str]:
    """What the audit trail says was done, the latest last."""
    return [entry.action for entry in reversed(entries())]


@pytest.fixture
def admin(ashdown: UUID, hashed: str) -> Membership:
    """A local admin."""
    return add_member(name="Ada Quill", username="ada", roles={"local_admin"}, password_hash=hashed)


@pytest.fixture
def lead(ashdown: UUID, hashed: str) -> Membership:
    """A present safeguarding lead."""
    return add_member(name="Lou Penn", username="lou", roles={GUARDED_ROLE}, password_hash=hashed)


def test_access_waits_for_its_link(admin: Membership) -> None:
    """Somebody given access is not in until they used their link; the giving is on record."""
    given = give_access(ben(), by=admin.user_id)
    assert not given.is_live
    assert given.roles == {"worker"}
    assert actions()[-2:] == ["access.given", "role.given"]


@pytest.mark.parametrize(
    ("new", "field", "said"),
    [
        (ben(username="ada"), "username", "taken here"),
        (ben(username="a@b"), "username", "no @"),
        (ben(username=""), "username", "user name or an e-mail"),
        (ben(roles=frozenset({"operator"})), "roles", "no role operator"),
        (ben(roles=frozenset({"wizard"})), "roles", "no role wizard"),
    ],
)
def test_what_cannot_be_given(admin: Membership, new: NewAccess, field: str, said: str) -> None:
    """Each refusal names its field and says what to do."""
    with pytest.raises(AccessRefused, match=said) as refused:
        give_access(new, by=admin.user_id)
    assert refused.value.field == field


def test_twice_is_refused(admin: Membership) -> None:
    """Somebody who is in the list is found there."""
    give_access(ben(username="", email="ben@holt.example"), by=admin.user_id)
    with pytest.raises(AccessRefused, match="Find them in the list"):
        give_access(ben(username="", email="BEN@holt.example"), by=admin.user_id)


def test_one_email_one_identity(councils: Councils, hashed: str) -> None:
    """In a second council the same e-mail is the same user, called what that council calls them."""
    with authority_scope(councils.ashdown, write=True):
        here = add_member(
            name="Ben Holt", username="ben", email="ben@holt.example", roles={"worker"}, password_hash=hashed
        )
        db.session.commit()
        user_id = here.user_id
    with authority_scope(councils.brackwell, write=True):
        there = give_access(ben(name="Benjamin", username="", email="ben@holt.example"), by=None)
        assert there.user_id == user_id
        assert there.name == "Benjamin"
        assert not there.is_live
        assert {one.name for one in find_members(Wanted()).members} == {"Benjamin"}


def test_another_councils_membership_is_none(councils: Councils, hashed: str) -> None:
    """A local admin cannot reach a member of another council, not even by id."""
    with authority_scope(councils.ashdown, write=True):
        found = add_member(name="Ben Holt", username="ben", roles={"worker"}, password_hash=hashed).id
        db.session.commit()
    with authority_scope(councils.brackwell):
        assert member(found) is None
        assert find_members(Wanted(after=found)).members == ()


def test_nobody_changes_their_own(admin: Membership) -> None:
    """Neither roles nor the end of one's own access."""
    with pytest.raises(AccessRefused, match="their own"):
        set_roles(admin, frozenset({"local_admin", "worker"}), by=admin.user_id)
    with pytest.raises(AccessRefused, match="their own"):
        end_access(admin, by=admin.user_id)


def test_roles_come_and_go_on_record(admin: Membership, asha: Membership) -> None:
    """One line for each role, with the reason."""
    assert not set_roles(asha, frozenset({"practitioner"}), by=admin.user_id, why="new post")
    assert asha.roles == {"practitioner"}
    taken, given = reversed(entries()[:2])
    assert (taken.action, taken.detail, taken.why) == ("role.taken", {"role": "worker"}, "new post")
    assert (given.action, given.detail, given.by_user_id) == ("role.given", {"role": "practitioner"}, admin.user_id)


def test_a_lead_needs_a_leads_yes(admin: Membership, lead: Membership, asha: Membership) -> None:
    """An admin's wish is a request; a present lead's yes gives the role."""
    assert set_roles(asha, frozenset({"worker", GUARDED_ROLE}), by=admin.user_id, why="cover for leave")
    assert asha.roles == {"worker"}
    (asked,) = open_requests()
    assert answer(asked, yes=True, by=lead.user_id)
    assert asha.roles == {"worker", GUARDED_ROLE}
    assert open_requests() == []
    assert actions()[-2:] == ["role.request_yes", "role.given"]


def test_a_leads_no_is_a_no(admin: Membership, lead: Membership, asha: Membership) -> None:
    """And it cannot be turned into a yes afterwards."""
    set_roles(asha, frozenset({GUARDED_ROLE}), by=admin.user_id)
    (asked,) = open_requests()
    assert answer(asked, yes=False, by=lead.user_id)
    assert not answer(asked, yes=True, by=lead.user_id)
    assert GUARDED_ROLE not in asha.roles


def test_it_takes_two_people(admin: Membership, lead: Membership, asha: Membership) -> None:
    """Neither who asked nor who would become one can say yes."""
    set_roles(asha, frozenset({GUARDED_ROLE}), by=admin.user_id)
    (asked,) = open_requests()
    for user_id in (admin.user_id, asha.user_id, None):
        assert not may_answer(asked, user_id)
    assert not answer(asked, yes=True, by=admin.user_id)
    assert GUARDED_ROLE not in asha.roles


def test_a_request_is_asked_once_and_can_be_taken_back(admin: Membership, asha: Membership) -> None:
    """Saving the same form again asks nobody twice; leaving the role out withdraws it."""
    for _ in range(2):
        set_roles(asha, frozenset({"worker", GUARDED_ROLE}), by=admin.user_id)
    assert len(open_requests()) == 1
    set_roles(asha, frozenset({"worker"}), by=admin.user_id)
    assert open_requests() == []


def test_who_leaves_is_out(admin: Membership, lead: Membership) -> None:
    """Roles, sessions and links go; the name stays in the list of those who left."""
    db.session.add(
        UserSession(token_hash="x" * 64, user_id=lead.user_id, authority_id=lead.authority_id)
    )
    db.session.flush()
    assert has_present_lead()
    end_access(lead, by=None, why="left the council")
    db.session.commit()
    assert not lead.is_live
    assert lead.roles == frozenset()
    assert not has_present_lead()
    assert db.session.scalar(select(UserSession.ended_at)) is not None
    assert [one.name for one in find_members(Wanted()).members] == ["Ada Quill"]
    assert [one.name for one in find_members(Wanted(left=True)).members] == ["Ada Quill", "Lou Penn"]


@pytest.mark.parametrize("role", ["local_admin", GUARDED_ROLE])
def test_the_last_whom_a_council_needs_stays(admin: Membership, lead: Membership, hashed: str, role: str) -> None:
    """Neither their access nor their role is taken, and what to do is said; with a second one both can be."""
    last, acting = (admin, lead) if role == "local_admin" else (lead, admin)
    add_member(name="Not Yet", username="not.yet", roles={role})
    db.session.commit()
    with pytest.raises(AccessRefused, match="They are the only .* (Put|Make) "):
        end_access(last, by=acting.user_id)
    db.session.rollback()
    with pytest.raises(AccessRefused, match="nothing was changed"):
        set_roles(last, frozenset({"worker"}), by=acting.user_id)
    db.session.rollback()
    assert last.is_live and role in last.roles
    add_member(name="Second One", username="second", roles={role}, password_hash=hashed)
    end_access(last, by=acting.user_id)
    assert not last.is_live


def test_the_list_is_found_and_paged(ashdown: UUID) -> None:
    """By part of a name, by role, 50 at a time, nobody twice and nobody left out."""
    for number in range(120):
        role = "worker" if number % 2 else "young_person"
        add_member(name=f"Person {number:03}", username=f"p{number}", roles={role})
    seen, after = [], None
    while True:
        found = find_members(Wanted(after=after))
        seen += [one.name for one in found.members]
        after = found.more_after
        if after is None:
            break
    assert seen == [f"Person {number:03}" for number in range(120)]
    assert [one.name for one in find_members(Wanted(text="son 07", role="worker")).members] == [
        f"Person 07{number}" for number in (1, 3, 5, 7, 9)
    ]
    assert find_members(Wanted(text="%")).members == ()


def test_the_person_of_a_sign_in_is_of_this_council(ashdown: UUID) -> None:
    """The key that leads from a membership to a record carries the council."""
    person = Person(name="Ben Holt")
    db.session.add(person)
    db.session.flush()
    given = give_access(ben(person_id=person.id), by=None)
    assert given.person_id == person.id
    given.person_id = uuid4()
    with pytest.raises(IntegrityError):
        db.session.flush()
