"""A worker leaves: in one transaction their access ends and every plugin hands on what they ran, owed or supported.

Nothing here asks who may: the pages do. Whoever leaves is a sign-in, the record of a person, or both.
"""

from dataclasses import dataclass
from uuid import UUID

from core.access.actor import Actor
from core.audit import PEOPLE, Filter, entries, record
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import db
from core.hooks.values import HandedOn, Ref
from core.people.models import Person
from core.users.accounts import AccessRefused, end_access
from core.users.directory import colleagues, of_person
from core.users.models import Membership
from core.web.house import house

STAFF_KINDS = frozenset({"worker", "partner"})  # for a young person the end of a sign-in is not the end of taking part
HANDED_ON = "work.handed_on"
TO = "to"


@dataclass(frozen=True)
class Leaver:
    """Who leaves: their name, their record where they have one, and every sign-in of theirs here."""

    name: str
    person: Person | None
    memberships: tuple[Membership, ...]

    @property
    def about(self) -> Ref:
        """How the audit trail names them."""
        if self.person is not None:
            return Ref("core", "person", self.person.id)
        return Ref("core", "membership", self.memberships[0].id)


    @property
    def is_gone(self) -> bool:
        """True once there is no sign-in to end and their record says that they left."""
        left_on = self.person.left_on if self.person else None
        return not self.memberships and left_on is not None and left_on <= local_today()


def with_sign_in(membership: Membership) -> Leaver:
    """Whoever signs in by `membership`, with what other sign-ins belong to the same record."""
    person = db.session.get(Person, membership.person_id) if membership.person_id else None
    others = (one for one in of_person(person.id) if one.id != membership.id) if person else ()
    return Leaver(membership.name, person, (membership, *others))


def on_record(person: Person) -> Leaver:
    """Whoever this record is about, with the sign-ins that belong to it, if there are any."""
    return Leaver(person.name, person, tuple(of_person(person.id)))


def holdings(authority: Authority, leaver: Leaver) -> list[HandedOn]:
    """What they hold, from every plugin; raises HookFailed."""
    return _asked(authority, leaver, None, apply=False)


def takers(leaver: Leaver, actor: Actor) -> dict[UUID, str]:
    """Who could take it over: names by the id of their record."""
    return colleagues(leaver.person.id if leaver.person else None, actor.user_id)


def leave(authority: Authority, leaver: Leaver, to_id: UUID | None, actor: Actor, why: str) -> list[HandedOn]:
    """End their access, hand their work to `to_id` (None: to nobody yet) and date their record.

    Returns what was handed on; flushes and leaves the commit to the caller. Raises AccessRefused or HookFailed: roll
    back then.
    """
    for membership in leaver.memberships:
        end_access(membership, by=actor.user_id, why=why)
    if to_id is not None and to_id not in takers(leaver, actor):
        raise AccessRefused("Whoever was to take over has just left too. Nothing was changed. Choose again.", "to")
    handed = _asked(authority, leaver, to_id, apply=True)
    _date(leaver.person)
    detail = {TO: str(to_id) if to_id else None} | {one.kind: one.count for one in handed}
    record(HANDED_ON, leaver.about, why=why, detail=detail, by=actor.user_id, people=(to_id,))
    return handed


def come_back(membership: Membership) -> None:
    """Whoever is let in again takes part again; what was handed on stays where it is."""
    person = db.session.get(Person, membership.person_id) if membership.person_id else None
    if person is not None and person.kind in STAFF_KINDS:
        person.left_on = None


def handed_on_words(person_id: UUID | None) -> str:
    """What became of somebody's work when they left, as "Groups they support: 3, to Ben Holt"; "" for nothing."""
    found = entries(Filter(action=HANDED_ON, about_kind="person", about_id=str(person_id)), 1) if person_id else ()
    what = {key: value for key, value in found[0].detail.items() if key != PEOPLE} if found else {}
    to = what.pop(TO, None)
    if not what:
        return ""
    taker = db.session.get(Person, UUID(to)) if to else None
    things = "; ".join(f"{kind.capitalize()}: {count}" for kind, count in what.items())
    return f"{things}, to {taker.called if taker else 'nobody yet'}"


def _asked(authority: Authority, leaver: Leaver, to_id: UUID | None, *, apply: bool) -> list[HandedOn]:
    if leaver.person is None:
        return []
    asked = {"from_id": leaver.person.id, "to_id": to_id, "apply": apply}
    found: list[HandedOn] = house().hooks.call("work_handed_on", authority, **asked)
    return [one for one in found if one.count]


def _date(person: Person | None) -> None:
    today = local_today()
    if person is not None and person.kind in STAFF_KINDS and (person.left_on is None or person.left_on > today):
        person.left_on = today
        db.session.flush()
