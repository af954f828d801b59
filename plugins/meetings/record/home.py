"""What the record room puts on home pages: what I promised, what is late in my groups, what was done since."""

from datetime import date, timedelta
from typing import Any

from flask import url_for

from core.api import Actor, HomeItem, ReadyIssue, day, db, gettext, local_today
from plugins.groups.api import MY_GROUPS, Group, run_by
from plugins.meetings.models import Action, Meeting
from plugins.meetings.visibility import RUNS, SEES_MEETING

SOON = timedelta(days=7)
RECENT = timedelta(days=30)
LONGEST = 120  # letters of an action in one line
FAMILIES = frozenset({"young_person", "parent_carer"})


def items(actor: Actor) -> list[HomeItem]:
    """Every line about actions for this person's home page."""
    if actor.person_id is None:
        return []
    return [*_promised(actor), *_late(actor), *_done(actor)]


def without_owner(actor: Actor) -> list[ReadyIssue]:
    """Actions that were handed on to nobody, for those who may give them to somebody."""
    if not actor.can("meetings.run"):
        return []
    query = _open(db.func.count(Action.id)).where(
        Action.owner_id.is_(None), Action.owner_name == "", RUNS.criteria(actor, Meeting)
    )
    number = db.session.scalar(query) or 0
    title = "1 action has nobody who does it" if number == 1 else f"{number} actions have nobody who does them"
    todo, url = "Say who does it now.", url_for("meetings.actions", owner="nobody")
    return [ReadyIssue(title, todo, url, "meetings.run", 20)] if number else []


def _promised(actor: Actor) -> list[HomeItem]:
    query = _open(Action.id, Action.text, Action.due_on).where(Action.owner_id == actor.person_id)
    return [_own(row) for row in db.session.execute(query.order_by(Action.due_on, Action.id))]


def _own(row: Any) -> HomeItem:
    words = _short(row.text)
    if row.due_on is None:
        return HomeItem("next", gettext("You promised: %(what)s", what=words), _page(row.id))
    today = local_today()
    title = gettext("You promised: %(what)s, by %(day)s", what=words, day=day(row.due_on, "near"))
    late = gettext("The day has passed. Say how it stands.") if row.due_on < today else ""
    return HomeItem("needs" if row.due_on <= today + SOON else "next", title, _page(row.id), late, row.due_on)


def _late(actor: Actor) -> list[HomeItem]:
    """For workers, one line for each group in which others are late."""
    run = run_by(actor) if actor.can("meetings.run") else frozenset()
    if not run:
        return []
    others = db.or_(Action.owner_id.is_(None), Action.owner_id != actor.person_id)
    query = (
        _open(Group.key, Group.name, db.func.count(Action.id).label("number"), db.func.min(Action.due_on).label("on"))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(Meeting.group_id.in_(run), Action.due_on < local_today(), others)
        .group_by(Group.key, Group.name)
    )
    return [_overdue(row) for row in db.session.execute(query)]


def _overdue(row: Any) -> HomeItem:
    title = f"{row.name}: {'an action is' if row.number == 1 else f'{row.number} actions are'} overdue"
    url = url_for("meetings.actions", group=row.key)
    return HomeItem("needs", title, url, "Ask how it stands.", _date(row.on), faces=("worker",))


def _done(actor: Actor) -> list[HomeItem]:
    """For members: what was done of what their group was promised."""
    if not actor.roles & FAMILIES:
        return []
    mine = db.select(Group.id).where(MY_GROUPS.criteria(actor))
    query = (
        db.select(Action.text, Action.done_on, Meeting.id)
        .join(Meeting, (Meeting.authority_id == Action.authority_id) & (Meeting.id == Action.meeting_id))
        .where(Action.state == "done", Action.done_on >= local_today() - RECENT)
        .where(Meeting.group_id.in_(mine), SEES_MEETING.criteria(actor))
        .order_by(Action.done_on.desc(), Action.id)
    )
    return [
        HomeItem(
            "changed",
            gettext("Done: %(what)s", what=_short(row.text)),
            url_for("meetings.meeting", id=row.id),
            on=row.done_on,
            faces=("young", "public"),
        )
        for row in db.session.execute(query)
    ]


def _open(*columns: Any) -> Any:
    return (
        db.select(*columns)
        .select_from(Action)
        .join(Meeting, (Meeting.authority_id == Action.authority_id) & (Meeting.id == Action.meeting_id))
        .where(Action.state == "open")
    )


def _page(id: Any) -> str:
    return url_for("meetings.action", action_id=id)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _date(value: Any) -> date:
    """SQLite gives a minimum of days as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
