"""Which requests wait and how long they have: the desk's list, and what waits on somebody's home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy import Select, or_, select

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights.requests import rules
from core.data_rights.requests.handling import facts, is_off_in, last, steps_of
from core.data_rights.requests.models import RightsRequest, RightsStep
from core.data_rights.requests.words import KINDS, STAFF_KINDS
from core.db import db
from core.hooks.values import HomeItem
from core.web.languages import gettext
from core.web.request import required_authority

SOON = 7  # days: from here on a request is on the officer's home page
ANSWERED_FOR = 30  # days for which an answer stays on the asker's home page
LEADS = frozenset({"entitlement"})
LOOKED_OVER = {"second_look": "redacted", "approval": "rehearsed"}
MOST_CLOSED = 50


@dataclass(frozen=True)
class Line:
    """One request in a list: where it stands, its time, and the days that are left."""

    asked: RightsRequest
    state: str
    clock: rules.Clock
    days: int
    overdue: bool

    @property
    def told(self) -> str:
        """The days in words."""
        if self.clock.waits_for:
            return f"clock stopped: waits for {self.clock.waits_for}"
        if self.clock.answered_on is not None:
            return "answered in time" if self.days >= 0 else f"answered {-self.days} days late"
        if self.days < 0:
            return f"{-self.days} {'day' if self.days == -1 else 'days'} overdue"
        return "due today" if self.days == 0 else f"{self.days} {'day' if self.days == 1 else 'days'} left"


def open_lines(authority: Authority, actor: Actor) -> list[Line]:
    """Every open request that this person may handle: overdue first, then by the day on which it is due."""
    found = list(db.session.scalars(_may_handle(actor).where(RightsRequest.closed_on.is_(None))))
    return sorted(_lines(authority, found), key=_urgency)


def closed_lines(authority: Authority, actor: Actor) -> list[Line]:
    """The requests closed last."""
    asked_for = _may_handle(actor).where(RightsRequest.closed_on.is_not(None))
    newest = asked_for.order_by(RightsRequest.closed_on.desc(), RightsRequest.id).limit(MOST_CLOSED)
    return list(_lines(authority, list(db.session.scalars(newest))))


def to_look_over(authority: Authority, actor: Actor) -> list[Line]:
    """What waits for this person's second look, or for a safeguarding lead's word."""
    return [line for line in open_lines(authority, actor) if waits_for(line.asked.steps, line.state, actor)]


def waits_for(steps: Iterable[RightsStep], state: str, actor: Actor) -> str:
    """What this person is to decide of a request: "entitlement", "grave", "second_look", "approval" or ""."""
    is_lead = actor.can("rights.release_grave")
    if state == "entitlement":
        return state if is_lead else ""
    asked = last(steps, "grave_asked", "grave_released", "grave_kept")
    if state == "redaction" and asked is not None and asked.step == "grave_asked":
        return "grave" if is_lead else ""
    before = last(steps, LOOKED_OVER[state]) if state in LOOKED_OVER else None
    return state if before is not None and before.by != actor.user_id else ""


def home_lines(actor: Actor) -> list[HomeItem]:
    """Lines of the home page: what the officer must not miss, what waits for a second look, what I asked."""
    authority = required_authority()
    found: list[HomeItem] = []
    if actor.can("rights.handle"):
        found += [_due(line) for line in open_lines(authority, actor) if line.days <= SOON or line.state == "received"]
    if actor.can("rights.release"):
        found += [_look(line) for line in to_look_over(authority, actor)]
    return found + list(_mine(authority, actor))


def _may_handle(actor: Actor) -> Select[RightsRequest]:
    """Nobody handles what is about themselves, or what they asked."""
    own = [RightsRequest.asked_by.is_(None), RightsRequest.asked_by != actor.user_id]
    query = select(RightsRequest).where(or_(*own))
    if actor.person_id is not None:
        query = query.where(or_(RightsRequest.person_id.is_(None), RightsRequest.person_id != actor.person_id))
    return query


def _lines(authority: Authority, found: list[RightsRequest]) -> Iterable[Line]:
    steps, today, is_off = steps_of(found), local_today(), is_off_in(authority)
    for asked in found:
        taken = steps[asked.id]
        clock = rules.clock(facts(asked), taken, today, is_off)
        state = rules.state_of(facts(asked), taken)
        yield Line(asked, state, clock, clock.days_left(today), clock.is_overdue(today))


def _urgency(line: Line) -> tuple[int, object, UUID]:
    rank = 0 if line.overdue else 2 if line.clock.waits_for or line.clock.answered_on else 1
    return rank, line.clock.due_on, line.asked.id


def _due(line: Line) -> HomeItem:
    title = f"{STAFF_KINDS[line.asked.kind]}, {line.asked.reference}"
    return HomeItem("needs", title, _url(line), line.told, None if line.clock.waits_for else line.clock.due_on)


def _look(line: Line) -> HomeItem:
    title = f"Look over: {STAFF_KINDS[line.asked.kind]}, {line.asked.reference}"
    return HomeItem("needs", title, url_for("desk.look_over", request_id=line.asked.id), line.told, line.clock.due_on)


def _url(line: Line) -> str:
    return url_for("desk.one", request_id=line.asked.id)


def _mine(authority: Authority, actor: Actor) -> Iterable[HomeItem]:
    """What I asked and was answered lately; never what somebody else asked about me."""
    asked_for = select(RightsRequest).where(RightsRequest.asked_by == actor.user_id, RightsRequest.way == "page")
    today = local_today()
    for asked in db.session.scalars(asked_for.where(RightsRequest.closed_on.is_not(None))):
        if asked.closed_on is not None and (today - asked.closed_on).days <= ANSWERED_FOR:
            title = gettext("You have an answer: %(title)s", title=gettext(KINDS[asked.kind].title))
            yield HomeItem("changed", title, url_for("asking.one", request_id=asked.id), on=asked.closed_on)
