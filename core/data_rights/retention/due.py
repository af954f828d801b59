"""Which records' time has come: core's people and sign-ins, and what every installed plugin reports, on or off.

Left out, and never silently: what is under a legal hold, and what is about somebody who still takes part.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, func, or_, select

from core.authority.resolve import Authority
from core.clock import ZONE
from core.data_rights.retention.holds import Held
from core.data_rights.retention.models import PERSON_KIND
from core.data_rights.retention.own_kinds import OWN_KINDS, OwnKind
from core.data_rights.retention.periods import Period, periods
from core.data_rights.retention.rules import Life, ends, latest_start, start_of
from core.data_rights.retention.taking_part import AT_ONCE, members_still_here, still_here
from core.db import current_authority_id, db
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import RetentionDue
from core.people.links import person_links
from core.people.models import Person
from core.plugging.keeping import Kept
from core.plugging.manifest import Plugin
from core.users.models import Membership, UserSession

CORE, SIGN_IN_KIND = "core", "sign-ins"
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Records of one kind: those to look at first or to delete, and how many a hold or a member keeps out."""

    owner: str
    kind: str
    retention: str
    due_on: dict[UUID, date]
    look_first: frozenset[UUID] = frozenset()
    held: int = 0
    still_here: int = 0


def due(authority: Authority, hooks: Dispatcher, plugins: Sequence[Plugin], under_hold: Held, today: date) -> list[Due]:
    """Everything due at the council in scope; raises HookFailed."""
    times = periods(authority)
    found = [_people(times, plugins, under_hold, today), _sign_ins(times["account"], under_hold, today)]
    for kind, own in OWN_KINDS.items():
        found.append(_of_own_kind(kind, own, times[own.record], plugins, under_hold, today))
    for plugin in plugins:
        for answer in hooks.call_one(plugin.name, "retention_due", authority, today=today):
            found.append(_of_plugin(plugin, answer, times.get(answer.retention), plugins, under_hold, today))
    return [one for one in found if one.due_on or one.held]


def _people(times: Mapping[str, Period], plugins: Sequence[Plugin], under_hold: Held, today: date) -> Due:
    """People whose record's time is over, and that of what they agreed to: a record stays while that has to."""
    period = times["member"]
    lives = dict(_lives(period, today))
    here = still_here(lives, plugins, today)
    starts = {key: start_of(period.trigger, life) for key, life in lives.items() if key not in here}
    over = {key: ends(start.on, period.months) for key, start in starts.items()}
    over = {key: day for key, day in over.items() if day <= today}
    for key in _who_agreed(over):
        over[key] = max(over[key], ends(start_of(times["consent"].trigger, lives[key]).on, times["consent"].months))
    over = {key: day for key, day in over.items() if day <= today}
    unsure = {key for key in over if not starts[key].certain}
    first = frozenset(over) if period.review_first else frozenset(unsure)
    everybody = Due(CORE, PERSON_KIND, period.record, over, first, still_here=len(here))
    return _without(everybody, {key: {key} for key in over}, under_hold)


def _who_agreed(person_ids: Collection[UUID]) -> set[UUID]:
    """Those about whom core keeps a record of what was agreed to, by whatever column names them."""
    found, ids = set[UUID](), list(person_ids)
    for link in person_links() if ids else ():
        column = link.model.__table__.columns[link.column]
        if link.table.startswith("core_") and _is_kept_as(column, "consent"):
            own = getattr(link.model, link.attribute)
            for start in range(0, len(ids), AT_ONCE):
                found |= set(db.session.scalars(select(own).where(own.in_(ids[start : start + AT_ONCE]))))
    return found


def _is_kept_as(column: Any, record: str) -> bool:
    said = column.info.get("personal")
    return said is not None and said.retention == record


def _lives(period: Period, today: date) -> Iterator[tuple[UUID, Life]]:
    """Records old enough to be due, with what is known of them, in slices."""
    ids = list(db.session.scalars(select(Person.id).where(Person.merged_into_id.is_(None), _old(period, today))))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        seen = _last_seen(some)
        columns = (Person.id, Person.created_at, Person.updated_at, Person.born_on, Person.left_on)
        for row in db.session.execute(select(*columns).where(Person.id.in_(some))):
            contact = max(_day(row.updated_at), seen.get(row.id, date.min))
            yield row.id, Life(_day(row.created_at), contact, row.born_on, row.left_on)


def _old(period: Period, today: date) -> ColumnElement[bool]:
    """Made, left or born long enough ago that the time may be over: a first sieve for the database."""
    oldest = latest_start(today, period.months)
    made = Person.created_at < _end_of(oldest)
    return or_(made, (Person.born_on if period.trigger == "birth" else Person.left_on) <= oldest)


