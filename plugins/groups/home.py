"""What groups show on the front page and on the home pages: a way in, my groups, the boards that listen.

Each role gets what it can use: young people and parents what they could join, workers what they run, decision-makers
the days on which they must listen.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from core.api import ANONYMOUS, Actor, Authority, HomePanel, Panel, Person, db, gettext_noop, kept, local_today
from plugins.groups import facts
from plugins.groups.boards import dates, ratings, seats, words
from plugins.groups.models import Board, BoardDate, BoardSeat, Group, Membership
from plugins.groups.register import run_by
from plugins.groups.visibility import LISTED, MY_GROUPS, MY_GROUPS_TO_RUN, SEES_GROUP
from plugins.groups.vocabulary import UMBRELLAS

A_FEW = 9
FAMILIES = frozenset({"young_person", "parent_carer"})
GOES_ON = Group.status != "ended"
SEEN_IN = gettext_noop("Your groups")


def is_staff(actor: Actor) -> bool:
    """True for whoever holds a role that is not a young person's or a parent's."""
    return bool(actor.roles - FAMILIES)


def my_groups(actor: Actor) -> list[HomePanel]:
    """The groups that somebody belongs to, but those that my_work shows already; nothing where there is none."""
    if actor.person_id is None:  # nobody without a record here belongs to a group
        return []
    shown = run_by(actor) if actor.can("groups.members") else frozenset()
    found = db.session.scalars(db.select(Group).where(MY_GROUPS.criteria(actor), GOES_ON).order_by(Group.name))
    mine = [(group, facts.meets_words(group)) for group in found if group.id not in shown]
    faces = ("public",) if actor.roles <= {"parent_carer"} else ("young", "worker")
    title = gettext_noop("My groups")
    return [HomePanel(title, "groups/panel_mine.html", {"groups": mine}, 12, faces=faces)] if mine else []


def who_sees_me(person_id: UUID) -> list[Panel]:
    """For somebody's own page: the groups that they are in, and which workers see them there."""
    mine = db.select(Membership.group_id).where(Membership.person_id == person_id, Membership.status == "active")
    query = (
        db.select(Group.id, Group.name, Group.members_hidden, Person.name.label("worker"))
        .outerjoin(Membership, _supported())
        .outerjoin(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .where(Group.id.in_(mine), GOES_ON)
        .order_by(Group.name, Person.sort_name)
    )
    found: dict[UUID, tuple[Any, list[str]]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.id, (row, []))[1].extend([row.worker] if row.worker else [])
    return [Panel(SEEN_IN, "groups/panel_seen_by.html", {"rows": [*found.values()]}, 20)] if found else []


def my_work(actor: Actor) -> list[HomePanel]:
    """For staff who see members: the groups that they support, how many are in each, and which board is next.

    Somebody who supports none is told how to begin if that is their work, and else nothing.
    """
    if not actor.can("groups.members"):
        return []
    query = db.select(Group).where(MY_GROUPS_TO_RUN.criteria(actor), GOES_ON).order_by(Group.name)
    mine = db.session.scalars(query).all()
    if not mine and "worker" not in actor.roles:
        return []
    following = _next_boards(group.id for group in mine)
    rows = [(group, facts.cadence_of(group), following.get(group.id)) for group in mine]
    return [HomePanel("Groups I support", "groups/panel_work.html", {"rows": rows}, 10, faces=("worker",))]


def kept_hidden(actor: Actor) -> list[HomePanel]:
    """For those who keep young people safe: the groups whose members nobody else sees, with how many are in each."""
    if not (actor.can("groups.see_hidden") and actor.can("groups.members")):
        return []
    query = db.select(Group.key, Group.name, Group.member_count).where(Group.members_hidden, GOES_ON)
    rows = db.session.execute(query.order_by(Group.name)).all()
    context = {"rows": rows}
    return [HomePanel("Groups whose members stay hidden", "groups/panel_hidden.html", context, 14)] if rows else []


def boards_that_listen(actor: Actor) -> list[HomePanel]:
    """For decision-makers: every board with its next date and papers, its seats, whom it hears and what they say."""
    if "decision_maker" not in actor.roles:
        return []
    following, heard = dates.following(dates.ahead()), heard_by_boards(actor)
    promised, said = seats.promises(actor, ratings.fewest_answers()), ratings.results(actor)
    boards = db.session.execute(db.select(Board.id, Board.key, Board.name).order_by(Board.name)).all()
    rows = [
        (
            board,
            following.get(board.id),
            heard.get(board.id, []),
            words.on_board(promised, board.id),
            ratings.listened(said.get(board.id)),
        )
        for board in boards
    ]
    rows.sort(key=lambda row: (row[1] is None, row[1].on if row[1] else date.max, row[0].name))
    context = {"rows": rows, "headline": words.headline(seats.tally(promised))}
    return [HomePanel("Boards that listen to young people", "groups/panel_boards.html", context, 15)]


def ways_in(authority: Authority, actor: Actor, faces: tuple[str, ...]) -> list[HomePanel]:
    """Groups that a reader could come to, a parent's first where one reads; nothing where none is listed."""
    wanted = ("parents_carers", "young_people") if "parent_carer" in actor.roles else ("young_people",)
    groups = kept(authority, ("groups.ways_in", wanted), lambda: _listed_for(wanted))
    context = {"groups": groups[:A_FEW], "more": len(groups) - A_FEW}
    title = gettext_noop("Groups where you have your say")
    return [HomePanel(title, "groups/panel_find.html", context, 20, faces=faces)] if groups else []


def _supported() -> Any:
    """The workers who support a group, joined to it."""
    in_it = (Membership.authority_id == Group.authority_id) & (Membership.group_id == Group.id)
    return in_it & Membership.supports.is_(True) & (Membership.status == "active")


def _listed_for(wanted: tuple[str, ...]) -> list[Any]:
    listed = db.select(Group.key, Group.name).where(
        LISTED.criteria(ANONYMOUS),
        Group.status == "active",
        Group.participants.in_(wanted),
        Group.kind.not_in(UMBRELLAS),
    )
    return list(db.session.execute(listed.order_by(Group.participants != wanted[0], Group.name)))


def heard_by_boards(actor: Actor) -> dict[UUID, list[str]]:
    """Names of the groups that each board hears, those that the reader may not see left out."""
    joined = (
        db.select(BoardSeat.board_id, Group.name)
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(SEES_GROUP.criteria(actor), GOES_ON)
        .distinct()
        .order_by(Group.name)
    )
    found: dict[UUID, list[str]] = {}
    for row in db.session.execute(joined):
        found.setdefault(row.board_id, []).append(row.name)
    return found


def _next_boards(groups: Iterable[UUID]) -> dict[UUID, Any]:
    """For each group the board date that comes next: the board's key and name, and the day."""
    joined = (
        db.select(BoardSeat.group_id, Board.key, Board.name, BoardDate.on_date)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .join(BoardDate, (BoardDate.authority_id == Board.authority_id) & (BoardDate.board_id == Board.id))
        .where(BoardSeat.group_id.in_(list(groups)), BoardDate.on_date >= local_today(), BoardDate.cancelled.is_(False))
        .order_by(BoardDate.on_date.desc())
    )
    return {row.group_id: row for row in db.session.execute(joined)}  # the soonest stands last, and stays
