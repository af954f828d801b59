"""What the programme puts on home pages, on pages of its groups, and on days; and what is not ready."""

from datetime import date, timedelta
from typing import Any

from flask import url_for

from core.api import (
    Actor,
    Authority,
    CalendarItem,
    HomeItem,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    as_written,
    db,
    gettext,
    gettext_noop,
    kept,
    local_today,
)
from plugins.groups.api import Group
from plugins.meetings.api import Meeting, groups_of, plans
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.here import chosen
from plugins.participation_in_governance.models import Output, Series, SeriesEvent
from plugins.participation_in_governance.terms import depends, reading
from plugins.participation_in_governance.visibility import PLAN, VIEW

NAME = "participation_in_governance"
ABOUT = gettext_noop("What groups work on this term, with whom, and what came of each meeting.")
SOON = timedelta(weeks=4)  # before a term begins, its theme and its meetings should be there
MOST = 20


def nav(authority: Authority, actor: Actor) -> list[NavItem]:
    """The programme under its own name, for everybody where the council shows it."""
    found = kept(authority, f"{NAME}.programme", lambda: programme.found(authority))  # the menu is on every page
    hidden = not (chosen(authority).public_page or actor.is_member)
    if hidden or (found is None and not actor.can(PLAN)):
        return []
    title = found.name if found else gettext_noop("Programme")
    plan = NavItem("Plan the programme", url_for(f"{NAME}.plan"), PLAN, 13, place="home")
    return [NavItem(title, url_for(f"{NAME}.index"), order=25, about=ABOUT), plan]


def panels(authority: Authority, actor: Actor) -> list[HomePanel]:
    """This term on the front page and on young people's own, once everybody may read it."""
    now = reading.present(reading.terms())
    if now is None or not now.is_public or not chosen(authority).public_page:
        return []
    context = {"now": now, "url": url_for(f"{NAME}.term", id=now.term.id)}
    return [
        HomePanel(
            gettext_noop("What we work on this term"), f"{NAME}/panel_term.html", context, 28, faces=("public", "young")
        )
    ]


def items(actor: Actor) -> list[HomeItem]:
    """For those who plan: a term that begins soon without a theme, and what was to be made by a day that is over."""
    if not actor.can(PLAN) or programme.found() is None:
        return []
    return [*_without_theme(), *_overdue()]