def _last_seen(person_ids: list[UUID]) -> dict[UUID, date]:
    """The last day on which each of them used a sign-in here."""
    own = (Membership.authority_id == current_authority_id(), UserSession.authority_id == current_authority_id())
    query = (
        select(Membership.person_id, func.max(UserSession.last_seen_at))
        .join(UserSession, UserSession.user_id == Membership.user_id)
        .where(*own, Membership.person_id.in_(person_ids))
        .group_by(Membership.person_id)
    )
    return {person_id: _day(seen) for person_id, seen in db.session.execute(query) if person_id and seen}


def _sign_ins(period: Period, under_hold: Held, today: date) -> Due:
    """Sign-ins that were ended, counted from then: one that somebody may still use is never due."""
    own = (Membership.authority_id == current_authority_id(), Membership.ended_at.is_not(None))
    rows = db.session.execute(select(Membership.id, Membership.person_id, Membership.ended_at).where(*own)).all()
    over = {row.id: ends(_day(row.ended_at), period.months) for row in rows}
    over = {key: day for key, day in over.items() if day <= today}
    first = frozenset(over) if period.review_first else frozenset[UUID]()
    found = Due(CORE, SIGN_IN_KIND, period.record, over, first)
    return _without(found, {row.id: {row.person_id} for row in rows if row.id in over}, under_hold)


def _of_own_kind(kind: str, own: OwnKind, period: Period, plugins: Sequence[Plugin], hold: Held, today: date) -> Due:
    """Records of core that were closed long enough ago, from whatever day the class counts otherwise."""
    model: Any = own.kept.model
    oldest = latest_start(today, period.months)
    before = own.start <= oldest if isinstance(own.start.type, Date) else own.start < _end_of(oldest)
    rows = db.session.execute(select(model.id, own.start).where(own.start.is_not(None), before)).all()
    days = {key: ends(_as_day(start), period.months) for key, start in rows}
    return _kept_records(Due(CORE, kind, period.record, days), own.kept, period, plugins, hold, today)


def _of_plugin(
    plugin: Plugin, answer: RetentionDue, period: Period | None, plugins: Sequence[Plugin], hold: Held, today: date
) -> Due:
    days = dict.fromkeys(answer.ids, answer.due_on)
    found = Due(plugin.name, answer.kind, answer.retention, days)
    return _kept_records(found, plugin.keeps.get(answer.kind), period, plugins, hold, today)


def _kept_records(
    found: Due, kept: Kept | None, period: Period | None, plugins: Sequence[Plugin], hold: Held, today: date
) -> Due:
    """Leave out what is about somebody who still takes part or under a hold; say what somebody looks at first."""
    people = _people_of(kept, list(found.due_on))
    here = members_still_here({one for some in people.values() for one in some}, plugins, today)
    stay = {key for key, some in people.items() if some & here}
    days = {key: day for key, day in found.due_on.items() if key not in stay}
    look = period is None or period.review_first or kept is None
    left = replace(found, due_on=days, look_first=frozenset(days if look else ()), still_here=len(stay))
    return _without(left, people, hold)


def _people_of(kept: Kept | None, ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """For each record the people that it names."""
    if kept is None:
        return {}
    model: Any = kept.model
    columns = [getattr(model, one.key) for one in model.__mapper__.column_attrs if _names_a_person(one.columns[0])]
    found: dict[UUID, set[UUID]] = {}
    for start in range(0, len(ids) if columns else 0, AT_ONCE):
        query = select(model.id, *columns).where(model.id.in_(list(ids[start : start + AT_ONCE])))
        found |= {row[0]: {one for one in row[1:] if one is not None} for row in db.session.execute(query)}
    return found


def _names_a_person(column: Any) -> bool:
    wish = column.info.get("scoped_fk")
    return wish is not None and wish.table == Person.__tablename__


def _without(found: Due, people: dict[UUID, set[UUID]], hold: Held) -> Due:
    """Leave out what a hold keeps, and count it."""
    if found.retention in hold.records:
        return replace(found, due_on={}, look_first=frozenset(), held=len(found.due_on))
    kept = {key for key in found.due_on if people.get(key, set()) & hold.people}
    left = {key: day for key, day in found.due_on.items() if key not in kept}
    return replace(found, due_on=left, look_first=found.look_first - kept, held=len(kept))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + A_DAY, time.min, ZONE)


def _as_day(start: date) -> date:
    return _day(start) if isinstance(start, datetime) else start


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()
