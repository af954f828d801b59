"""Each morning: who must answer is reminded, what is late is said once, and somebody above is told where that is so.

What should have happened by today is done today, however long nothing ran; what was done is never done again.
"""

from datetime import date, time
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Authority, Every, Job, Notice, db, gettext_noop, local_today, notify, settings
from plugins.influence import trail
from plugins.influence.answers import links
from plugins.influence.asks import clocks
from plugins.influence.models import Ask, Change, Owner
from plugins.influence.settings import InfluenceSettings

REMINDER, LATE, STAYS_LATE = "influence.answer_due", "influence.answer_late", "influence.answer_stays_late"
NOTICES = (
    Notice(REMINDER, gettext_noop("Young people wait for your answer, and the day is near."), needs_agreement=False),
    Notice(LATE, gettext_noop("An answer that young people wait for is late."), needs_agreement=False),
    Notice(
        STAYS_LATE,
        gettext_noop("An answer that young people wait for has been late for some time."),
        needs_agreement=False,
    ),
)


def each_morning(authority: Authority, payload: dict[str, Any]) -> None:
    """Look at everybody who has not answered and whose day is near or over."""
    chosen, today = settings(authority, "influence", InfluenceSettings).model, local_today()
    until = clocks.furthest(authority, today, chosen.remind_days)
    for owner, ask in _waiting(until):
        if owner.due_on >= today:
            _remind(authority, owner, chosen, today)
        else:
            _say_late(authority, owner, ask)
            _escalate(authority, owner, ask, chosen, today)


def _waiting(until: date) -> list[tuple[Any, Ask]]:
    query = (
        db.select(Owner, Ask)
        .join(Ask, (Ask.authority_id == Owner.authority_id) & (Ask.id == Owner.ask_id))
        .where(Owner.state == "waiting", Owner.due_on <= until, Owner.escalated.is_(False))
        .where(Ask.asked_on.is_not(None), Ask.status != "withdrawn")
        .order_by(Owner.due_on, Owner.id)
    )
    return [(row.Owner, row.Ask) for row in db.session.execute(query)]


def _remind(authority: Authority, owner: Owner, chosen: InfluenceSettings, today: date) -> None:
    """Once for each day that has come since; several days that were missed are one reminder."""
    assert owner.due_on is not None
    wanted = clocks.reminders_due(authority, owner.due_on, chosen.remind_days, today)
    if wanted > owner.reminders:
        owner.reminders = wanted
        db.session.flush()
        links.send_link(owner, REMINDER)


def _say_late(authority: Authority, owner: Owner, ask: Ask) -> None:
    said = db.select(Change.id).where(Change.ask_id == ask.id, Change.owner_id == owner.id, Change.kind == "overdue")
    if db.session.scalar(said.limit(1)) is not None:
        return
    trail.happened(ask, "overdue", authority=authority, owner=owner)
    owner.reminders += 1
    db.session.flush()
    links.send_link(owner, LATE)
    _tell_worker(ask, LATE, owner.id)


def _escalate(authority: Authority, owner: Owner, ask: Ask, chosen: InfluenceSettings, today: date) -> None:
    assert owner.due_on is not None
    if not clocks.escalates(authority, owner.due_on, chosen.escalate_days, today):
        return
    owner.escalated = True
    db.session.flush()
    _tell_worker(ask, STAYS_LATE, owner.id)
    if _tell_above(ask, owner.id, chosen.escalate_to):
        trail.happened(ask, "escalated", authority=authority, owner=owner)


def _tell_worker(ask: Ask, notice: str, owner_id: UUID) -> None:
    if ask.worker_id:
        notify.tell([ask.worker_id], notice, url_for("influence.ask", id=ask.id), key=f"{notice}:{owner_id}")


def _tell_above(ask: Ask, owner_id: UUID, address: str) -> bool:
    """Write to the post that the council named, with a link to what everybody can read where there is such a page."""
    if notify.guests.channel_of(address) != "email":
        return False
    where = url_for("influence.public_ask", number=ask.number) if ask.published_at else _sign_in_page(ask)
    guest = notify.guests.leave("email", address)
    return bool(notify.guests.tell_guests([guest], STAYS_LATE, where, key=f"{STAYS_LATE}:{owner_id}"))


def _sign_in_page(ask: Ask) -> str:
    """What is not public is read by whoever signs in and may."""
    return url_for("influence.ask", id=ask.id)


JOBS = (
    Job(
        "influence.remind",
        each_morning,
        every=Every(at=time(7, 40)),
        title="Remind those who must answer, and say what is late",
    ),
)
