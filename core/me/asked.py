"""What somebody was asked and has not answered: for the first page after signing in, where nobody is asked twice."""

from uuid import UUID

from flask import url_for
from sqlalchemy import select

from core.access.actor import Actor
from core.consent import all_standings, ledger
from core.consent.models import Entry
from core.consent.rules import ANSWERS
from core.consent.wording import askable
from core.db import db
from core.hooks.values import HomeItem
from core.me.agreements import latest_of
from core.people.relationships import child_of
from core.words import gettext_noop

WAITS = gettext_noop("We ask whether something is all right with you")
WAITS_CHILD = gettext_noop("We ask whether something is all right for your child")
NO_IS_FINE = gettext_noop("Yes or no: both are fine.")


def home_lines(actor: Actor) -> list[HomeItem]:
    """A line where something was asked of me, or of me about a child, and waits."""
    if actor.person_id is None:
        return []
    found = []
    if waiting_for(actor.person_id):
        found.append(HomeItem("needs", WAITS, url_for("me.agreed"), NO_IS_FINE, order=5))
    for child_id in _children_asked_about(actor.person_id):
        url = url_for("me.child", child_id=child_id)
        found.append(HomeItem("needs", WAITS_CHILD, url, NO_IS_FINE, order=5))
    return found


def waiting_for(person_id: UUID) -> int:
    """How many agreements I was asked for and have not answered; a no is an answer."""
    asked = select(Entry.id).where(Entry.person_id == person_id, Entry.state == "asked").limit(1)
    if db.session.scalar(asked) is None:
        return 0
    standings, latest = all_standings(person_id), latest_of(ledger.lines(person_id), "own")
    names = {purpose.name for purpose in askable()}
    return sum(one in names and standings[one].state == "asked" and one not in latest for one in standings)


def _children_asked_about(adult_id: UUID) -> list[UUID]:
    """Children about whom this adult was asked by name and has not answered, as far as they may see them still."""
    rows = db.session.execute(
        select(Entry.person_id, Entry.purpose, Entry.state).where(Entry.adult_id == adult_id).order_by(Entry.seq)
    )
    open_: dict[UUID, set[str]] = {}
    for row in rows:
        of_child = open_.setdefault(row.person_id, set())
        if row.state == "asked":
            of_child.add(row.purpose)
        elif row.state in ANSWERS:
            of_child.discard(row.purpose)
    return [child_id for child_id, asked in open_.items() if asked and child_of(adult_id, child_id)]
