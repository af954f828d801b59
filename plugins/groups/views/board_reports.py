"""Reports that a board will read: staff say what they are about, so that young people can be asked in time."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.groups.boards import dates
from plugins.groups.forms.board_reports import BoardReportForm
from plugins.groups.forms.differences import differences
from plugins.groups.here import board_called, note, or_not_here
from plugins.groups.models import Board, BoardDate, BoardReport
from plugins.groups.views.blueprint import blueprint


@blueprint.route("/boards/<key>/reports/new", methods=["GET", "POST"])
@requires("groups.boards")
def new_board_report(key: str) -> Response:
    """Add a report to come; sent twice, it is made once."""
    found, form = board_called(key), BoardReportForm()
    form.offer(_coming(found))
    if form.validate_on_submit():
        values, board_id = form.values(), found.id
        row, is_new = create_once(
            BoardReport, form, lambda id: BoardReport(id=id, board_id=board_id, **values)
        )
        if is_new:
            note("board_report_added", row)
        db.session.commit()
        return _back(found, "The report is added. The groups that are asked about this board's papers see it now.")
    return _form_page(form, found, None, [])


@blueprint.route("/boards/<key>/reports/<uuid:id>", methods=["GET", "POST"])
@requires("groups.boards")
def change_board_report(key: str, id: UUID) -> Response:
    """Change a report; if somebody else changed it meanwhile, both versions are shown and nothing is lost."""
    found = board_called(key)
    row, form = _report(found, id), BoardReportForm()
    form.offer(_coming(found, row.date_id), row.date_id)
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        form.show(row)
    elif form.version.data != str(row.version):
        changed = differences(form, row)
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        note("board_report_changed", row)
        db.session.commit()
        return _back(found, "The report is changed.")
    return _form_page(form, found, row, changed)


@blueprint.post("/boards/<key>/reports/<uuid:id>/remove")
@requires("groups.boards")
def remove_board_report(key: str, id: UUID) -> Response:
    """Take a report away that does not come after all."""
    found = board_called(key)
    row = _report(found, id)
    note("board_report_removed", row)
    db.session.delete(row)
    db.session.commit()
    return _back(found, "The report is taken away.")


def _coming(found: Board, present: UUID | None = None) -> list[dates.Sitting]:
    """The board's dates to come, and the one that a report has already even if it is over."""
    coming = dates.ahead(BoardDate.board_id == found.id)
    held = [one for one in dates.of(found.id) if one.id == present and one not in coming] if present else []
    return [*held, *coming]


def _report(found: Board, id: UUID) -> BoardReport:
    query = db.select(BoardReport).where(BoardReport.id == id, BoardReport.board_id == found.id)
    row: BoardReport | None = db.session.scalars(query).one_or_none()
    return or_not_here(row)


def _back(found: Board, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.board", key=found.key, _anchor="reports"))


def _form_page(
    form: BoardReportForm, found: Board, row: BoardReport | None, changed: list[tuple[str, str]]
) -> Response:
    status = 409 if changed else 400 if form.is_submitted() else 200
    return page(
        "groups/board_report.html", face="worker", form=form, board=found, row=row, changed=changed, status=status
    )
