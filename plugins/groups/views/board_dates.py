"""The dates of a board, for staff: add one or many, change one, call one off, take away one that was a slip."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.groups.boards import dates
from plugins.groups.boards.rules import read_dates
from plugins.groups.forms.board_dates import BoardDateForm, BoardDatesForm, CancelDateForm
from plugins.groups.here import board_called, chosen, note, or_not_here
from plugins.groups.models import Board, BoardDate
from plugins.groups.views.blueprint import blueprint


@blueprint.route("/boards/<key>/dates/new", methods=["GET", "POST"])
@requires("groups.boards")
def new_board_date(key: str) -> Response:
    """Add a day on which the board sits; sent twice, it is added once."""
    found, form = board_called(key), BoardDateForm()
    form.about(found.id, None, chosen().board_papers_days)
    if form.validate_on_submit() and _added(found.id, form):
        return _back(found, "The date is added.")
    return _form_page(form, found, None)


@blueprint.route("/boards/<key>/dates/many", methods=["GET", "POST"])
@requires("groups.boards")
def new_board_dates(key: str) -> Response:
    """Add several dates at once: write them out, look at them, then add them."""
    found, form = board_called(key), BoardDatesForm()
    problem, adding = "", request.form.get("do") == "add"
    valid = form.validate_on_submit()
    if valid:
        form.written_out()
    lines = dates.proposed(found.id, read_dates(form.lines.data or "")) if valid else []
    if valid and adding and not (problem := dates.problem_with(lines)):
        return _added_many(found, lines)
    status = 400 if form.is_submitted() and not valid or problem else 200
    days_before = chosen().board_papers_days
    return page(
        "groups/board_dates.html",
        face="worker",
        form=form,
        board=found,
        lines=lines,
        problem=problem,
        days_before=days_before,
        status=status,
    )


@blueprint.route("/boards/<key>/dates/<uuid:id>", methods=["GET", "POST"])
@requires("groups.boards")
def change_board_date(key: str, id: UUID) -> Response:
    """Change a day, when its papers are due, or its note."""
    found = board_called(key)
    row, form = _date(found, id), BoardDateForm()
    form.about(found.id, id, chosen().board_papers_days)
    if not form.is_submitted():
        form.show(row)
    elif form.validate() and _changed(row, form):
        return _back(found, "The date is changed.")
    return _form_page(form, found, row)


@blueprint.route("/boards/<key>/dates/<uuid:id>/cancel", methods=["GET", "POST"])
@requires("groups.boards")
def cancel_board_date(key: str, id: UUID) -> Response:
    """Call a date off: it stays, with the reason, and is shown as cancelled."""
    found = board_called(key)
    row, form = _date(found, id), CancelDateForm()
    if form.validate_on_submit():
        row.cancelled, row.note = True, form.note.data or row.note
        note("board_date_cancelled", row, on=row.on_date.isoformat())
        db.session.commit()
        return _back(found, "The date is cancelled. It stays on the page, so that nobody comes for nothing.")
    status = 400 if form.is_submitted() else 200
    return page("groups/board_date_cancel.html", face="worker", form=form, board=found, row=row, status=status)


@blueprint.post("/boards/<key>/dates/<uuid:id>/restore")
@requires("groups.boards")
def restore_board_date(key: str, id: UUID) -> Response:
    """Let a date that was called off take place after all."""
    found = board_called(key)
    row = _date(found, id)
    row.cancelled = False
    note("board_date_restored", row, on=row.on_date.isoformat())
    db.session.commit()
    return _back(found, "The board sits on this day after all. Look whether its note is still right.")


@blueprint.post("/boards/<key>/dates/<uuid:id>/remove")
@requires("groups.boards")
def remove_board_date(key: str, id: UUID) -> Response:
    """Take away a date that was a slip; one that something hangs on stays and can be called off."""
    found = board_called(key)
    row = _date(found, id)
    if why := dates.hangs_on(row.id):
        flash(f"The date stays. {why} Cancel it instead, and say why.", "warning")
        return redirect(url_for("groups.change_board_date", key=key, id=id))
    note("board_date_removed", row, on=row.on_date.isoformat())
    db.session.delete(row)
    db.session.commit()
    return _back(found, "The date is taken away.")


def _added(board_id: UUID, form: BoardDateForm) -> bool:
    values = form.values()
    try:
        row, is_new = create_once(BoardDate, form, lambda id: BoardDate(id=id, board_id=board_id, **values))
        if is_new:
            note("board_date_added", row, on=row.on_date.isoformat())
        db.session.commit()
    except IntegrityError:
        return _taken(form)
    return True


def _changed(row: BoardDate, form: BoardDateForm) -> bool:
    before, values = row.on_date, form.values()
    if values["on_date"] != before and dates.hangs_on(row.id).startswith("Young people"):
        form.on_date.errors = [*form.on_date.errors, "Young people have spoken of this meeting, so its day stays."]
        return False
    try:
        for name, value in values.items():
            setattr(row, name, value)
        note("board_date_changed", row, was=before.isoformat(), on=row.on_date.isoformat())
        db.session.commit()
    except IntegrityError:
        return _taken(form)
    return True


def _taken(form: BoardDateForm) -> bool:
    """Somebody added the same day at the same moment: say so, keep what was typed."""
    db.session.rollback()
    form.on_date.errors = [*form.on_date.errors, "The board sits on this day already. Choose another day."]
    return False


def _added_many(found: Board, lines: list[dates.Proposed]) -> Response:
    try:
        number = dates.add(found.id, lines)
        note("board_dates_added", found, number=number)
        db.session.commit()
    except IntegrityError:  # somebody added one of the days at the same moment
        db.session.rollback()
        flash("Nothing was added: a colleague was adding dates too. Look at them, then try again.", "warning")
        return redirect(url_for("groups.board", key=found.key))
    return _back(found, _how_many(number))


def _how_many(number: int) -> str:
    if number == 0:
        return "Every one of these dates was there already, so nothing is changed."
    return "One date is added." if number == 1 else f"{number} dates are added."


def _date(found: Board, id: UUID) -> BoardDate:
    query = db.select(BoardDate).where(BoardDate.id == id, BoardDate.board_id == found.id)
    row: BoardDate | None = db.session.scalars(query).one_or_none()
    return or_not_here(row)


def _back(found: Board, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.board", key=found.key))


def _form_page(form: BoardDateForm, found: Board, row: BoardDate | None) -> Response:
    status = 400 if form.is_submitted() else 200
    return page("groups/board_date.html", face="worker", form=form, board=found, row=row, status=status)
