"""A young member's own side of boards: their seats, the papers, and what they thought of a meeting."""

from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import Ref, db, gettext, local_today, page, safeguarding, signed_in
from plugins.groups.boards import dates, ratings, reports, seats
from plugins.groups.boards.rules import last_day_to_rate, may_rate
from plugins.groups.forms.board_ratings import RatingForm
from plugins.groups.here import board_called, not_here, note, or_not_here, reader
from plugins.groups.models import Board, BoardDate, BoardRating, Group
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import MY_GROUPS


@blueprint.get("/mine/boards")
@signed_in("everyone may see the seats that they hold")
def my_boards() -> Response:
    """The reader's own seats, when each board meets, what it will read, and which meetings they can rate."""
    mine = seats.mine(reader())
    coming = dates.ahead(BoardDate.board_id.in_([seat.board_id for seat in mine])) if mine else []
    following = dates.following(coming)
    recent = ratings.waiting_for(reader())
    asked = reports.to_ask(db.session.scalars(db.select(Group.id).where(MY_GROUPS.criteria(reader()))))
    return page(
        "groups/board_mine.html",
        seats=[(seat, following.get(seat.board_id)) for seat in mine],
        cancelled=[one for one in coming if one.cancelled],
        reports=reports.by_last_day(asked),
        recent=[(one, last_day_to_rate(one.on)) for one in recent],
        rated=ratings.rated(reader(), [one.id for one in recent]),
    )


@blueprint.route("/boards/<key>/dates/<uuid:id>/rate", methods=["GET", "POST"])
@signed_in("whoever could have been at a meeting may say what they thought of it; for others it is not there")
def rate_board(key: str, id: UUID) -> Response:
    """Four questions about one meeting, all of which can be skipped; answers can be changed for some days."""
    found = board_called(key)
    sitting = or_not_here(next((one for one in dates.of(found.id) if one.id == id), None))
    if not ratings.may_speak_of(reader(), found.id, sitting.on):
        not_here()
    if refused := _refused(sitting):
        flash(refused, "warning")
        return redirect(url_for("groups.my_boards"))
    form, before = RatingForm(), ratings.own(reader(), id)
    if not form.is_submitted() and before:
        form.show(before)
    elif form.validate_on_submit():
        return _saved(found, sitting, form, before)
    last = last_day_to_rate(sitting.on)
    status = 400 if form.is_submitted() else 200
    fewest = ratings.fewest_answers()
    return page(
        "groups/board_rate.html", form=form, board=found, sitting=sitting, last=last, fewest=fewest, status=status
    )


def _refused(sitting: dates.Sitting) -> str:
    """Why this meeting cannot be rated today, with what to do; "" if it can."""
    why = may_rate(sitting.on, sitting.cancelled, local_today())
    return {
        "yes": "",
        "cancelled": gettext("This meeting was cancelled, so there is nothing to say about it."),
        "early": gettext("This meeting has not been yet. Come back after it."),
        "late": gettext("The time to say what you thought of this meeting is over. You can always tell your worker."),
    }[why]


def _saved(found: Board, sitting: dates.Sitting, form: RatingForm, before: BoardRating | None) -> Response:
    given = form.answers()
    try:
        row = before or BoardRating(board_id=found.id, date_id=sitting.id, person_id=reader().person_id)
        for name, value in given.items():
            setattr(row, name, value)
        db.session.add(row)
        db.session.flush()
        safeguarding.screened(row.words, Ref("groups", "board_rating", row.id))
        note("board_rated", row, board=str(found.id))
        db.session.commit()
    except IntegrityError:  # the same answer arrived twice at the same moment: the first is kept
        db.session.rollback()
    flash(gettext("Thank you. You can change your answers until the last day."), "success")
    return redirect(url_for("groups.my_boards"))
