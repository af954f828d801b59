"""What requests put on first pages, the page of a group and into calendars, for each who has to do with them."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from flask import url_for

from core.api import (
    Actor,
    CalendarItem,
    HomeItem,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    db,
    gettext,
    gettext_noop,
    local_today,
)
from plugins.requests import rules
from plugins.requests.desk import approving
from plugins.requests.fatigue import meter
from plugins.requests.models import Request, RequestDay, RequestVote
from plugins.requests.visibility import DESK, MINE, TO_US
from plugins.requests.vocabulary import LEVELS, STATES, TONES

LINES: Final = 3
A_FEW: Final = 6
STAFF: Final = ("worker",)
CLOCKS: Final = tuple(one for one in rules.OPEN if one != "feedback")
"""Late feedback stands on the worker's page already, as a late answer of influence."""
OF_GROUP: Final = gettext_noop("Who asks this group")


def nav(actor: Actor) -> list[NavItem]:
    """The desk for staff, my own requests for those who ask, how to ask for strangers; young people see their home."""
    found = [
        NavItem(
            "Requests", url_for("requests.desk"), "requests.desk", 24, "Agencies that ask to work with young people."
        ),
        NavItem("What I asked for", url_for("requests.mine"), "requests.ask", 68, place="home"),
        NavItem("Who approves requests", url_for("requests.approvers"), "requests.lead", 69, place="home"),
    ]
    if not actor.is_member:
        found.append(NavItem(gettext_noop("Ask to work with young people"), url_for("requests.how"), None, 75))
    return found


def items(actor: Actor) -> list[HomeItem]:
    """What waits for this person."""
    if actor.person_id is None:
        return []
    return [*_to_decide(actor), *_sent_back(actor), *_to_approve(actor), *_at_the_desk(actor)]


def of_group(actor: Actor, ref: Ref) -> list[Panel]:
    """On a group's page: what it is asked, for its members and the desk; for the desk its fatigue meter too."""
    if (ref.plugin, ref.kind) != ("groups", "group") or not actor.is_member:
        return []
    works = actor.can("requests.desk")
    rule = DESK if works else TO_US
    query = (
        db.select(Request.id, Request.title, Request.agency, Request.state, Request.asked_on)
        .where(Request.group_id == ref.id, rule.criteria(actor, Request))
        .order_by(Request.state != "asking", Request.number.desc())
        .limit(A_FEW)
    )
    lines = [_panel_line(row, works) for row in db.session.execute(query)]
    targets = meter.targets(ref.id, None, "") if works else []
    if not (lines or targets):
        return []
    context = {"lines": lines, "meters": meter.meters(targets)}
    return [Panel(gettext(OF_GROUP), "requests/panel_group.html", context, 22)]


def calendar(actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The fixed days, for the desk, for the group that is asked and for whoever asked."""
    if actor.person_id is None:
        return []
    works = actor.can("requests.desk")
    rules_of = ((DESK, "requests.one"),) if works else ((TO_US, "requests.to_us"), (MINE, "requests.my_request"))
    found: dict[Any, CalendarItem] = {}
    for rule, endpoint in rules_of:
        query = (
            db.select(Request.id, Request.title, RequestDay.id.label("day"), RequestDay.on_date, RequestDay.at)
            .add_columns(RequestDay.where)
            .join(
                RequestDay,
                (RequestDay.authority_id == Request.authority_id) & (RequestDay.request_id == Request.id),
            )
            .where(RequestDay.chosen, RequestDay.on_date.between(start, end), rule.criteria(actor, Request))
            .where(Request.state.in_(("arranged", "feedback", "closed")))
            .order_by(RequestDay.on_date)
        )
        for row in db.session.execute(query):
            there = CalendarItem(row.title, row.on_date, url_for(endpoint, id=row.id), at=row.at, place=row[5])
            found.setdefault(row.day, there)
    return list(found.values())


def ready(actor: Actor) -> list[ReadyIssue]:
    """Levels of approval for which nobody is named."""
    if not actor.can("requests.lead"):
        return []
    todo = "Requests that need it wait until somebody is named."
    return [
        ReadyIssue(
            f"Nobody approves requests as: {LEVELS[level]}",
            todo,
            url_for("requests.name_approvers", level=level),
            "requests.lead",
        )
        for level in approving.lacking()
    ]


def _to_decide(actor: Actor) -> Iterator[HomeItem]:
    """For a young person: somebody asks your group, yes or no?"""
    pressed = db.select(RequestVote.request_id).where(RequestVote.person_id == actor.person_id)
    query = (
        db.select(Request.id, Request.title, Request.agency, Request.reply_by)
        .where(TO_US.criteria(actor, Request), Request.state == "asking", Request.reply_by >= local_today())
        .where(Request.id.not_in(pressed))
        .order_by(Request.reply_by, Request.number)
        .limit(LINES)
    )
    if actor.can("requests.desk"):
        return
    for row in db.session.execute(query):
        title = gettext("%(agency)s asks you: %(what)s Yes or no?", agency=row.agency, what=_stop(row.title))
        yield HomeItem("needs", title, url_for("requests.to_us", id=row.id), "", row.reply_by)


def _sent_back(actor: Actor) -> Iterator[HomeItem]:
    query = db.select(Request.id, Request.title).where(MINE.criteria(actor, Request), Request.state == "back")
    for row in db.session.execute(query.order_by(Request.number).limit(LINES)):
        title = gettext("Write in what is missing: %(what)s", what=row.title)
        yield HomeItem("needs", title, url_for("requests.edit_mine", id=row.id), faces=STAFF)


def _to_approve(actor: Actor) -> Iterator[HomeItem]:
    if not actor.can("requests.approve"):
        return
    for request in approving.waiting_for(actor, LINES):
        title = f"Approve, or say no: {request.title}"
        yield HomeItem("needs", title, url_for("requests.one", id=request.id), "", request.due_on, faces=STAFF)


def _at_the_desk(actor: Actor) -> Iterator[HomeItem]:
    if not actor.can("requests.desk"):
        return
    query = db.select(Request.state, db.func.count(), db.func.min(Request.due_on))
    query = query.where(DESK.criteria(actor, Request)).where(
        db.or_(
            Request.state == "sent",
            db.and_(Request.state.in_(CLOCKS), Request.due_on < local_today()),
        )
    )
    words = {"sent": "Requests to look through", "asking": "Groups whose last day to answer is over"}
    for state, number, on in db.session.execute(query.group_by(Request.state).order_by(Request.state)):
        title = f"{words.get(state, f'Late: {STATES[state]}')}: {number}"
        yield HomeItem("needs", title, url_for("requests.desk", state=state), "", on, faces=STAFF)


def _panel_line(row: Any, works: bool) -> dict[str, Any]:
    return {
        "title": row.title,
        "agency": row.agency,
        "words": gettext(STATES[row.state]),
        "tone": TONES.get(row.state, "neutral"),
        "on": row.asked_on,
        "url": url_for("requests.one" if works else "requests.to_us", id=row.id),
    }


def _stop(title: str) -> str:
    return title if title.endswith((".", "?", "!")) else f"{title}."
