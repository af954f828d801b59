"""Joining, leaving and coming back, as staff enter it; each keeps the group's stored count right.

Nobody is ever refused or removed because of age or school year: what lies outside the range is a remark.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, Organisation, Person, age_on, db, local_today, touch
from plugins.groups.here import note
from plugins.groups.models import Group, Membership
from plugins.groups.rules import age_remark, term_of_office_over, year_remark


@dataclass(frozen=True)
class Member:
    """One line of a group's member list."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    supports: bool
    status: str
    joined_on: date | None
    left_on: date | None
    term_from: date | None
    term_to: date | None
    remark: str
    paused_on: date | None = None
    body: str = ""
    agreed_on: date | None = None
    induction: str = ""
    past_terms: tuple[str, ...] = ()


_READ = (
    Membership.id,
    Membership.person_id,
    Membership.role,
    Membership.supports,
    Membership.status,
    Membership.age_reason,
    Membership.joined_on,
    Membership.left_on,
    Membership.term_from,
    Membership.term_to,
    Membership.paused_on,
    Membership.code_agreed_on,
    Membership.induction,
    Membership.past_terms,
    Organisation.name.label("body"),
    Person.name,
    Person.known_as,
    Person.born_on,
    Person.school_year,
)


def of(group: Group, slack: int) -> list[Member]:
    """Everyone in the group: workers first, then members, then those who left, by name."""
    joined = (
        db.select(*_READ)
        .join(
            Person,
            (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id),
        )
        .outerjoin(
            Organisation,
            (Organisation.authority_id == Membership.authority_id)
            & (Organisation.id == Membership.for_organisation_id),
        )
        .where(Membership.group_id == group.id)
        .order_by(Membership.status, Membership.supports.desc(), Person.sort_name, Membership.id)
    )
    return [_member(group, row, slack) for row in db.session.execute(joined)]


def remark_on(group: Group, person: Any, slack: int) -> str:
    """What staff should think about before this person joins, in plain words; "" for nothing."""
    years = year_remark(group.school_years, person.school_year) if group.age_min is None else ""
    return years or age_remark(group.ages, age_on(person, local_today()), slack)


def held(group: Group, person_id: UUID) -> Membership | None:
    """The person's membership of the group, whether they are in it now or have left."""
    return held_by(group.id, person_id)


def held_by(group_id: UUID, person_id: UUID) -> Membership | None:
    """The same, of the group with this id."""
    found = db.select(Membership).where(Membership.group_id == group_id, Membership.person_id == person_id)
    return db.session.scalars(found).one_or_none()


def welcome_maker(group: Group, actor: Actor) -> None:
    """Let whoever makes a group support it, so that a sensitive one has somebody who sees its members."""
    if actor.person_id is None or held(group, actor.person_id):
        return
    db.session.add(
        Membership(group_id=group.id, person_id=actor.person_id, role="Worker", supports=True, joined_on=local_today())
    )


def leave(group: Group, membership: Membership) -> None:
    """End a membership; the record stays, so that coming back needs no new one. Nobody is asked why (W18)."""
    if membership.status == "left":
        return
    membership.status, membership.left_on, membership.paused_on = "left", local_today(), None
    note("member_left", membership)
    recount(group)


def pause(group: Group, membership: Membership) -> None:
    """Stay a member without coming for a while; who has left or paused already stays as they are."""
    if membership.status != "active":
        return
    membership.status, membership.paused_on = "paused", local_today()
    note("member_paused", membership)
    recount(group)


def come_back(group: Group, membership: Membership) -> None:
    """Take up a paused or ended membership again."""
    membership.status, membership.left_on, membership.paused_on = "active", None, None
    note("member_returned", membership)
    recount(group)


def keep_past_term(membership: Membership, term_from: date | None, term_to: date | None) -> None:
    """Before a new term of office takes the place of one that is over: keep the old one in view."""
    before, after = (membership.term_from, membership.term_to), (term_from, term_to)
    if before == after or not term_of_office_over(membership.term_to, local_today()):
        return
    days = [day.isoformat() if day else "" for day in before]
    membership.past_terms = [*(membership.past_terms or []), [membership.role, *days]]


def recount(group: Group) -> None:
    """Store how many members the group has, workers left out; the row is held, so that two at once add up."""
    db.session.flush()
    db.session.execute(db.select(Group.id).where(Group.id == group.id).with_for_update())
    active = db.select(db.func.count(Membership.id)).where(
        Membership.group_id == group.id, Membership.status == "active", Membership.supports.is_(False)
    )
    number = db.session.scalar(active) or 0
    db.session.execute(db.update(Group).where(Group.id == group.id).values(member_count=number))
    touch(group.authority_id)


def called(name: str, known_as: str) -> str:
    """A person's name, and what they like to be called where the name does not begin with it."""
    return f"{name} ({known_as})" if known_as and not name.startswith(known_as) else name


def _member(group: Group, row: Any, slack: int) -> Member:
    active = row.status == "active" and not row.supports
    remark = row.age_reason or (remark_on(group, row, slack) if active else "")
    if active and term_of_office_over(row.term_to, local_today()):
        remark = f"{remark} Term of office over." if remark else "Term of office over."
    return Member(
        id=row.id,
        person_id=row.person_id,
        name=called(row.name, row.known_as),
        role=row.role,
        supports=row.supports,
        status=row.status,
        joined_on=row.joined_on,
        left_on=row.left_on,
        term_from=row.term_from,
        term_to=row.term_to,
        remark=remark,
        paused_on=row.paused_on,
        body=row.body or "",
        agreed_on=row.code_agreed_on,
        induction="" if row.supports else _progress(group, row.induction),
        past_terms=tuple(_past_term(*term) for term in row.past_terms or ()),
    )


def _progress(group: Group, done: Mapping[str, str] | None) -> str:
    """ "2 of 5" lines of the induction, or "" for a group without one."""
    wanted = group.induction or []
    return f"{sum(words in (done or {}) for words in wanted)} of {len(wanted)}" if wanted else ""


def _past_term(role: str, first: str, last: str) -> str:
    """An earlier term of office in words: "Chair, Sep 2024 to Aug 2025"."""
    days = [date.fromisoformat(day).strftime("%b %Y") if day else "" for day in (first, last)]
    return f"{role}, {' to '.join(day for day in days if day)}"
