"""What whoever asked reads of their request: where it stands, what is next, what they were told. Nobody young is named.

A group is named only where everybody can find it: of any other they read "a group of young people".
"""

from datetime import date
from typing import Any, NamedTuple

from core.api import Actor, db, gettext, gettext_noop
from plugins.groups.api import LISTED, Group
from plugins.requests.desk.steps import days_of
from plugins.requests.models import Request, RequestDay, RequestStep
from plugins.requests.vocabulary import STATES, STEP_TITLES, STEPS, TONES, WAY

NEXT = {
    "draft": gettext_noop("Write on, and send it when it is whole."),
    "sent": gettext_noop("The participation team looks through it, and puts it to young people or asks you something."),
    "back": gettext_noop("Read what is missing, write it in, and send it again."),
    "asking": gettext_noop("The young people decide whether they wish to. You hear of it."),
    "approving": gettext_noop("They said yes. Now it is approved as the council’s rule says."),
    "planning": gettext_noop("The team agrees on days with the young people, and tells you."),
    "arranged": gettext_noop("Come on the days below. Afterwards tell the young people what came of it."),
    "feedback": gettext_noop(
        "Tell the young people what came of it, by the day that you promised. Use the link that you were sent."
    ),
    "closed": gettext_noop("Nothing more. Thank you for telling the young people what came of it."),
    "no": gettext_noop(
        "The young people looked at it and said no, as they may. That is final, and nobody is asked why. Thank you."
    ),
    "refused": gettext_noop("It does not go ahead; the reason stands below. You can ask anew."),
    "withdrawn": gettext_noop("You took it back. You can ask anew."),
}


class Line(NamedTuple):
    """One of my requests in a list."""

    id: Any
    number: int
    title: str
    words: str
    tone: str
    next: str
    due_on: date | None


class Event(NamedTuple):
    """One thing that happened, with what was written for whoever asked."""

    on: Any
    title: str
    words: str


class Story(NamedTuple):
    """A request as its asker reads it."""

    state: str
    tone: str
    next: str
    who: str
    way: list[tuple[str, str, str]]
    events: list[Event]
    days: list[RequestDay]


def mine(actor: Actor) -> list[Line]:
    """Everything that somebody asked for, the newest first."""
    if actor.person_id is None:
        return []
    query = db.select(Request.id, Request.number, Request.title, Request.state, Request.feedback_by)
    rows = db.session.execute(query.where(Request.asker_id == actor.person_id).order_by(Request.number.desc()))
    return [_line(row) for row in rows]


def story(request: Request) -> Story:
    """What whoever asked reads of one request."""
    return Story(
        gettext(STATES[request.state]),
        TONES.get(request.state, "neutral"),
        NEXT[request.state],
        who(request),
        way(request.state),
        _events(request),
        [one for one in days_of(request) if one.chosen] if request.state in ("arranged", "feedback", "closed") else [],
    )


def way(state: str) -> list[tuple[str, str, str]]:
    """The way of a request for the component `steps`; none for one that has left it."""
    if state not in WAY:
        return []
    at = WAY.index(state)
    stands = ("done", "now", "next")
    return [
        (gettext(title), "", stands[(WAY.index(key) >= at) + (WAY.index(key) > at)])
        for key, title in STEP_TITLES.items()
    ]


def who(request: Request) -> str:
    """Who was asked, as outsiders may read it; "" while nobody was."""
    if request.group_id is None or request.asked_on is None:
        return ""
    query = db.select(Group.name).where(Group.id == request.group_id, LISTED.criteria(Actor()))
    return db.session.scalar(query) or gettext("A group of young people")


def _events(request: Request) -> list[Event]:
    query = db.select(RequestStep).where(RequestStep.request_id == request.id).order_by(RequestStep.position)
    found = []
    for step in db.session.scalars(query):
        words = request.answer_words if step.kind in ("yes", "no") else step.words
        found.append(Event(step.made_at, gettext(STEPS[step.kind]), "" if step.kind == "lifted" else words))
    return found


def _line(row: Any) -> Line:
    due = row.feedback_by if row.state == "feedback" else None
    return Line(row.id, row.number, row.title, STATES[row.state], TONES.get(row.state, "neutral"), NEXT[row.state], due)
