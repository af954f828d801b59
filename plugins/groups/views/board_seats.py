"""Seats on boards: as numbers for everyone, and by name for those who see the members of the group."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import create_once, db, page, public, public_page, requires
from plugins.groups import home
from plugins.groups.boards import ratings, seats, words
from plugins.groups.boards.seats import Promise
from plugins.groups.forms.board_seats import SeatHolderForm, SeatTimeForm
from plugins.groups.here import board_called, not_here, note, or_not_here, reader
from plugins.groups.models import Board, BoardSeat, Group, SeatHolder
from plugins.groups.views.blueprint import blueprint


@blueprint.get("/boards/seats")
@public("whether a promise of seats is kept is for everyone to see; numbers only, hidden groups left out")
@public_page
def seats_promised() -> Response:
    """Every board with the seats that were promised there, filled and empty, as numbers."""
    fewest = ratings.fewest_answers()
    found = seats.promises(reader(), fewest)
    lines = [(one, words.filled(one, fewest), words.state(one), _shared(one)) for one in found]
    tally = seats.tally(found)
    return page(
        "groups/boards_seats.html",
        lines=lines,
        tally=tally,
        headline=words.headline(tally),
        silent=words.silent(tally),
        for_staff=home.is_staff(reader()),
    )


@blueprint.get("/boards/<key>/seats")
@requires("groups.members")
def board_seats(key: str) -> Response:
    """Who holds which seat on this board; of groups whose members the reader does not see, the number."""
    found = board_called(key)
    promised = [one for one in seats.promises(reader(), ratings.fewest_answers()) if one.is_on(found.id)]
    here = _seats_here(found, promised)
    held = seats.holders(here.values(), reader())
    return page(
        "groups/board_seats.html",
        face="worker",
        board=found,
        promised=[(one, here[one.group_id], held.get(here[one.group_id], []), words.surplus(one)) for one in promised],
        readable=seats.readable(reader()),
        state=words.state,
    )


@blueprint.route("/boards/<key>/seats/<uuid:seat_id>/new", methods=["GET", "POST"])
@requires("groups.boards")
def new_seat_holder(key: str, seat_id: UUID) -> Response:
    """Let a member of the group take up a seat, or stand in."""
    found = board_called(key)
    seat, group = _seat(found, seat_id)
    form = SeatHolderForm()
    form.offer(_offered(seat, form))
    if form.validate_on_submit() and _added(seat, form):
        _warn(found, seat)
        return _back(found, "The seat is taken up.")
    return _form_page(form, found, group, None)


@blueprint.route("/boards/<key>/seats/<uuid:seat_id>/<uuid:id>", methods=["GET", "POST"])
@requires("groups.boards")
def change_seat_holder(key: str, seat_id: UUID, id: UUID) -> Response:
    """Change from when to when somebody holds a seat, or whether they only stand in."""
    found = board_called(key)
    seat, group = _seat(found, seat_id)
    row, form = _holder(seat, id), SeatTimeForm()
    if not form.is_submitted():
        form.show(row)
    elif form.validate():
        for name, value in form.times().items():
            setattr(row, name, value)
        note("seat_changed", row, board=str(found.id))
        db.session.commit()
        _warn(found, seat)
        return _back(found, "The seat is changed.")
    return _form_page(form, found, group, row)


@blueprint.post("/boards/<key>/seats/<uuid:seat_id>/<uuid:id>/remove")
@requires("groups.boards")
def remove_seat_holder(key: str, seat_id: UUID, id: UUID) -> Response:
    """Take somebody out of a seat's list, as if they had never been in it."""
    found = board_called(key)
    seat, _ = _seat(found, seat_id)
    row = _holder(seat, id)
    note("seat_holder_removed", row, board=str(found.id))
    db.session.delete(row)
    db.session.commit()
    return _back(found, "They are taken out of the list.")


def _seat(found: Board, seat_id: UUID) -> tuple[BoardSeat, Group]:
    """The seat and its group, if the reader sees its members; else the neutral 404."""
    return or_not_here(seats.seat_on(found.id, seat_id, reader())) if reader().can("groups.members") else not_here()


def _holder(seat: BoardSeat, id: UUID) -> SeatHolder:
    query = db.select(SeatHolder).where(SeatHolder.id == id, SeatHolder.seat_id == seat.id)
    row: SeatHolder | None = db.session.scalars(query).one_or_none()
    return or_not_here(row)


def _offered(seat: BoardSeat, form: SeatHolderForm) -> list[tuple[str, str]]:
    """Members who can take the seat, and whom this very form has put there already."""
    offered = seats.who_could(seat)
    made = db.session.get(SeatHolder, form.record_id)
    return [*offered, (str(made.person_id), "They hold it already")] if made else offered


def _added(seat: BoardSeat, form: SeatHolderForm) -> bool:
    person, times, seat_id = form.person(), form.times(), seat.id
    try:
        row, is_new = create_once(
            SeatHolder, form, lambda id: SeatHolder(id=id, seat_id=seat_id, person_id=person, **times)
        )
        if is_new:
            note("seat_taken_up", row, board=str(seat.board_id))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.person_id.errors = [*form.person_id.errors, "They are in this seat's list already. Change them there."]
        return False
    return True


def _warn(found: Board, seat: BoardSeat) -> None:
    """More people than seats is remarked on and never refused: a seat may be handed over in the same week."""
    for promise in seats.promises(reader(), ratings.fewest_answers()):
        if seat.id in promise.seat_ids and promise.surplus:
            flash(words.surplus(promise), "warning")


def _seats_here(found: Board, promised: list[Promise]) -> dict[UUID, UUID]:
    """For each group the id of its seat on this board."""
    rows = db.session.execute(
        db.select(BoardSeat.group_id, BoardSeat.id).where(BoardSeat.board_id == found.id, BoardSeat.role == "seat")
    )
    return {row.group_id: row.id for row in rows}


def _shared(promise: Promise) -> str:
    return words.shared(promise, promise.boards[0].id) if promise.unclear else ""


def _back(found: Board, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.board_seats", key=found.key))


def _form_page(form: Any, found: Board, group: Group, row: SeatHolder | None) -> Response:
    status = 400 if form.is_submitted() else 200
    return page(
        "groups/board_seat.html", face="worker", form=form, board=found, group=group, row=row, status=status
    )
