"""Where learning shows on menus and first pages: what to find, what waits for me, what has to be put right."""

from datetime import timedelta
from typing import Final

from flask import url_for

from core.api import (
    Actor,
    HomeItem,
    HomePanel,
    NavItem,
    ReadyIssue,
    db,
    gettext,
    gettext_noop,
    kept,
    local_today,
)
from plugins.learning.awards import reading
from plugins.learning.here import chosen, council
from plugins.learning.models import AwardRound, CourseTaken
from plugins.learning.resources import listing
from plugins.learning.training import register
from plugins.learning.visibility import STAFF

MANY: Final = 100
SHOWN: Final = 3  # courses on the first page
MINE: Final = gettext_noop("What I have learned")
PLEDGE_AFTER: Final = timedelta(days=42)
FOR: Final = timedelta(days=120)
ABOUT: Final = gettext_noop("Guides, links and examples of what works, also in Easy Read.")
AWARDS: Final = gettext_noop("What young people are celebrated for, and who won.")


def nav(actor: Actor) -> list[NavItem]:
    """Resources for everybody, awards and the register for those who run them, one's own page."""
    found = [
        NavItem("Training register", url_for("learning.training"), "learning.register", 64, place="home"),
        NavItem("Run awards", url_for("learning.run_awards"), "learning.judge", 65, place="home"),
    ]
    if chosen().public_resources or actor.is_member:
        found.append(NavItem(gettext_noop("Learn more"), url_for("learning.index"), order=26, about=ABOUT))
    return [*found, *_mine(actor), *_awards()]


def items(actor: Actor) -> list[HomeItem]:
    """My own yes or no, a pledge of six weeks ago, training that runs out; for workers the nominees to ask."""
    found: list[HomeItem] = []
    if actor.person_id is not None:
        found += [*_my_nominations(actor), *_my_pledges(actor), *_my_training(actor)]
    if actor.can("learning.awards") and (number := reading.to_ask(MANY)):
        title = f"Ask {number} who were put forward for an award" if number > 1 else "Ask one who was put forward"
        found.append(HomeItem("needs", title, url_for("learning.run_awards"), faces=("worker",)))
    return found


def panels(actor: Actor) -> list[HomePanel]:
    """What a young person has learned, and an award that takes names now, on front pages."""
    faces = ("young", "public")
    found = []
    if actor.person_id is not None and (taken := register.mine(actor.person_id)[:SHOWN]):
        context = {"taken": taken}
        found.append(HomePanel(MINE, "learning/panel_mine.html", context, 45, faces=faces))
    open_now = [one for one in reading.rounds() if reading.takes_nominations(one)][:2]
    if open_now:
        context = {"rounds": open_now}
        found.append(HomePanel(gettext_noop("Awards"), "learning/panel_awards.html", context, 40, faces=faces))
    return found


def issues(actor: Actor) -> list[ReadyIssue]:
    """Resources to look at again, and training that runs out."""
    found = []
    if number := listing.due(MANY):
        what = f"{number} resources are" if number > 1 else "One resource is"
        todo = "Open each: is the link alive, is it still right? Then set a new day, or put it away."
        found.append(
            ReadyIssue(f"{what} due to be looked at", todo, url_for("learning.run_resources"), "learning.write")
        )
    if number := register.running_out(chosen().warn_days, MANY):
        whose = f"Training of {number} people" if number > 1 else "Training of one person"
        todo = "Book it again in time."
        found.append(ReadyIssue(f"{whose} runs out soon", todo, url_for("learning.training"), "learning.register"))
    return found


def _mine(actor: Actor) -> list[NavItem]:
    """Staff look it up often; a young person finds it on the first page as soon as there is something to show."""
    if actor.person_id is None or not actor.roles & set(STAFF):
        return []
    return [NavItem(MINE, url_for("learning.mine"), "learning.take_part", 67, place="home")]


def _awards() -> list[NavItem]:
    shown = kept(council(), "learning.shown_rounds", _any_round)
    return [NavItem(gettext_noop("Awards"), url_for("learning.awards"), order=27, about=AWARDS)] if shown else []


def _any_round() -> bool:
    return db.session.scalar(db.select(AwardRound.id).where(AwardRound.state != "draft").limit(1)) is not None


def _my_nominations(actor: Actor) -> list[HomeItem]:
    title = gettext("Somebody put you forward. Say yes or no")
    rows = reading.waiting_for(actor.person_id) if actor.person_id else ()
    return [HomeItem("needs", title, url_for("learning.my_nomination", id=row.id), row.title) for row in rows]


def _my_pledges(actor: Actor) -> list[HomeItem]:
    today = local_today()
    query = db.select(CourseTaken.id).where(
        CourseTaken.person_id == actor.person_id,
        CourseTaken.pledge != "",
        CourseTaken.pledge_kept == "",
        CourseTaken.done_on.between(today - FOR, today - PLEDGE_AFTER),
    )
    title = gettext("You promised something at a course. What came of it?")
    return [HomeItem("needs", title, url_for("learning.my_pledge", id=id)) for id in db.session.scalars(query.limit(2))]


def _my_training(actor: Actor) -> list[HomeItem]:
    today = local_today()
    query = db.select(db.func.min(CourseTaken.expires_on)).where(
        CourseTaken.person_id == actor.person_id,
        CourseTaken.expires_on.between(today, today + timedelta(days=chosen().warn_days)),
    )
    on = db.session.scalar(query)
    title = gettext("A course of yours runs out")
    return [HomeItem("next", title, url_for("learning.mine"), on=on)] if on else []
