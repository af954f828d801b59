"""Boards that hear young people: who sits where, when they meet, and what they do so that the young
can take part.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Ref, create_once, db, gettext, local_today, page, panels, public, public_page, requires
from plugins.groups import facts, home
from plugins.groups.boards import access, dates, ratings, reports, seats, words
from plugins.groups.boards.rules import RESERVED_BOARDS
from plugins.groups.forms.board import BoardForm
from plugins.groups.forms.differences import differences
from plugins.groups.here import board_called, council, note, reader
from plugins.groups.models import Board, BoardSeat, Group
from plugins.groups.rules import free_slug
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import DECISION_RIGHTS, SEAT_ROLES

PAST_SHOWN = 6  # meetings that are over, on a board's page


@blueprint.get("/boards/")
@public("which boards listen to young people is no secret; groups that are hidden are left out")
@public_page
def boards() -> Response:
    """Every board, its next date, its seats, and the groups that are heard there."""
    following, heard = dates.following(dates.ahead()), home.heard_by_boards(reader())
    promised = seats.promises(reader(), ratings.fewest_answers())
    rows = db.session.execute(db.select(Board.id, Board.key, Board.name, Board.about).order_by(Board.name)).all()
    listed = [
        (row, following.get(row.id), heard.get(row.id, []), words.on_board(promised, row.id)) for row in rows
    ]
    headline = words.headline(seats.tally(promised))
    return page("groups/boards.html", boards=listed, headline=headline, for_staff=home.is_staff(reader()))


@blueprint.get("/boards/<key>")
@public("which boards listen to young people is no secret; groups that are hidden are left out")
@public_page
def board(key: str) -> Response:
    """One board: when it sits, what it will read, every group's seats, and whether it is easy to take part."""
    found, today = board_called(key), local_today()
    sittings = dates.of(found.id)
    coming = [one for one in sittings if one.on >= today]
    return page(
        "groups/board.html",
        board=found,
        next=dates.following(coming).get(found.id),
        coming=coming,
        past=[one for one in reversed(sittings) if one.on < today][:PAST_SHOWN],
        reports=reports.to_come(found.id),
        roles=_roles(found.id),
        panels=panels.record(council(), reader(), Ref("groups", "board", found.id)),
        **_seats(found.id),
        **_easy_to_take_part(found.id),
        for_staff=home.is_staff(reader()),
        rights=gettext(DECISION_RIGHTS[found.decision_rights]) if found.decision_rights else "",
    )


@blueprint.route("/boards/new", methods=["GET", "POST"])
@requires("groups.boards")
def new_board() -> Response:
    """Add a board; sent twice, it is made once."""
    form = BoardForm()
    form.offer()
    if form.validate_on_submit():
        made, is_new = create_once(Board, form, lambda id: Board(id=id, key=_key(form), **form.values()))
        if is_new:
            note("board_added", made)
        db.session.commit()
        flash(f"{made.name} is there now. Next: its dates.", "success")
        return redirect(url_for("groups.board", key=made.key))
    return _form_page(form, None)


@blueprint.route("/boards/<key>/edit", methods=["GET", "POST"])
@requires("groups.boards")
def edit_board(key: str) -> Response:
    """Change a board; if somebody else changed it meanwhile, both versions are shown and nothing is lost."""
    found = board_called(key)
    form = BoardForm()
    form.offer()
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        form.show(found)
    elif form.version.data != str(found.version):
        changed = differences(form, found)
    elif form.validate():
        for name, value in form.values().items():
            setattr(found, name, value)
        note("board_changed", found)
        db.session.commit()
        flash(f"{found.name} is changed.", "success")
        return redirect(url_for("groups.board", key=found.key))
    return _form_page(form, found, changed)


def _key(form: BoardForm) -> str:
    return free_slug(form.name.data, [*db.session.scalars(db.select(Board.key)), *RESERVED_BOARDS])


def _seats(board_id: UUID) -> dict[str, Any]:
    """The seats of every group on this board as numbers, in words."""
    fewest = ratings.fewest_answers()
    found = [one for one in seats.promises(reader(), fewest) if one.is_on(board_id)]
    lines = [(one, words.filled(one, fewest), words.state(one), words.shared(one, board_id)) for one in found]
    return {"seats": lines, "seats_words": words.on_board(found, board_id)}


def _easy_to_take_part(board_id: UUID) -> dict[str, Any]:
    """What adults say of the board beside what young people say of it."""
    checks = access.of(board_id)
    return {
        "checks": checks,
        "progress": access.progress(checks),
        "looked_on": access.last_looked(checks),
        "results": ratings.results(reader(), board_id).get(board_id) or ratings.nothing(),
        "fewest": ratings.fewest_answers(),
        "said": ratings.words_to(reader(), board_id),
    }


def _roles(board_id: UUID) -> list[tuple[Any, str, str]]:
    """What each group that the reader may see has to do with this board."""
    joined = (
        db.select(
            BoardSeat.role,
            BoardSeat.seats,
            BoardSeat.times_per_year,
            BoardSeat.note,
            Group.key,
            Group.name,
        )
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(BoardSeat.board_id == board_id, SEES_GROUP.criteria(reader()))
        .order_by(Group.name, BoardSeat.role)
    )
    rows = db.session.execute(joined)
    return [(row, gettext(SEAT_ROLES[row.role]), facts.seat_words(row)) for row in rows]


def _form_page(form: BoardForm, found: Board | None, changed: list[tuple[str, str]] | None = None) -> Response:
    status = 409 if changed else 400 if form.is_submitted() else 200
    return page(
        "groups/edit_board.html", face="worker", form=form, board=found, changed=changed or [], status=status
    )
