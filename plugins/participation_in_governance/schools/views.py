"""Schools taking part: the two targets, who came how often, who has not come, and what they said when asked (N55)."""

import csv
import io
from typing import Any
from uuid import UUID

from flask import Response as Download
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from core.api import Form, Organisation, db, forms, local_today, requires
from plugins.meetings.api import Span, groups_of, school_year, year_holding
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import council, not_here, note, or_not_here, reader, row_or_404
from plugins.participation_in_governance.models import SchoolAsked
from plugins.participation_in_governance.schools import counting
from plugins.participation_in_governance.schools.counting import School, Taking
from plugins.participation_in_governance.showing import shown
from plugins.participation_in_governance.terms.views import CLASH
from plugins.participation_in_governance.visibility import PLAN, VIEW
from plugins.participation_in_governance.vocabulary import ASKED, ASKED_TONES

FIRST, LAST = 2000, 2100


class SchoolAskedForm(Form):
    """What a school said when it was asked to come."""

    version = HiddenField()
    state = forms.RadioField("How it stands", choices=[SelectChoice(key, words) for key, words in ASKED.items()])
    on_date = forms.DateField("Asked on", validators=[Optional()])
    note = forms.LongTextField(
        "What they said",
        description="Whom to ask next time, what would help. Name no child.",
        validators=[Length(max=1000, message="Use 1,000 characters or fewer.")],
    )


@blueprint.get("/schools")
@requires(VIEW)
def schools() -> Response:
    """Every group that schools bring children to: its two numbers, and each school."""
    span = _year()
    found = _taking(span)
    return shown(
        "schools.html",
        span=span,
        starting=int(span.key),
        found=found,
        asked=ASKED,
        tones=ASKED_TONES,
        may_plan=reader().can(PLAN),
    )


@blueprint.get("/schools.csv")
@requires(VIEW)
def schools_csv() -> Response:
    """The same as a table for a spreadsheet."""
    lines = [_row(one, school) for one in _taking(_year()) for school in (*one.came, *one.not_come)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Group", "School", "Place", "Times", "Last", "Children", "Booked", "Asked"])
    writer.writerows(lines)
    headers = {"Content-Disposition": "attachment; filename=schools.csv"}
    return Download(out.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.route("/schools/<key>/<uuid:school_id>", methods=["GET", "POST"])
@requires(PLAN)
def school_asked(key: str, school_id: UUID) -> Response:
    """Write down that a school was asked, and what it said."""
    group, school = _group(key), row_or_404(Organisation, school_id)
    row, form = _row_of(group.id, school.id), SchoolAskedForm()
    clash = form.is_submitted() and form.version.data != _version(row)
    if not form.is_submitted():
        _show(form, row)
    elif clash:
        form.version.raw_data, form.version.data = [_version(row)], _version(row)
        flash(CLASH, "warning")
    elif form.validate():
        row = row or SchoolAsked(group_id=group.id, school_id=school.id)
        row.state, row.on_date, row.note = form.state.data, form.on_date.data, form.note.data or ""
        db.session.add(row)
        db.session.flush()
        note("school_asked", row, state=row.state)
        db.session.commit()
        flash(f"{school.name}: {ASKED[row.state].lower()}.", "success")
        return redirect(url_for(".schools"))
    status = 409 if clash else 400 if form.is_submitted() else 200
    return shown("school.html", form=form, group=group, school=school, row=row, clash=clash, asked=ASKED, status=status)


def _taking(span: Span) -> list[Taking]:
    groups = groups_of([group.id for group in programme.groups(reader())])
    wanted = [group for group in groups if counting.counts_schools(group)]
    return counting.taking(wanted, span)


def _year() -> Span:
    """The school year asked for, or the one that today is in."""
    where, asked = council().file.jurisdiction, request.args.get("year", "")
    if not asked:
        return school_year(year_holding(local_today(), where), where)
    if not asked.isdecimal() or not FIRST <= int(asked) <= LAST:
        not_here()
    return school_year(int(asked), where)


def _group(key: str) -> Any:
    return or_not_here(next((group for group in programme.groups(reader()) if group.key == key), None))


def _row_of(group: UUID, school: UUID) -> SchoolAsked | None:
    query = db.select(SchoolAsked).where(SchoolAsked.group_id == group, SchoolAsked.school_id == school)
    found: SchoolAsked | None = db.session.scalars(query).one_or_none()
    return found


def _version(row: SchoolAsked | None) -> str:
    return str(row.version) if row is not None else ""


def _show(form: SchoolAskedForm, row: SchoolAsked | None) -> None:
    form.version.data = _version(row)
    form.state.data = row.state if row else "asked"
    form.on_date.data = row.on_date if row and row.on_date else local_today()
    form.note.data = row.note if row else ""


def _row(one: Taking, school: School) -> list[Any]:
    last = school.last_on.isoformat() if school.last_on else ""
    asked = ASKED[school.asked.state] if school.asked else ""
    cells = [one.group.name, school.name, school.place, school.times, last, school.children]
    return [_plain(cell) for cell in (*cells, "yes" if school.is_booked else "", asked)]


def _plain(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula is a text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell
