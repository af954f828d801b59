"""Each morning: a task for each check that ends soon, or has ended, of an adult who still runs groups."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import or_, select

from core import tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import db
from core.jobs import Every, Job
from core.people.models import Person
from core.safeguarding.models import AdultCheck
from core.safeguarding.practice.checks import adults, reminder_key, rule_of
from core.safeguarding.practice.rules import CHECKS


def remind(authority: Authority, payload: dict[str, Any]) -> None:
    """The job; a check has one task, however often this runs."""
    today = local_today()
    for check, name in _ending(authority, today):
        assert check.expires_on is not None  # the query asks for an end
        tasks.make(
            "practice.ends",
            f"{name}: see their {CHECKS[check.kind].lower() if check.kind != 'dbs' else CHECKS['dbs']} again",
            f"/{authority.slug}/safe-practice/{check.person_id}",
            permission="practice.keep",
            key=reminder_key(check.id),
            note="Until somebody has, they do not count as cleared from the day after.",
            person_id=check.person_id,
            due_on=check.expires_on,
        )


def _ending(authority: Authority, today: date) -> list[tuple[AdultCheck, str]]:
    """Of each adult and each kind that the council asks for: the check that counts, where it ends soon or has ended."""
    rule = rule_of(authority)
    present = {one.person_id for one in adults(authority, today)}
    query = (
        select(AdultCheck, Person.name)
        .join(Person, (Person.authority_id == AdultCheck.authority_id) & (Person.id == AdultCheck.person_id))
        .where(AdultCheck.kind.in_(rule.needed_checks), AdultCheck.withdrawn_on.is_(None))
        .where(or_(AdultCheck.expires_on.is_(None), AdultCheck.expires_on > today - timedelta(days=365)))
        .order_by(AdultCheck.expires_on.is_(None), AdultCheck.expires_on, AdultCheck.done_on)
    )
    last = {(check.person_id, check.kind): (check, name) for check, name in db.session.execute(query)}
    soon = today + timedelta(days=rule.remind_days)
    return [one for one in last.values() if one[0].person_id in present and _ends_by(one[0], soon)]


def _ends_by(check: AdultCheck, day: date) -> bool:
    return check.expires_on is not None and check.expires_on <= day


PRACTICE_JOBS = (Job("practice.remind", remind, Every(at=time(6, 20)), title="Checks of adults that end soon"),)
