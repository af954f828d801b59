"""The term's one agenda: written once, seen in each version side by side, put on the meetings of every group (N48)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, create_once, db, requires
from plugins.meetings.api import Put, groups_of
from plugins.participation_in_governance import choosing, programme, versions
from plugins.participation_in_governance.agenda import writing
from plugins.participation_in_governance.agenda.forms import AgendaLineForm
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, council, not_here, note, or_not_here, reader, row_or_404
from plugins.participation_in_governance.models import AgendaLine, ProgrammeTerm
from plugins.participation_in_governance.picking import pick
from plugins.participation_in_governance.showing import shown
from plugins.participation_in_governance.terms import reading
from plugins.participation_in_governance.terms.reading import TermRead
from plugins.participation_in_governance.terms.views import CLASH, row_of
from plugins.participation_in_governance.visibility import PLAN, VIEW
from plugins.participation_in_governance.vocabulary import ITEM_KINDS, VERSIONS

WAYS = {"up": -1, "down": 1}


@blueprint.get("/agenda")
@requires(VIEW)
def agenda() -> Response:
    """Every item in every version that some group works in."""
    picked = pick()
    found = picked.term
    items = writing.lines(found.row) if found else []
    columns = _columns()
    return shown(
        "agenda.html",
        picked=picked,
        found=found,
        items=items,
        kinds=ITEM_KINDS,
        columns=columns,
        heads=["Item", *(VERSIONS[version] for version in columns)],
        sheets=_sheets(items),
        minutes=sum(one.minutes or 0 for one in items),
        form=Form(),
    )


@blueprint.get("/agenda/<uuid:id>/<version>")
@requires(VIEW)
def agenda_sheet(id: UUID, version: str) -> Response:
    """One version of a term's agenda on one sheet, to print."""
    found = or_not_here(reading.read(id))
    groups = _columns().get(version) or not_here()
    items = writing.lines(found.row)
    return shown(
        "agenda_sheet.html", found=found, version=version, words=VERSIONS, groups=groups, lines=_sheet(items, version)
    )


@blueprint.route("/agenda/<uuid:id>/new", methods=["GET", "POST"])
@requires(PLAN)
def new_line(id: UUID) -> Response:
    """Add an item at the end; sent twice, it is added once."""
    found, form = or_not_here(reading.read(id)), _form()
    if form.validate_on_submit():
        row = row_of(found)
        place = len(writing.lines(row))
        made, is_new = create_once(
            AgendaLine, form, lambda id: AgendaLine(id=id, programme_term_id=row.id, position=place, **form.values())
        )
        if is_new:
            note("agenda_added", made)
        db.session.commit()
        flash(
            f"“{made.title}” is on the agenda of {found.term.name}. Put it on the meetings when it is ready.", "success"
        )
        return redirect(url_for(".agenda", term=id))
    return _line_page(form, found, None)


@blueprint.route("/agenda/line/<uuid:id>", methods=["GET", "POST"])
@requires(PLAN)
def edit_line(id: UUID) -> Response:
    """Change an item; meetings follow when the agenda is put on them again."""
    line, form = row_or_404(AgendaLine, id), _form()
    found = _term_of(line)
    clash = form.is_submitted() and form.version.data != str(line.version)
    if not form.is_submitted():
        form.show(line)
    elif clash:
        form.version.raw_data, form.version.data = [str(line.version)], str(line.version)
        flash(CLASH, "warning")
    elif form.validate():
        for name, value in form.values().items():
            setattr(line, name, value)
        note("agenda_changed", line)
        db.session.commit()
        flash(f"“{line.title}” is changed. Put the agenda on the meetings again, so that they follow.", "success")
        return redirect(url_for(".agenda", term=found.term.id))
    return _line_page(form, found, line, clash=clash)


@blueprint.post("/agenda/line/<uuid:id>/move")
@requires(PLAN)
def move_line(id: UUID) -> Response:
    """Move an item up or down by one place."""
    line = row_or_404(AgendaLine, id)
    way = WAYS.get(request.form.get("way", "")) or not_here()
    order = writing.lines(row_or_404(ProgrammeTerm, line.programme_term_id))
    place = order.index(line)
    order.insert(max(0, min(len(order) - 1, place + way)), order.pop(place))
    for position, one in enumerate(order):
        db.session.execute(db.update(AgendaLine).where(AgendaLine.id == one.id).values(position=position))
    note("agenda_moved", line)
    db.session.commit()
    return redirect(url_for(".agenda", term=_term_of(line).term.id))


@blueprint.route("/agenda/line/<uuid:id>/remove", methods=["GET", "POST"])
@requires(PLAN)
def remove_line(id: UUID) -> Response:
    """Ask first; meetings that have the item already keep it."""
    line = row_or_404(AgendaLine, id)
    found = _term_of(line)
    if request.method == "POST":
        note("agenda_removed", line)
        db.session.delete(line)
        db.session.commit()
        flash(f"“{line.title}” is off the agenda of {found.term.name}.", "success")
        return redirect(url_for(".agenda", term=found.term.id))
    words = "Meetings that have it on their own agenda already keep it there; take it out on their pages."
    return shown(
        "sure.html",
        title=f"Take out “{line.title}”",
        words=words,
        label="Take it out",
        back=url_for(".edit_line", id=id),
    )


@blueprint.post("/agenda/<uuid:id>/put")
@requires(PLAN)
def put_agenda_on(id: UUID) -> Response:
    """Put the agenda on every planned meeting of the term, each group's in its own version."""
    found, form = or_not_here(reading.read(id)), Form()
    if form.validate_on_submit() and found.row is not None:
        meetings, done = writing.put(reader(), found.row, found.span, _groups(), _said())
        note("agenda_put", found.row, meetings=meetings, items=done.added)
        db.session.commit()
        _say(meetings, done)
    return redirect(url_for(".agenda", term=id))


def _groups() -> list[Any]:
    return groups_of([group.id for group in programme.groups(reader())])


def _said() -> dict[str, str]:
    return {one.group: one.version for one in chosen().versions}


def _columns() -> dict[str, list[Any]]:
    """Each version that some group works in, with those groups."""
    return versions.in_use(programme.groups(reader()), _said())


def _sheets(items: list[AgendaLine]) -> dict[str, list[tuple[str, str]]]:
    return {version: _sheet(items, version) for version in VERSIONS}


def _sheet(items: list[AgendaLine], version: str) -> list[Any]:
    """Each item with its name and what is done in a version."""
    return [(one, writing.title_in(one, version), writing.activity_in(one, version)) for one in items]


def _term_of(line: AgendaLine) -> TermRead:
    return or_not_here(reading.read(row_or_404(ProgrammeTerm, line.programme_term_id).term_id))


def _form() -> Any:
    form = choosing.with_themes(AgendaLineForm, reading.sets(council()))
    form.offer(programme.groups(reader()))
    return form


def _say(meetings: int, done: Put) -> None:
    if not meetings:
        flash("No meeting of this term is still to come, so nothing was changed. Plan its meetings first.", "warning")
        return
    parts = [f"{done.added} items added", f"{done.changed} changed"]
    kept = f" {done.kept} stay as somebody wrote them on the meeting's own page." if done.kept else ""
    flash(f"The agenda is on {meetings} meetings: {', '.join(parts)}.{kept}", "success")


def _line_page(form: Any, found: TermRead, line: AgendaLine | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    return shown("edit_line.html", form=form, found=found, line=line, clash=clash, status=status)