def of_group(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a group of the programme: what this term is about."""
    if (ref.plugin, ref.kind) != ("groups", "group"):
        return []
    found = programme.found()
    if (
        found is None
        or db.session.scalar(db.select(Group.id).where(Group.id == ref.id, *programme.in_it(found))) is None
    ):
        return []
    return _this_term(actor)


def of_meeting(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a meeting of the programme: what its term is about, and what is made in it."""
    if (ref.plugin, ref.kind) != ("meetings", "meeting"):
        return []
    found = programme.found()
    if found is None:
        return []
    query = (
        db.select(Meeting.on_date)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(Meeting.id == ref.id, *programme.in_it(found))
    )
    on = db.session.scalar(query)
    return _this_term(actor, on) if on else []


def calendar(actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days of events of series that the reader may see."""
    query = (
        db.select(
            SeriesEvent.title,
            SeriesEvent.on_date,
            SeriesEvent.until,
            SeriesEvent.place,
            SeriesEvent.cancelled,
            Series.key,
        )
        .join(Series, (Series.authority_id == SeriesEvent.authority_id) & (Series.id == SeriesEvent.series_id))
        .where(SeriesEvent.on_date <= end, db.func.coalesce(SeriesEvent.until, SeriesEvent.on_date) >= start)
        .order_by(SeriesEvent.on_date, SeriesEvent.id)
    )
    if not actor.can(VIEW):
        query = query.where(Series.is_public)
    return [_day(row) for row in db.session.execute(query)] if actor.is_member or chosen().public_page else []


def issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """No programme, no group in it, a theme that the council's lists have lost, a gap this term or next (N53)."""
    found = programme.found(authority)
    if found is None:
        todo = "Add a group of the kind Programme, say which groups belong to it, and choose it in the settings."
        return [ReadyIssue("There is no programme yet", todo, url_for("groups.start"), PLAN)]
    groups = programme.groups(actor)
    if not groups:
        todo = "Open each group, choose Change, and say that it belongs to the programme."
        return [ReadyIssue("No group belongs to the programme", todo, url_for("groups.manage"), PLAN)]
    terms = reading.terms()
    return [*_lost(authority, terms), *_gaps(groups, terms)]


def _without_theme() -> list[HomeItem]:
    terms = reading.terms()
    now = reading.present(terms)
    near = [one for one in (now, reading.following(terms, now)) if one and one.term.starts_on <= local_today() + SOON]
    return [
        HomeItem(
            "needs",
            f"Choose the theme of {one.term.name}",
            url_for(f"{NAME}.edit_term", id=one.term.id),
            "Themes, the lead partner, and what you make together.",
            one.term.starts_on,
            faces=("worker",),
        )
        for one in near
        if one.row is None or not one.row.themes
    ]


def _overdue() -> list[HomeItem]:
    query = db.select(Output.id, Output.title, Output.due_on).where(
        Output.state.in_(("planned", "making")), Output.due_on <= local_today()
    )
    return [
        HomeItem(
            "needs",
            f"Say how far “{row.title}” is",
            url_for(f"{NAME}.edit_output", id=row.id),
            "It was to be made by that day.",
            row.due_on,
            faces=("worker",),
        )
        for row in db.session.execute(query.order_by(Output.due_on, Output.id).limit(MOST))
    ]


def _this_term(actor: Actor, on: date | None = None) -> list[Panel]:
    terms = reading.terms()
    now = next((one for one in terms if on and one.span.holds(on)), None) if on else reading.present(terms)
    if now is None or not (now.is_public or (now.row is not None and actor.can(VIEW))):
        return []
    made = reading.outputs([now.row.id], public=not actor.can(VIEW)).get(now.row.id, []) if now.row else []
    context: dict[str, Any] = {"now": now, "url": url_for(f"{NAME}.term", id=now.term.id), "made": made}
    return [Panel(gettext("This term’s theme"), f"{NAME}/panel_term.html", context, 30)]


def _day(row: Any) -> CalendarItem:
    title = as_written(row.title)
    return CalendarItem(
        title=gettext("Cancelled: %(meeting)s", meeting=title) if row.cancelled else title,
        on=row.on_date,
        until=row.until,
        url=url_for(f"{NAME}.one_series", key=row.key),
        place=as_written(row.place),
    )


def _lost(authority: Authority, terms: list[reading.TermRead]) -> list[ReadyIssue]:
    return [
        ReadyIssue(
            f"A theme in use is gone from the council's lists: {key.partition(':')[2]}",
            f"It is still used by {', '.join(found.words())}. Choose another there, or put it back on its list.",
            url_for(f"{NAME}.standing"),
            PLAN,
        )
        for key, found in depends.lost(authority, terms).items()
    ]


def _gaps(groups: list[Any], terms: list[reading.TermRead]) -> list[ReadyIssue]:
    """Terms with a group that has no meeting at all, one line for each term."""
    now = reading.present(terms)
    near = [one for one in (now, reading.following(terms, now)) if one and one.term.starts_on <= local_today() + SOON]
    rows = groups_of([group.id for group in groups])
    found = []
    for one in near:
        without = [plan.group.name for plan in plans(rows, one.span) if any(gap.kind == "none" for gap in plan.gaps)]
        if without:
            todo = f"No meeting is planned of {', '.join(without)}. Plan the term."
            found.append(
                ReadyIssue(f"{one.term.name} has a gap", todo, url_for(f"{NAME}.plan", term=one.term.id), PLAN)
            )
    return found
