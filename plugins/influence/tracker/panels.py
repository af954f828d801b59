"""Where publishing shows up elsewhere: on an ask's page, on front pages, and in what is not ready."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for

from core.api import (
    Actor,
    Authority,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    db,
    gettext_noop,
    kept,
    local_today,
    reading,
)
from plugins.influence.here import council
from plugins.influence.models import Answer, Ask, AskView
from plugins.influence.tracker import basis, listing, publishing
from plugins.influence.tracker.public import is_shown_here
from plugins.influence.visibility import FOLLOWS_ASK

A_FEW: Final = 3
LONG: Final = timedelta(days=14)
MOST: Final = 20
ABOUT: Final = gettext_noop("What young people asked, who must answer, and what came of it.")


def nav() -> NavItem:
    """The tracker, for everybody."""
    title = gettext_noop("What happened?")
    return NavItem(title, url_for("influence.index"), order=23, about=ABOUT, start_for=("parent_carer",))


def part(ask: Ask, actor: Actor) -> Panel | None:
    """On the ask's page, for whoever publishes: whether everybody can read it, and what could be done."""
    if not actor.can("influence.publish") or ask.status == "draft":
        return None
    context = {"stopped": publishing.why_not(council(), ask), "waits": ask.published_at is not None and _is_new(ask)}
    return Panel("For everybody", "influence/_publishing.html", context, 60, "influence.publish")


def home(authority: Authority) -> list[HomePanel]:
    """You said, we did: the questions that were answered last, on the front page and on young people's home page."""
    if not is_shown_here(authority):
        return []
    key = ("influence.answered", local_today(), reading())
    lines = kept(authority, key, lambda: listing.answered_lately(authority, A_FEW))
    context = {"lines": lines}
    faces = ("young", "public")
    return (
        [HomePanel(gettext_noop("You said, we did"), "influence/panel_answered.html", context, 25, faces=faces)]
        if lines
        else []
    )


def ready(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Questions that were answered long ago and that nobody has published, and public ones that rest on nothing: those
    that the reader may follow.
    """
    return [*_lost_their_basis(actor), *(_not_published(actor) if is_shown_here(authority) else [])]


def _not_published(actor: Actor) -> list[ReadyIssue]:
    since = local_today() - LONG
    query = db.select(Ask.id, Ask.number).where(
        Ask.answered_on <= since, Ask.published_at.is_(None), Ask.unpublished_why == "", Ask.status != "withdrawn"
    )
    query = query.where(FOLLOWS_ASK.criteria(actor, Ask))
    rows = db.session.execute(query.order_by(Ask.answered_on, Ask.id).limit(MOST)).all()
    todo = "Look through it and show it to everybody, so that young people see what came of it."
    return [
        ReadyIssue(f"Question {row.number} was answered and is not public", todo, _desk(row), "influence.publish")
        for row in rows
    ]


def _lost_their_basis(actor: Actor) -> list[ReadyIssue]:
    """Only those of which something was taken back are looked at."""
    touched = db.select(AskView.ask_id).where(AskView.taken_back_at.is_not(None))
    query = db.select(Ask.id, Ask.number).where(Ask.published_at.is_not(None), Ask.id.in_(touched))
    query = query.where(FOLLOWS_ASK.criteria(actor, Ask))
    rows = db.session.execute(query.order_by(Ask.number).limit(MOST)).all()
    todo = "Look whether its own words can stay public. If not, take it down."
    return [
        ReadyIssue(f"Question {row.number} rests on nothing any more", todo, _desk(row), "influence.publish")
        for row in rows
        if basis.rests_on_nothing(row.id)
    ]


def _desk(row: Any) -> str:
    return url_for("influence.publish", id=row.id)


def _is_new(ask: Ask) -> bool:
    """Whether there is an answer that came after the last clearing."""
    query = db.select(Answer.id).where(Answer.ask_id == ask.id, Answer.cleared_at.is_(None)).limit(1)
    return db.session.scalar(query) is not None
