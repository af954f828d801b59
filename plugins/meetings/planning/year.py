"""A school year of every group's meetings, read in a fixed number of queries however many groups there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import Actor, Person, Term, db
from plugins.groups.api import SEES_GROUP, UMBRELLAS, Board, BoardDate, BoardSeat, Group, Membership
from plugins.meetings.bank_holidays import bank_holidays_of
from plugins.meetings.cadence import Cadence
from plugins.meetings.here import chosen, council
from plugins.meetings.models import Leader, Meeting, Usual, Venue
from plugins.meetings.moments import day_starts
from plugins.meetings.planned import Planned, Promise, Sitting, Surroundings
from plugins.meetings.terms import Span, school_year

MEETS = ("active", "starting")
NEEDS_MEMBERS = ("seat", "meets")  # what a group can have to do with a board that wants its members there


@dataclass(frozen=True)
class GroupYear:
    """One group in the plan: its row, how it usually meets, and its meetings of the year in order."""

    group: Any
    meetings: tuple[Any, ...]


@dataclass(frozen=True)
class Year:
    """Everything that the planner shows of one school year, and what it is checked against."""

    span: Span
    groups: Sequence[GroupYear]
    promises: Sequence[Promise]
    planned: Sequence[Planned]
    around: Surroundings


def read(actor: Actor, starting: int) -> Year:
    """The school year that begins in `starting`, with the groups that the reader may see."""
    span = school_year(starting, council().file.jurisdiction)
    groups = _groups(actor)
    ids = [group.id for group in groups]
    meetings, sends = _meetings(ids, span), _sends(ids)
    workers, names = _workers(ids, [one.id for one in meetings])
    return Year(
        span=span,
        groups=_by_group(groups, meetings),
        promises=[_promise(group, sends[group.id]) for group in groups],
        planned=[_planned(one, workers) for one in meetings],
        around=Surroundings(
            span, terms(), days_to_avoid(span), _sittings(span), names | _venues(), chosen().clash_minutes
        ),
    )


def promise_of(group: Any, sends_to: frozenset[UUID] = frozenset(), *, in_term: bool = True) -> Promise:
    """What a group promises, from its own row and whether it usually meets in term time alone."""
    cadence = Cadence(group.cadence, group.cadence_count)
    return Promise(group.id, group.name, cadence, group.cadence_target, sends_to, in_term)


def _promise(group: Any, sends_to: frozenset[UUID]) -> Promise:
    return promise_of(group, sends_to, in_term=group.term_time_only is not False)


def terms() -> list[Span]:
    """The council's terms in order of days."""
    rows = db.session.execute(db.select(Term.id, Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on))
    return [Span(str(row.id), row.name, row.starts_on, row.ends_on) for row in rows]


def days_to_avoid(span: Span) -> dict[date, str]:
    """Bank holidays of the year, and the days that the council leaves free."""
    years = range(span.starts_on.year, span.ends_on.year + 1)
    own = {one.on: one.name for one in chosen().days_to_avoid}
    return bank_holidays_of(years, council().file.jurisdiction) | own


def _groups(actor: Actor) -> Sequence[Any]:
    query = (
        db.select(
            Group.id, Group.key, Group.name, Group.cadence, Group.cadence_count, Group.cadence_target,
            Usual.term_time_only,
        )
        .outerjoin(Usual, (Usual.authority_id == Group.authority_id) & (Usual.group_id == Group.id))
        .where(SEES_GROUP.criteria(actor), Group.status.in_(MEETS), Group.kind.not_in(UMBRELLAS))
        .order_by(Group.name, Group.id)
    )  # fmt: skip
    return db.session.execute(query).all()


def _meetings(groups: Sequence[UUID], span: Span) -> Sequence[Any]:
    query = (
        db.select(
            Meeting.id, Meeting.group_id, Meeting.title, Meeting.kind, Meeting.state, Meeting.starts_at,
            Meeting.minutes, Meeting.on_date, Meeting.venue_id, Meeting.board_id,
        )
        .where(
            Meeting.group_id.in_(groups),
            Meeting.starts_at >= day_starts(span.starts_on),
            Meeting.starts_at < day_starts(span.ends_on + timedelta(days=1)),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )  # fmt: skip
    return db.session.execute(query).all()


def _by_group(groups: Sequence[Any], meetings: Sequence[Any]) -> list[GroupYear]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for one in meetings:
        found[one.group_id].append(one)
    return [GroupYear(group, tuple(found[group.id])) for group in groups]


def _sends(groups: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    query = db.select(BoardSeat.group_id, BoardSeat.board_id).where(
        BoardSeat.group_id.in_(groups), BoardSeat.role.in_(NEEDS_MEMBERS)
    )
    found: dict[UUID, frozenset[UUID]] = defaultdict(frozenset)
    for row in db.session.execute(query):
        found[row.group_id] |= {row.board_id}
    return found


def _workers(
    groups: Sequence[UUID], meetings: Sequence[UUID]
) -> tuple[Mapping[tuple[str, UUID], frozenset[UUID]], dict[UUID, str]]:
    """Who is needed where: a meeting's own leaders, else the group's worker where it has just one; and their names."""
    names: dict[UUID, str] = {}
    leading: dict[tuple[str, UUID], frozenset[UUID]] = defaultdict(frozenset)
    for kind, query in (("meeting", _leaders(meetings)), ("group", _supporters(groups))):
        for row in db.session.execute(query):
            leading[kind, row.of] |= {row.id}
            names[row.id] = row.name
    several = [key for key, people in leading.items() if key[0] == "group" and len(people) > 1]
    for key in several:
        del leading[key]  # either can go: no clash
    return leading, names


def _leaders(meetings: Sequence[UUID]) -> Any:
    on = (Person.authority_id == Leader.authority_id) & (Person.id == Leader.person_id)
    return db.select(Leader.meeting_id.label("of"), Person.id, Person.name).join(Person, on).where(
        Leader.meeting_id.in_(meetings)
    )


def _supporters(groups: Sequence[UUID]) -> Any:
    on = (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id)
    return db.select(Membership.group_id.label("of"), Person.id, Person.name).join(Person, on).where(
        Membership.group_id.in_(groups), Membership.supports.is_(True), Membership.status == "active"
    )


def _planned(one: Any, workers: Mapping[tuple[str, UUID], frozenset[UUID]]) -> Planned:
    people = workers.get(("meeting", one.id)) or workers.get(("group", one.group_id)) or frozenset()
    off = one.state == "cancelled"
    return Planned(one.id, one.group_id, one.starts_at, one.minutes, one.venue_id, people, off, one.board_id)


def _sittings(span: Span) -> list[Sitting]:
    query = (
        db.select(Board.id, Board.name, BoardDate.on_date)
        .join(BoardDate, (BoardDate.authority_id == Board.authority_id) & (BoardDate.board_id == Board.id))
        .where(BoardDate.on_date >= span.starts_on, BoardDate.on_date <= span.ends_on, BoardDate.cancelled.is_(False))
        .order_by(BoardDate.on_date)
    )
    return [Sitting(row.id, row.name, row.on_date) for row in db.session.execute(query)]


def _venues() -> dict[UUID, str]:
    return {row.id: row.name for row in db.session.execute(db.select(Venue.id, Venue.name))}
