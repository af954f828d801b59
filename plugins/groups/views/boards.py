"""Boards that hear young people: who sits where, when they meet, and what they do so that the young
can take part.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import create_once, db, gettext, local_today, page, public, public_page, requires
from plugins.groups import facts, home
from plugins.groups.forms.board import BoardDateForm, BoardForm
from plugins.groups.here import board_called, note, or_not_here, reader
from plugins.groups.models import Board, BoardDate, BoardSeat, Group
from plugins.groups.rules import RESERVED, free_slug
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import DECISION_RIGHTS, SEAT_ROLES


@blueprint.get("/boards/")
@public("which boards listen to young people is no secret; groups that are hidden are left out")
@public_page
def boards() -> Response:
    """Every board, its next date, and the groups that are heard there."""
    following, heard = home.next_dates(), home.heard_by_boards(reader())
    rows = db.session.execute(db.select(Board.id, Board.key, Board.name, Board.about).order_by(Board.name)).all()
    listed = [(row, following.get(row.id), heard.get(row.id, [])) for row in rows]
    return page("groups/boards.html", boards=listed, for_staff=home.is_staff(reader()))


@blueprint.get("/boards/<key>")
@public("which boards listen to young people is no secret; groups that are hidden are left out")
@public_page
def board(key: str) -> Response:
    """One board: what it decides, its dates, and every group's seats on it."""
    found = board_called(key)
    dates = db.session.scalars(db.select(BoardDate).where(BoardDate.board_id == found.id).order_by(BoardDate.on_date))
    return page(
        "groups/board.html",
        board=found,
        dates=list(dates),
        today=local_today(),
        seats=_seats(found.id),
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
    """Change a board."""
    found = board_called(key)
    form = BoardForm()
    form.offer()
    if not form.is_submitted():
        form.show(found)
    elif form.version.data != str(found.version):
        form.version.data = str(found.version)
        flash("Somebody else changed this board while you typed. Look through it and save again.", "warning")
    elif form.validate():
        for name, value in form.values().items():
            setattr(found, name, value)
        note("board_changed", found)
        db.session.commit()
        flash(f"{found.name} is changed.", "success")
        return redirect(url_for("groups.board", key=found.key))
    return _form_page(form, found)


@blueprint.route("/boards/<key>/dates/new", methods=["GET", "POST"])
@requires("groups.boards")
def new_board_date(key: str) -> Response:
    """Add a day on which the board sits; a day that is there already stays one."""
    found, form = board_called(key), BoardDateForm()
    if form.validate_on_submit():
        _add_date(found.id, form)
        flash("The date is added.", "success")
        return redirect(url_for("groups.board", key=key))
    status = 400 if form.is_submitted() else 200
    return page("groups/board_date.html", face="worker", form=form, board=found, status=status)


@blueprint.post("/boards/<key>/dates/<uuid:id>/remove")
@requires("groups.boards")
def remove_board_date(key: str, id: UUID) -> Response:
    """Take a date away."""
    found = board_called(key)
    query = db.select(BoardDate).where(BoardDate.id == id, BoardDate.board_id == found.id)
    row = or_not_here(db.session.scalars(query).one_or_none())
    note("board_date_removed", row, on=row.on_date.isoformat())
    db.session.delete(row)
    db.session.commit()
    flash("The date is taken away.", "success")
    return redirect(url_for("groups.board", key=key))


def _add_date(board_id: UUID, form: BoardDateForm) -> None:
    on, words = form.on_date.data, form.note.data or ""
    try:
        row, is_new = create_once(
            BoardDate, form, lambda id: BoardDate(id=id, board_id=board_id, on_date=on, note=words)
        )
        if is_new:
            note("board_date_added", row, on=on.isoformat())
        db.session.commit()
    except IntegrityError:
        db.session.rollback()  # the board sits on this day already: that is what was wanted


def _key(form: BoardForm) -> str:
    return free_slug(form.name.data, [*db.session.scalars(db.select(Board.key)), *RESERVED])


def _seats(board_id: UUID) -> list[tuple[Any, str, str]]:
    rows = [row for row in _seat_rows() if row.board_id == board_id]
    return [(row, gettext(SEAT_ROLES[row.role]), facts.seat_words(row)) for row in rows]


def _seat_rows() -> list[Any]:
    joined = (
        db.select(
            BoardSeat.board_id,
            BoardSeat.role,
            BoardSeat.seats,
            BoardSeat.counted,
            BoardSeat.times_per_year,
            BoardSeat.note,
            Group.key,
            Group.name,
        )
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(SEES_GROUP.criteria(reader()))
        .order_by(Group.name, BoardSeat.role)
    )
    return list(db.session.execute(joined))


def _form_page(form: BoardForm, found: Board | None) -> Response:
    status = 400 if form.is_submitted() else 200
    return page("groups/edit_board.html", face="worker", form=form, board=found, status=status)
