"""Each night: what ended with the day, and who has had a birthday on which something changes.

The rules already answer by today's date, so nothing is allowed that should not be, even if this never ran. What it adds
is the story in the ledger, word to those who act on agreements, and tasks for people; it removes nothing by itself.
Safe to repeat, and after days without it, it does what was left.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core import audit, tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.consent import gates, ledger
from core.consent.models import Competence, Entry
from core.consent.reading import council_ages, standings
from core.db import bulk_insert, db, utcnow
from core.jobs import Every, Job
from core.people.ages import Ages
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.tasks import Task

BATCH = 1000
REVIEW_AHEAD = timedelta(days=14)
CHANGED_BIRTHDAY = gates.Duty(
    "Look at what they agreed to",
    "Their date of birth was put right, and now other rules hold. Look at what they and others agreed to.",
)


def nightly(authority: Authority, payload: dict[str, Any]) -> None:
    """The job: what ended, who passed a birthday, whose judgement wants a new look."""
    today = local_today()
    end_what_is_over(authority, today)
    pass_gates(authority, today)
    review_judgements(authority, today)


def end_what_is_over(authority: Authority, today: date) -> int:
    """Write the end of every yes whose last day is past, tell those who act on it, and make one task of all of them."""
    ended = 0
    while found := db.session.execute(_last_yes().where(Entry.until < today).limit(BATCH)).all():
        bulk_insert(Entry, [_line(row, "expired") for row in found])
        _tell_all(found)
        ended += len(found)
    if ended:
        audit.record("agreements.ended", "agreements", detail={"how many": ended})
        tasks.make(
            "consent.ended",
            "Ask again: agreements have come to their end",
            f"/{authority.slug}/agreements/",
            permission="consent.record",
            key=f"consent.ended:{today}",
            note=f"{ended} ended. Until they are asked again, what they were for is off.",
        )
    return ended


def pass_gates(authority: Authority, today: date) -> int:
    """Deal with everybody who passed a gate since the last time, or whose birthday was corrected."""
    ages = council_ages(authority)
    passed = 0
    for gate, youngest, oldest in _ranges(ages, today):
        here = _within(gate, youngest, oldest)
        moved = db.session.execute(_moved(here)).all()
        if moved and gate >= ages.own:
            _lapse(here)
        if moved and gate >= ages.adult:
            _end_links(here, ages)
        _ask_workers(authority, ages, gate, [row for row in moved if row.gate_passed is not None])
        _mark(gate, here)
        passed += len(moved)
    return passed


def review_judgements(authority: Authority, today: date) -> int:
    """A task for each judgement of competence that soon ends."""
    query = sa.select(Competence.id, Competence.person_id, Competence.review_on).where(
        Competence.ended_on.is_(None), Competence.review_on.between(today, today + REVIEW_AHEAD)
    )
    found = db.session.execute(query).all()
    for row in found:
        tasks.make(
            "competence.review",
            "Look again whether they can decide this themselves",
            f"/{authority.slug}/people/{row.person_id}/competence",
            permission="competence.judge",
            key=f"competence.review:{row.id}",
            person_id=row.person_id,
            due_on=row.review_on,
        )
    return len(found)


def _tell_all(ended: Sequence[Any]) -> None:
    """Tell how each agreement stands now: with another voice's yes it may stand still."""
    for purpose in sorted({row.purpose for row in ended}):
        people = {row.person_id for row in ended if row.purpose == purpose}
        for person_id, found in standings(people, purpose).items():
            ledger.tell(person_id, purpose, found.holds)


def _last_yes() -> sa.Select[*tuple[Any, ...]]:
    """Every yes that is the last word of its voice."""
    later = aliased(Entry)
    followed = (
        sa.select(later.id)
        .where(later.authority_id == Entry.authority_id)
        .where(later.person_id == Entry.person_id, later.purpose == Entry.purpose, later.voice == Entry.voice)
        .where(sa.or_(later.adult_id == Entry.adult_id, sa.and_(later.adult_id.is_(None), Entry.adult_id.is_(None))))
        .where(later.seq > Entry.seq, later.state.not_in(("asked", "superseded")))
        .exists()
    )
    columns = (Entry.person_id, Entry.purpose, Entry.voice, Entry.adult_id, Entry.seq)
    return sa.select(*columns).where(Entry.state == "given", ~followed)


def _line(row: Any, state: str) -> dict[str, Any]:
    return {
        "person_id": row.person_id,
        "purpose": row.purpose,
        "state": state,
        "voice": row.voice,
        "adult_id": row.adult_id,
        "capacity": "",
        "options": [],
        "with_people": [],
        "how": "job",
        "said_on": local_today(),
        "at": utcnow(),
        "seq": row.seq + 1,
    }


