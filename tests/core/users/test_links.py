"""One-time links: once, for seven days, in one council, and a reset that gives no more than its maker could."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core.access.roles import GUARDED_ROLE
from core.audit import entries
from core.db import authority_scope, db, platform_scope
from core.users.accounts import add_member, end_access
from core.users.links import find_link, make_link, password_expected, use_link
from core.users.models import AccessLink, Membership, PlatformGrant, User, UserSession
from core.users.role_requests import open_requests
from tests.core.users.conftest import Councils

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADMIN = UUID(int=7)
pytestmark = pytest.mark.both_databases


@pytest.fixture
def newcomer(ashdown: UUID) -> Membership:
    """Somebody who has not come in yet."""
    made = add_member(name="Cai Ward", username="cai", roles={"worker"})
    db.session.commit()
    return made


def link_for(membership: Membership, kind: str = "invite", by: UUID | None = ADMIN) -> AccessLink:
    """A fresh link, found by its token."""
    token = make_link(kind, membership.user_id, membership.authority_id, by=by)
    assert token is not None
    found = find_link(token, membership.authority_id)
    assert found is not None
    return found


def test_a_link_lets_in_once(newcomer: Membership) -> None:
    """Used is used, for the same link and for anyone else who kept it."""
    link = link_for(newcomer)
    assert use_link(link, "a hash")
    assert newcomer.is_live
    assert not use_link(link, "another hash")
    assert db.session.get_one(User, newcomer.user_id).password_hash == "a hash"
    assert [entry.action for entry in entries()][:2] == ["link.invite_used", "link.invite_made"]


def test_two_openings_at_once_let_in_one(bare_app: Flask, councils: Councils) -> None:
    """The link is claimed in one step, so only one of eight browsers gets in."""
    with authority_scope(councils.ashdown, write=True):
        made = add_member(name="Cai Ward", username="cai", roles={"worker"})
        token = make_link("invite", made.user_id, councils.ashdown, by=None) or ""
        db.session.commit()

    def one(number: int) -> bool:
        with bare_app.app_context(), authority_scope(councils.ashdown, write=True):
            link = find_link(token, councils.ashdown)
            used = link is not None and use_link(link, f"hash {number}")
            db.session.commit()
            return used

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert sum(pool.map(one, range(8))) == 1


def test_the_token_is_not_kept(newcomer: Membership) -> None:
    """Whoever reads the database opens no link."""
    token = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None)
    kept = db.session.scalar(select(AccessLink.token_hash))
    assert token is not None
    assert kept is not None
    assert token not in kept


def test_a_link_is_good_for_seven_days(newcomer: Membership) -> None:
    """To the minute."""
    with time_machine.travel(NOON, tick=False) as clock:
        token = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None) or ""
        db.session.flush()
        clock.shift(timedelta(days=7, minutes=-1))
        assert find_link(token, newcomer.authority_id)
        clock.shift(timedelta(minutes=2))
        assert find_link(token, newcomer.authority_id) is None


def test_a_link_belongs_to_its_council(newcomer: Membership, councils: Councils) -> None:
    """Under another council's address, or none, it is unknown."""
    token = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None) or ""
    assert find_link(token, councils.brackwell) is None
    assert find_link(token, None) is None
    assert find_link("guessed", newcomer.authority_id) is None


def test_a_newer_link_ends_the_older(newcomer: Membership) -> None:
    """Only the last one handed out works."""
    older = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None) or ""
    newer = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None) or ""
    assert find_link(older, newcomer.authority_id) is None
    assert find_link(newer, newcomer.authority_id)


def test_a_form_sent_twice_makes_one_link(newcomer: Membership) -> None:
    """The second sending shows none, and leaves the first one working."""
    form = uuid4()
    first = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None, link_id=form) or ""
    assert make_link("invite", newcomer.user_id, newcomer.authority_id, by=None, link_id=form) is None
    assert find_link(first, newcomer.authority_id)


def test_who_left_cannot_use_an_old_link(newcomer: Membership) -> None:
    """The end of access ends the links too."""
    token = make_link("invite", newcomer.user_id, newcomer.authority_id, by=None) or ""
    end_access(newcomer, by=ADMIN)
    assert find_link(token, newcomer.authority_id) is None


def test_an_account_elsewhere_is_accepted_with_its_own_password(asha: Membership, newcomer: Membership) -> None:
    """A new account chooses one; an account that has one is not given another by an invitation."""
    assert password_expected(link_for(asha), asha.user)
    assert not password_expected(link_for(newcomer), newcomer.user)
    assert not password_expected(link_for(asha, "reset"), asha.user)


def test_a_reset_ends_every_session(asha: Membership) -> None:
    """Whoever was signed in with the old password is out."""
    db.session.add(UserSession(token_hash="x" * 64, user_id=asha.user_id))
    assert use_link(link_for(asha, "reset"), "a new hash")
    db.session.expire_all()
    assert db.session.scalar(select(UserSession.ended_at)) is not None
    assert asha.is_live


def test_a_reset_does_not_make_a_lead(asha: Membership) -> None:
    """An admin who uses a lead's link themselves is no lead: another lead has to say yes again."""
    lead = add_member(name="Lou Penn", username="lou", roles={GUARDED_ROLE, "worker"}, password_hash="x")
    assert use_link(link_for(lead, "reset"), "a new hash")
    assert lead.roles == {"worker"}
    (asked,) = open_requests()
    assert (asked.membership_id, asked.role, asked.asked_by) == (lead.id, GUARDED_ROLE, ADMIN)


def test_a_reset_opens_no_other_council(councils: Councils) -> None:
    """Memberships elsewhere and rights on the platform wait for those who can give them."""
    with authority_scope(councils.brackwell, write=True):
        elsewhere = add_member(
            name="Ben", username="", email="ben@holt.example", roles={"local_admin"}, password_hash="x"
        )
        db.session.add(PlatformGrant(user_id=elsewhere.user_id, role="operator"))
        db.session.commit()
        elsewhere_id = elsewhere.id
    with authority_scope(councils.ashdown, write=True):
        here = add_member(name="Ben", username="", email="ben@holt.example", roles={"worker"}, password_hash="x")
        assert use_link(link_for(here, "reset"), "a new hash")
        db.session.commit()
        assert here.is_live
    with platform_scope(reason="look at what a reset left"):
        assert db.session.get_one(Membership, elsewhere_id).accepted_at is None
        assert db.session.scalar(select(PlatformGrant.ended_at)) is not None


def test_the_operators_reset_holds_nothing_back(asha: Membership) -> None:
    """The operator answers for every council, and for the first lead."""
    lead = add_member(name="Lou Penn", username="lou", roles={GUARDED_ROLE}, password_hash="x")
    assert use_link(link_for(lead, "reset", by=None), "a new hash")
    assert lead.roles == {GUARDED_ROLE}
