"""Where the approach in examples shows up elsewhere, and what the plugin answers for."""

from collections.abc import Collection
from datetime import date

from flask import url_for

from core.api import (
    Actor,
    Authority,
    DemoMade,
    DemoWorld,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportPart,
    gettext_noop,
    hookimpl,
    kept,
    local_today,
    reading,
)
from plugins.evidence.api import stories_in
from plugins.practice_examples import reading as approach
from plugins.practice_examples import yearly
from plugins.practice_examples.demo import planting
from plugins.practice_examples.here import SERIES, chosen
from plugins.practice_examples.personal import person_erase, person_export, person_merged, retention_due

__all__ = ["person_erase", "person_export", "person_merged", "retention_due"]

TITLE = gettext_noop("Our approach in examples")
ABOUT = gettext_noop("What taking part looks like here, and what difference it made.")
A_FEW = 3


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The page for everybody; for staff, whose menu is long, a button that leads to how far each example is."""
    if actor.can("practice_examples.share"):
        return [NavItem("Examples of practice", url_for("practice_examples.desk"), order=65, place="home")]
    return [NavItem(TITLE, url_for("practice_examples.index"), order=27, about=ABOUT)]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel]:
    """The newest examples on the council's front page."""
    if not chosen(authority).on_front_page:
        return []
    key = ("practice_examples.newest", reading(), local_today())
    cards = kept(authority, key, lambda: approach.examples(A_FEW))
    context = {"cards": cards}
    return [HomePanel(TITLE, "practice_examples/_newest.html", context, 28, faces=("public",))] if cards else []


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On the page on which staff write a story, which teams were told of it."""
    if (ref.plugin, ref.kind) != ("evidence", "story"):
        return []
    context = {"notes": approach.notes_on(ref.id), "story_id": ref.id}
    return [Panel("What teams learned", "practice_examples/_learned.html", context, 40, "practice_examples.share")]


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Examples, what teams learned from them, and the awards of these days."""
    return yearly.parts(start, end, about)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Examples of the council's file that nobody has looked through yet: until then nobody outside reads them."""
    if not actor.can("evidence.publish"):
        return []
    waiting = [one for one in stories_in(SERIES) if one.published_at is None and not one.unpublished_why]
    if not waiting:
        return []
    number = len(waiting)
    title = "One example of practice" if number == 1 else f"{number} examples of practice"
    todo = "Look each through for what could tell who somebody is, then publish it."
    return [ReadyIssue(f"{title} nobody can read yet", todo, url_for("practice_examples.desk"), "evidence.publish")]


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Examples as if somebody had looked them through, and teams that learned from them."""
    return planting.plant(authority, world)
