"""Going through what was found: part by part and row by row, leaving out what the law lets be left out."""

from collections.abc import Sequence
from itertools import islice
from typing import Final
from uuid import UUID, uuid4

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import delete

from core.access.stamps import requires
from core.data_rights.requests.blueprints import desk as blueprint
from core.data_rights.requests.desk_forms import LeaveOutForm
from core.data_rights.requests.desk_views import found
from core.data_rights.requests.gathering import read
from core.data_rights.requests.handling import state_of
from core.data_rights.requests.models import RightsRequest, Withheld
from core.data_rights.requests.packing import choices_of
from core.data_rights.requests.redaction import REASONS, WHOLE_ROW, Choices, Found, Row
from core.db import begin_write, db
from core.web.forms import Form
from core.web.render import page
from core.web.request import current_actor, required_authority

PAGE: Final = 25
NOT_NOW: Final = "What is left out can be changed only while you go through it. Nothing was changed."


@blueprint.get("/requests/<uuid:request_id>/parts/")
@requires("rights.handle")
def parts(request_id: UUID) -> ResponseReturnValue:
    """What was found, part by part: how many rows, how many name somebody else, how many are left out."""
    asked = found(request_id)
    choices, all_parts = choices_of(asked), _found(asked)
    lines = [(number, one, _named(one), _left_out(one, choices)) for number, one in enumerate(all_parts, start=1)]
    flags = sum(len(_open_flags(one, choices)) for one in all_parts)
    return page(
        "data_rights/desk_parts.html", asked=asked, lines=lines, flags=flags, form=Form(), may=_may_change(asked)
    )


@blueprint.get("/requests/<uuid:request_id>/parts/<int:number>")
@requires("rights.handle")
def part(request_id: UUID, number: int) -> ResponseReturnValue:
    """The rows of one part, with what is left out and the names of others marked."""
    asked = found(request_id)
    one, start = _part(asked, number), max(0, request.args.get("from", 0, type=int))
    rows = list(islice(one.rows, start, start + PAGE))
    here = url_for(".part", request_id=asked.id, number=number)
    onward, back = f"{here}?from={start + PAGE}", f"{here}?from={max(0, start - PAGE)}"
    steps = {"previous": back if start else None, "next": onward if len(one.rows) > start + PAGE else None}
    return page(
        "data_rights/desk_part.html", asked=asked, number=number, part=one, rows=rows, start=start, paging=steps,
        choices=choices_of(asked), reasons=REASONS, words=words, form=Form(), may=_may_change(asked),
    )  # fmt: skip


@blueprint.route("/requests/<uuid:request_id>/parts/<int:number>/rows/<key>", methods=["GET", "POST"])
@requires("rights.handle")
def row(request_id: UUID, number: int, key: str) -> ResponseReturnValue:
    """Leave a row out, or one field of it, with the reason."""
    asked = found(request_id)
    if not _may_change(asked):
        flash(NOT_NOW, "info")
        return redirect(url_for(".one", request_id=request_id))
    one = next((row for row in _part(asked, number).rows if row.key == key), None) or abort(404)
    form = LeaveOutForm()
    form.offer({name: words(name) for name in one.fields})
    if form.validate_on_submit():
        begin_write()
        _leave_out(asked, one, [form.field.data or WHOLE_ROW], form.reason.data)
        db.session.commit()
        flash("Left out.", "success")
        return redirect(url_for(".part", request_id=request_id, number=number))
    return page("data_rights/desk_row.html", form=form, asked=asked, number=number, row=one, words=words)


@blueprint.post("/requests/<uuid:request_id>/parts/<int:number>/rows/<key>/back")
@requires("rights.handle")
def put_back(request_id: UUID, number: int, key: str) -> ResponseReturnValue:
    """Put everything of a row back into the copy."""
    begin_write()
    asked = found(request_id)
    if _may_change(asked):
        here = (Withheld.request_id == asked.id, Withheld.row == key)
        db.session.execute(delete(Withheld).where(*here))
        flash("Put back.", "success")
    else:
        flash(NOT_NOW, "info")
    db.session.commit()
    return redirect(url_for(".part", request_id=request_id, number=number))


@blueprint.post("/requests/<uuid:request_id>/parts/flags")
@requires("rights.handle")
def leave_out_flags(request_id: UUID) -> ResponseReturnValue:
    """Leave out every field in which somebody else is named, as being about somebody else."""
    begin_write()
    asked = found(request_id)
    if not _may_change(asked):
        flash(NOT_NOW, "info")
        return redirect(url_for(".one", request_id=request_id))
    choices, count = choices_of(asked), 0
    for one in _found(asked):
        for flagged, field in _open_flags(one, choices):
            _leave_out(asked, flagged, [field], "third_party")
            count += 1
    db.session.commit()
    flash(f"{count} fields that name somebody else are left out. Look at each: some may be about the person too.")
    return redirect(url_for(".parts", request_id=request_id))


def words(name: str) -> str:
    """A field's name as words."""
    return name.replace("_", " ").strip().capitalize()


def _leave_out(asked: RightsRequest, row: Row, fields: Sequence[str], reason: str) -> None:
    """Each choice stands once: another reason for the same takes its place."""
    for field in fields:
        here = (Withheld.request_id == asked.id, Withheld.row == row.key, Withheld.field == field)
        db.session.execute(delete(Withheld).where(*here))
        made = Withheld(id=uuid4(), request_id=asked.id, row=row.key, field=field, reason=reason)
        made.by = current_actor().user_id
        db.session.add(made)
    db.session.flush()


def _found(asked: RightsRequest) -> list[Found]:
    return read(required_authority().id, asked.id)


def _part(asked: RightsRequest, number: int) -> Found:
    all_parts = _found(asked)
    return all_parts[number - 1] if 1 <= number <= len(all_parts) else abort(404)


def _may_change(asked: RightsRequest) -> bool:
    return state_of(asked) == "redaction"


def _named(part: Found) -> int:
    return sum(bool(row.names) for row in part.rows)


def _left_out(part: Found, choices: Choices) -> int:
    keys = {key for key, _ in choices}
    return sum(row.key in keys for row in part.rows)


def _open_flags(part: Found, choices: Choices) -> list[tuple[Row, str]]:
    """Fields that name somebody else and about which nothing was chosen yet."""
    return [
        (row, field)
        for row in part.rows
        for field in row.names
        if (row.key, field) not in choices and (row.key, WHOLE_ROW) not in choices
    ]
