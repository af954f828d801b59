"""What others' pages show of emergency access: a line on every page while it lasts, the leads' line at home, a way in
on a young person's page.
"""

from uuid import UUID

from flask import url_for
from sqlalchemy import func, select

from core.access.actor import Actor
from core.clock import ZONE
from core.db import db
from core.hooks.values import HomeItem, Panel
from core.people.models import Person
from core.safeguarding import grants
from core.safeguarding.models import CaseGrant
from core.safeguarding.release import glass
from core.safeguarding.store import GLASS, LEAD
from core.web.house import Standing

WORK = "safeguarding.work"
ASK = "safeguarding.glass_ask"


def standing(actor: Actor) -> Standing | None:
    """Until when, where to see what is open, and how to close it; never whom it is about."""
    live = grants.live(actor)
    if live is None or live.until is None:
        return None
    until = live.until.astimezone(ZONE)
    text = f"Emergency access is open until {until:%H:%M}. Every lead has been told; each page you read is recorded."
    return Standing(text, url_for("emergency.mine"), "What it opened", url_for("emergency.end"), "End it now")


def home_lines(actor: Actor) -> list[HomeItem]:
    """One line for a lead while emergency access waits for a yes, a review or to be told of."""
    if not actor.can(LEAD):
        return []
    waiting = select(func.count(CaseGrant.id)).where(*glass.seen_by_lead(actor, CaseGrant.person_id), glass.waits())
    if not db.session.scalar(waiting):
        return []
    title = "Emergency access: look at what was asked for or opened"
    return [HomeItem("needs", title, url_for("safeguarding.releases"))]


def panels(actor: Actor, person_id: UUID) -> list[Panel]:
    """The way in for a practitioner, the way to ask for a local admin; a lead reads everything anyway."""
    if person_id == actor.person_id or not (actor.can(WORK) or actor.can(ASK)) or not _is_young(person_id):
        return []
    context = {
        "may_open": actor.can(GLASS) and not actor.can(LEAD), "may_ask": actor.can(ASK), "works": actor.can(WORK),
        "person_id": person_id,
    }  # fmt: skip
    title = "Safeguarding" if actor.can(WORK) else "In an emergency"
    return [Panel(title, "safeguarding/panel_emergency.html", context, order=95)]


def _is_young(person_id: UUID) -> bool:
    kind = db.session.scalar(select(Person.kind).where(Person.id == person_id))
    return kind == "young_person"