def _ranges(ages: Ages, today: date) -> Iterable[tuple[int, date | None, date]]:
    """For each gate who has passed it and not the next: born after the first day (None: no next) up to the second."""
    edges = [(gate, gates.born_by(ages, gate, today)) for gate in gates.gate_days(ages, today)]
    nexts = [born for _, born in edges[1:]] + [None]
    yield gates.NO_GATE, edges[0][1], date.max
    for (gate, born), following in zip(edges, nexts, strict=True):
        yield gate, following, born


def _within(gate: int, after: date | None, until: date) -> list[sa.ColumnElement[bool]]:
    """Young people born in these days who were not yet dealt with at `gate`."""
    born = [Person.born_on <= until] + ([Person.born_on > after] if after else [])
    return [
        *born,
        Person.kind == "young_person",
        Person.left_on.is_(None),
        Person.merged_into_id.is_(None),
        Person.gate_passed.is_distinct_from(gate),
    ]


def _moved(here: Sequence[sa.ColumnElement[bool]]) -> sa.Select[*tuple[Any, ...]]:
    """Who has to be looked at: those dealt with before, and of the new ones those of whom there is anything to end."""
    said = sa.exists().where(Entry.authority_id == Person.authority_id, Entry.person_id == Person.id)
    linked = sa.exists().where(Relationship.authority_id == Person.authority_id, Relationship.child_id == Person.id)
    known = sa.or_(Person.gate_passed.is_not(None), said, linked)
    return sa.select(Person.id, Person.born_on, Person.gate_passed).where(*here, known)


def _mark(gate: int, here: Sequence[sa.ColumnElement[bool]]) -> None:
    """Note that they were dealt with; their records count as unchanged."""
    kept = {"gate_passed": gate, "version": Person.version, "updated_at": Person.updated_at}
    unloaded = {"synchronize_session": False}
    db.session.execute(sa.update(Person).where(*here).values(kept), execution_options=unloaded)


def _ask_workers(authority: Authority, ages: Ages, gate: int, passed: Sequence[Any]) -> None:
    """A task about each of them, none twice, and a line in the audit trail for each batch."""
    for start in range(0, len(passed), BATCH):
        rows = [_task(authority, ages, gate, row) for row in passed[start : start + BATCH]]
        known = set(db.session.scalars(sa.select(Task.key).where(Task.key.in_([row["key"] for row in rows]))))
        bulk_insert(Task, [row for row in rows if row["key"] not in known])
        people = [row.id for row in passed[start : start + BATCH]]
        audit.record("people.birthdays", "birthdays", detail={"gate": gate}, people=people)


def _task(authority: Authority, ages: Ages, gate: int, row: Any) -> dict[str, Any]:
    forwards = gate > row.gate_passed
    duty = gates.duty_at(ages, gate) if forwards else CHANGED_BIRTHDAY
    since = gates.gate_days(ages, row.born_on)[gate] if forwards else local_today()
    return {
        "key": f"consent.gate:{row.id}:{gate}:{row.born_on}",
        "kind": f"consent.gate_{gate}",
        "permission": "consent.record",
        "title": duty.title,
        "note": duty.note,
        "url": f"/{authority.slug}/people/{row.id}/agreements",
        "person_id": row.id,
        "due_on": since + duty.within,
        "made_at": utcnow(),
    }


def _lapse(here: Sequence[sa.ColumnElement[bool]]) -> None:
    """What adults agreed to no longer counts: write that down once and tell those who act on it."""
    about = sa.and_(Person.authority_id == Entry.authority_id, Person.id == Entry.person_id)
    by_adults = _last_yes().join(Person, about).where(Entry.voice.in_(("adult", "council")), *here)
    found = db.session.execute(by_adults).all()
    bulk_insert(Entry, [_line(row, "lapsed") for row in found])
    _tell_all(found)


def _end_links(here: Sequence[sa.ColumnElement[bool]], ages: Ages) -> None:
    """A parent's or carer's place in somebody's life ends, as far as we know it, on the eve of their 18th birthday."""
    links = sa.select(Relationship, Person.born_on).join(Relationship.child).where(Relationship.kind != "deputy", *here)
    for link, born_on in db.session.execute(links):
        assert born_on is not None  # `here` asks for a day of birth
        last = ages.birthday(born_on, ages.adult) - timedelta(days=1)
        if link.ends_on is None or link.ends_on > last:
            link.ends_on = last
    db.session.flush()


JOBS = (Job("consent.birthdays", nightly, Every(at=time(0, 5)), title="Agreements that end, and birthdays that count"),)
