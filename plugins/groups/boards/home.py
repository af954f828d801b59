"""What boards put on home pages: seats of one's own, meetings, papers due, reports to speak about, what to rate.

Young people get what they can do; workers what their groups wait for; decision-makers the days on which they listen.
"""

from datetime import date, timedelta
from typing import Any

from flask import url_for

from core.api import Actor, CalendarItem, HomeItem, HomePanel, day, db, gettext, gettext_noop, local_today
from plugins.groups.boards import dates, ratings, reports, seats
from plugins.groups.boards.dates import Sitting
from plugins.groups.boards.rules import last_day_to_rate
from plugins.groups.models import BoardDate, BoardSeat, Group
from plugins.groups.register import run_by
from plugins.groups.visibility import MY_GROUPS

SOON = 14  # days: for papers that are due
NEAR = 42  # days: for meetings to come
LONGEST_AHEAD = 60  # days: no papers are due longer before a meeting
YOUNG = ("young", "worker", "public")  # whoever holds a seat or is in a group sees their own


def items(actor: Actor) -> list[HomeItem]:
    """Every line about boards for this person's home page."""
    if actor.person_id is None:
        return []
    own = [*_own_seats(actor), *_to_rate(actor), *_to_speak_about(actor)]
    return [*own, *_of_a_worker(actor), *_of_who_decides(actor)]


def own_seats(actor: Actor) -> list[HomePanel]:
    """A block with the reader's own seats; nothing for whoever holds none."""
    mine = seats.mine(actor)
    if not mine:
        return []
    following = dates.following(dates.ahead(BoardDate.board_id.in_([seat.board_id for seat in mine])))
    context = {"seats": [(seat, following.get(seat.board_id)) for seat in mine]}
    return [HomePanel(gettext_noop("My seats on boards"), "groups/panel_seats.html", context, 13, faces=YOUNG)]


def calendar(start: date, end: date) -> list[CalendarItem]:
    """Days on which boards sit, cancelled ones marked, and for staff the days on which papers are due."""
    sittings = dates.between(start, end + timedelta(days=LONGEST_AHEAD))
    meets = [CalendarItem(_called(one), one.on, url_for("groups.board", key=one.board_key)) for one in sittings]
    papers = [
        CalendarItem(
            f"Papers due: {one.board}", one.papers, url_for("groups.board", key=one.board_key), permission="groups.view"
        )
        for one in sittings
        if one.papers and not one.cancelled
    ]
    return [item for item in (*meets, *papers) if start <= item.on <= end]


def _called(one: Sitting) -> str:
    return gettext("Cancelled: %(board)s", board=one.board) if one.cancelled else one.board


def _own_seats(actor: Actor) -> list[HomeItem]:
    mine = {seat.board_id: seat for seat in seats.mine(actor)}
    if not mine:
        return []
    last = local_today() + timedelta(days=NEAR)
    coming = dates.between(local_today(), last, BoardDate.board_id.in_(list(mine)))
    return [_own_meeting(one, mine[one.board_id].stands_in) for one in coming]


def _own_meeting(one: Sitting, stands_in: bool) -> HomeItem:
    url = url_for("groups.my_boards")
    if one.cancelled:
        return HomeItem("next", gettext("Cancelled: %(board)s does not meet", board=one.board), url, one.note, one.on)
    title = gettext("Your board meets: %(board)s", board=one.board)
    note = gettext("You stand in if somebody cannot come.") if stands_in else _papers(one)
    return HomeItem("next", title, url, note, one.on)


def _papers(one: Sitting) -> str:
    return gettext("Papers are due on %(day)s.", day=day(one.papers)) if one.papers else ""


def _to_rate(actor: Actor) -> list[HomeItem]:
    expected = ratings.was_expected(actor)
    recent = [one for one in ratings.waiting_for(actor) if one.board_id in expected] if expected else []
    done = ratings.rated(actor, [one.id for one in recent]) if recent else frozenset()
    return [
        HomeItem(
            "needs",
            gettext("Say what you thought of %(board)s", board=one.board),
            url_for("groups.rate_board", key=one.board_key, id=one.id),
            gettext("Four quick questions. Nobody sees who said what."),
            last_day_to_rate(one.on),
        )
        for one in recent
        if one.id not in done
    ]


def _to_speak_about(actor: Actor) -> list[HomeItem]:
    """For young people: reports that their own groups are asked about."""
    if not actor.roles & {"young_person", "parent_carer"}:
        return []
    mine = list(db.session.scalars(db.select(Group.id).where(MY_GROUPS.criteria(actor))))
    if not mine:
        return []
    return [
        HomeItem(
            "needs",
            gettext("Tell your worker what you think about “%(title)s”", title=one.title),
            url_for("groups.board", key=one.board_key, _anchor="reports"),
            gettext("%(board)s will read a report about it.", board=one.board),
            one.ask_by,
            faces=("young", "public"),
        )
        for one in reports.by_last_day(reports.to_ask(mine))
    ]


def _of_a_worker(actor: Actor) -> list[HomeItem]:
    run = run_by(actor) if actor.can("groups.view") else frozenset()
    return [*_ask(run), *_papers_due(run), *_vacancies(run)] if run else []


def _ask(run: frozenset[Any]) -> list[HomeItem]:
    return [
        HomeItem(
            "needs",
            f"Ask {one.group} about “{one.report.title}”",
            url_for("groups.overview", key=one.group_key, _anchor="reports"),
            f"{one.report.board} will read it.",
            one.report.ask_by,
            faces=("worker",),
        )
        for one in reports.to_ask(run)
    ]


def _papers_due(run: frozenset[Any]) -> list[HomeItem]:
    boards = db.session.scalars(db.select(BoardSeat.board_id).where(BoardSeat.group_id.in_(list(run))).distinct())
    return [
        HomeItem(
            "needs",
            f"Papers for {one.board} are due",
            url_for("groups.board", key=one.board_key),
            f"It meets on {day(one.on)}.",
            one.papers,
            faces=("worker",),
        )
        for one in dates.papers_soon(list(boards), SOON)
    ]


def _vacancies(run: frozenset[Any]) -> list[HomeItem]:
    return [
        HomeItem(
            "needs",
            f"Find somebody for {one.group}'s seat on {one.board}",
            url_for("groups.board_seats", key=one.board_key),
            "Whoever held it has left, or their time is over.",
            faces=("worker",),
        )
        for one in seats.vacancies(run)
    ]


def _of_who_decides(actor: Actor) -> list[HomeItem]:
    if "decision_maker" not in actor.roles:
        return []
    coming = dates.between(local_today(), local_today() + timedelta(days=NEAR), BoardDate.cancelled.is_(False))
    return [
        HomeItem(
            "next",
            f"{one.board} meets",
            url_for("groups.board", key=one.board_key),
            f"Papers are due on {day(one.papers)}." if one.papers else "",
            one.on,
            faces=("worker",),
        )
        for one in coming
    ]
