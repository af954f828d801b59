"""The first page after signing in: what needs me today, what is next, what changed, from the lines of all plugins.

Lines are sorted by day and time: what is due or coming, soonest first, what changed, newest first. A page shows a few
of each and folds the rest. Somebody for whom there is no line at all is told what will stand here, in words for their
role.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from core.access.actor import Actor
from core.hooks.values import HomeItem, ReadyIssue
from core.web.bands import banded
from core.web.house import house
from core.web.languages import clock, day, gettext
from core.web.render import Face
from core.words import gettext_noop

SHOWN = 6  # lines of a section before the rest is folded
SHOWN_TODAY = 12  # as long as they are of today: nobody must unfold tonight's register
ADMIN = "local_admin"
Name = Literal["needs", "next", "changed"]
TITLES: dict[Name, str] = {
    "needs": gettext_noop("What needs you today"),
    "next": gettext_noop("What is next"),
    "changed": gettext_noop("What changed"),
}


@dataclass(frozen=True)
class Line:
    """One line as the page shows it: `when` says its day and time in words, "" where it has none."""

    title: str
    url: str
    note: str
    on: date | None
    when: str


@dataclass(frozen=True)
class Section:
    """One of the three parts: the lines that are seen at once, and those that are one press away."""

    name: Name
    title: str
    shown: Sequence[Line]
    folded: Sequence[Line]


@dataclass(frozen=True)
class Teaching:
    """What stands where there is no line yet: a title, what will come, and that said shorter and in Easy Read."""

    title: str
    text: str
    young: str = ""
    easy: str = ""


TEACHINGS = {
    ADMIN: Teaching(
        "Nothing is left to set up",
        "What has to be set up or put right will stand here, with a link to the place where you do it. "
        "Until then, see that every colleague who needs a sign-in has one.",
    ),
    "worker": Teaching(
        "Nothing needs you today",
        "Registers to take, actions that you owe and the next meetings of your groups will stand here. "
        "Start with a group: say who supports it and how often it meets.",
    ),
    "practitioner": Teaching(
        "Nothing needs you today",
        "Answers to those you put forward, and what groups ask of you, will stand here. "
        "Start by finding a group for a young person you work with.",
    ),
    "decision_maker": Teaching(
        "Nobody waits for you today",
        "What young people ask of you, the day by which you promised an answer, and the meetings that you are "
        "expected at will stand here. Until then, see which groups are heard on your board.",
    ),
    "safeguarding_lead": Teaching(
        "Nothing needs you today",
        "A colleague who waits for your yes, and what else you have to decide, will stand here. "
        "If you are told that somebody is in danger, use Get help now; do not wait for this page.",
    ),
    "data_protection_officer": Teaching(
        "Nothing needs you today",
        "What you have to decide about people's records will stand here. "
        "Until then, the audit trail shows who did what.",
    ),
    "parent_carer": Teaching(
        gettext_noop("Nothing is waiting for you"),
        gettext_noop("When you are asked to a meeting, and when what families asked for was done, it is here."),
        gettext_noop("When you are asked to a meeting, or something changed, it is here."),
        gettext_noop("Are you asked to a meeting? It will be here. Did something change? It will be here too."),
    ),
    "young_person": Teaching(
        gettext_noop("Nothing is waiting for you"),
        gettext_noop("When your group meets, somebody asks what you think, or you changed something, it is here."),
        gettext_noop("Your next meeting, questions for you and what you changed: you will find it all here."),
        gettext_noop("Your next meeting will be here. Questions for you will be here. What you changed will be here."),
    ),
}  # in the order in which they count for somebody with several roles


def sections(found: Iterable[object], issues: Sequence[ReadyIssue], face: Face, today: date) -> list[Section]:
    """The parts of the page that have lines; what needs nobody is said too, once there is any other line."""
    items = [one for one in found if isinstance(one, HomeItem) and face in one.faces]
    items += [HomeItem("needs", issue.title, issue.url, issue.todo, order=issue.order) for issue in issues]
    if not items:
        return []
    made = [_section(name, [item for item in items if item.section == name], today) for name in TITLES]
    return [section for section in made if section.shown or section.name == "needs"]


def of_core(actor: Actor) -> list[HomeItem]:
    """The lines that belong to no plugin."""
    return [item for source in house().home_items for item in source(actor)]


def teaching(actor: Actor) -> tuple[str, str]:
    """Title and text for somebody for whom there is no line yet."""
    role = next((role for role in TEACHINGS if role in actor.roles), "young_person")
    told = TEACHINGS[role]
    ways = [gettext(words) if words else "" for words in (told.text, told.young, told.easy)]
    return gettext(told.title), banded(*ways)


def _section(name: Name, items: list[HomeItem], today: date) -> Section:
    lines = [_line(item, today) for item in _in_order(items, newest_first=name == "changed")]
    until = _of_today(lines, today) if name == "needs" else SHOWN
    return Section(name, gettext(TITLES[name]), lines[:until], lines[until:])


def _of_today(lines: list[Line], today: date) -> int:
    """How many lines are shown, so that those of today are among them."""
    last = max((place for place, line in enumerate(lines, start=1) if line.on == today), default=0)
    return max(SHOWN, min(last, SHOWN_TODAY))


def _in_order(items: list[HomeItem], *, newest_first: bool) -> Iterator[HomeItem]:
    """Dated lines by day and time, those of a whole day before its hours; then the undated ones by their order.

    An undated line whose order is below nought comes before all: nothing due may push it out of sight.
    """
    undated = sorted((item for item in items if item.on is None), key=lambda item: item.order)
    yield from (item for item in undated if item.order < 0)
    dated = [item for item in items if item.on is not None]
    dated.sort(key=lambda item: (item.on or date.max, item.at or time.min), reverse=newest_first)
    yield from dated
    yield from (item for item in undated if item.order >= 0)


def _line(item: HomeItem, today: date) -> Line:
    return Line(gettext(item.title), item.url, gettext(item.note) if item.note else "", item.on, _when(item, today))


def _when(item: HomeItem, today: date) -> str:
    if item.on is None:
        return ""
    far = (item.on - today).days
    if item.section != "needs":
        said = _near(far) or _day(item.on, today)
    elif far < 0:
        said = gettext("Was due yesterday") if far == -1 else gettext("Was due on %(day)s", day=_day(item.on, today))
    else:
        said = _due_soon(far) or gettext("By %(day)s", day=_day(item.on, today))
    return gettext("%(day)s, %(time)s", day=said, time=clock(item.at)) if item.at else said


def _near(far: int) -> str | None:
    return {-1: gettext("Yesterday"), 0: gettext("Today"), 1: gettext("Tomorrow")}.get(far)


def _due_soon(far: int) -> str | None:
    return {0: gettext("Today"), 1: gettext("By tomorrow")}.get(far)


def _day(on: date, today: date) -> str:
    """The weekday; day and month stand in the badge beside it, and the year only here, where it is another one."""
    return day(on, "weekday") if on.year == today.year else day(on)
