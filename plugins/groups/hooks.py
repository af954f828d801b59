"""Where groups show up elsewhere: menus, home pages, a person's page, the calendar, readiness."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import (
    Actor,
    Authority,
    CalendarItem,
    DemoMade,
    DemoWorld,
    HomeItem,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportPart,
    db,
    gettext_noop,
    hookimpl,
    local_today,
)
from plugins.groups import handover, home, reporting
from plugins.groups.boards import home as board_home
from plugins.groups.demo import board_life
from plugins.groups.demo.planting import plant
from plugins.groups.elections import home as election_home
from plugins.groups.handover import work_handed_on
from plugins.groups.here import chosen
from plugins.groups.joining import items
from plugins.groups.models import Board, BoardCheck, BoardDate, Group, Membership
from plugins.groups.personal import person_erase, person_export, person_merged, retention_due
from plugins.groups.register import run_by
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import UMBRELLAS

__all__ = ["person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]

FIND = gettext_noop("Every group that is open, by age, place and interest.")
MANAGE = "Who each group is for, how people join it, its members and its boards."
LOOKING = ("young_person", "parent_carer", "practitioner")
BOARDS = gettext_noop("The people who decide, when they meet, and which groups they listen to.")


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The directory and the boards that listen for all, my groups for families, the staff list for staff."""
    boards = gettext_noop("Boards") if home.is_staff(actor) else gettext_noop("Who listens")
    return [
        *(_of_my_own() if actor.roles & home.FAMILIES else []),
        NavItem(gettext_noop("Find a group"), url_for("groups.find"), order=20, about=FIND, start_for=LOOKING),
        NavItem(gettext_noop("Manage groups"), url_for("groups.manage"), "groups.view", order=21, about=MANAGE),
        NavItem(boards, url_for("groups.boards"), order=22, about=BOARDS, start_for=("decision_maker",)),
        NavItem("Add a group", url_for("groups.start"), "groups.manage", 10, place="home", start_for=("worker",)),
    ]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """My groups or my work, the boards for whoever decides, a way into the directory for whoever is in no group, and
    the ways into groups that wait for the reader.
    """
    mine = home.my_groups(actor)
    faces = ("public",) if mine and "young_person" in actor.roles else ("public", "young")
    listed = home.ways_in(authority, actor, faces) if chosen(authority).public_directory else []
    work = [*home.my_work(actor), *home.kept_hidden(actor), *home.boards_that_listen(actor)]
    coming = [*items.of_my_own(actor), *items.of_my_work(actor, chosen(authority).answer_days)]
    coming += items.of_my_nominations(actor)
    coming += election_home.items(actor)
    return [*mine, *work, *listed, *coming, *board_home.own_seats(actor), *board_home.items(actor)]


@hookimpl
def person_panels(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """The groups that this person is in; sensitive ones only where the viewer may see their members."""
    place = (Membership.role, Membership.joined_on)
    joined = (
        db.select(Group.id, Group.key, Group.name, Group.members_hidden, Group.status, Group.ended_on, *place)
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(Membership.person_id == person_id, Membership.status == "active", SEES_GROUP.criteria(actor))
        .order_by(Group.name)
    )
    mine = run_by(actor)
    open_to = [
        row
        for row in db.session.execute(joined)
        if not row.members_hidden or actor.can("groups.see_hidden") or row.id in mine
    ]
    return [Panel("Groups", "groups/panel_person.html", {"rows": open_to}, 20, "groups.members")]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On an organisation's page, the groups that it runs; to somebody themselves, who sees them in their groups."""
    if (ref.plugin, ref.kind) == ("core", "seen-by") and ref.id == actor.person_id:
        return home.who_sees_me(ref.id)
    if (ref.plugin, ref.kind) != ("core", "organisation"):
        return []
    run = db.select(Group.key, Group.name).where(Group.organisation_id == ref.id, SEES_GROUP.criteria(actor))
    rows = db.session.execute(run.order_by(Group.name)).all()
    return [Panel("Groups", "groups/panel_organisation.html", {"rows": rows}, 20)] if rows else []


@hookimpl
def calendar_items(authority: Authority, start: date, end: date) -> list[CalendarItem]:
    """Days on which boards sit or would have, and for staff those on which their papers are due."""
    return board_home.calendar(start, end)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Groups that lost their worker, that nobody supports or that never meet, and boards without a date ahead."""
    settings = chosen(authority)
    issues = handover.waiting(actor) + _without_cadence(actor) + items.overdue(actor, settings.answer_days)
    if settings.warn_without_worker:
        issues += _without_worker(actor)
    issues += _without_date() if settings.warn_without_dates else []
    return issues + (_without_checks() if settings.warn_without_checks else [])


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """How many groups there are, who is in them, who came new."""
    return reporting.parts(start, end, about)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Fictional members, workers and boards."""
    return [*plant(authority, world), *board_life.plant(authority, world)]


def _of_my_own() -> list[NavItem]:
    about = gettext_noop("The groups that you are in, and when they meet.")
    return [NavItem(gettext_noop("My groups"), url_for("groups.mine"), order=19, about=about)]


def _without_worker(actor: Actor) -> list[ReadyIssue]:
    has_worker = db.select(Membership.group_id).where(Membership.supports.is_(True), Membership.status == "active")
    todo = "Add a worker who supports it, so that somebody answers for it."
    return [
        ReadyIssue(f"{row.name} has no worker", todo, _members_url(row.key), "groups.members")
        for row in _meeting(actor, db.and_(Group.id.not_in(has_worker), ~handover.lost_worker()))
    ]


def _without_cadence(actor: Actor) -> list[ReadyIssue]:
    todo = "Say how often it meets, so that young people know what they join."
    return [
        ReadyIssue(f"{row.name} does not say how often it meets", todo, _edit_url(row.key), "groups.manage")
        for row in _meeting(actor, Group.cadence == "not_stated")
    ]


def _without_date() -> list[ReadyIssue]:
    ahead = db.select(BoardDate.board_id).where(BoardDate.on_date >= local_today(), BoardDate.cancelled.is_(False))
    rows = db.session.execute(db.select(Board.key, Board.name).where(Board.id.not_in(ahead)).order_by(Board.name))
    todo = "Add its next date, so that groups can be heard in time."
    return [
        ReadyIssue(f"{row.name} has no date ahead", todo, url_for("groups.board", key=row.key), "groups.boards")
        for row in rows
    ]


def _without_checks() -> list[ReadyIssue]:
    checked = db.select(BoardCheck.board_id)
    rows = db.session.execute(db.select(Board.key, Board.name).where(Board.id.not_in(checked)).order_by(Board.name))
    todo = "Go through its checklist, best with a young member, so that everybody can see how easy it is to take part."
    return [
        ReadyIssue(
            f"Nobody has looked whether {row.name} is easy to take part in",
            todo,
            url_for("groups.board_access", key=row.key),
            "groups.boards",
        )
        for row in rows
    ]


def _meeting(actor: Actor, criterion: Any) -> list[Any]:
    """Active groups that meet themselves: no programme or umbrella."""
    query = db.select(Group.key, Group.name).where(
        Group.status == "active",
        Group.kind.not_in(UMBRELLAS),
        SEES_GROUP.criteria(actor),
        criterion,
    )
    return list(db.session.execute(query.order_by(Group.name)))


def _members_url(key: str) -> str:
    return url_for("groups.members", key=key)


def _edit_url(key: str) -> str:
    return url_for("groups.edit", key=key)
