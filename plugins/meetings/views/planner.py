"""The year planner: every group's year at a glance, what to look at twice, and filling a year from a cadence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, NoSuchTime, db, local_today, page, requires
from plugins.groups.api import Group, cadence_words, group_called
from plugins.meetings import warnings
from plugins.meetings.forms.usual import UsualForm
from plugins.meetings.here import council, not_here, note, reader
from plugins.meetings.models import Usual
from plugins.meetings.planning import making, proposing, year
from plugins.meetings.planning.proposing import Proposal
from plugins.meetings.terms import Span, Unplannable, school_year
from plugins.meetings.views.blueprint import blueprint

FIRST, LAST = 2000, 2100


@blueprint.get("/manage/planner")
@requires("meetings.view")
def planner() -> Response:
    """Every group's year: months across, and what to look at twice."""
    shown = year.read(reader(), _starting())
    found = warnings.warnings(shown.promises, shown.planned, shown.around)
    return page(
        "meetings/planner.html",
        face="worker",
        year=shown.span,
        starting=_starting(),
        base=url_for("meetings.index"),
        months=_months(shown.span),
        rows=[(one.group, _meets(one.group), _by_month(one.meetings, _months(shown.span))) for one in shown.groups],
        found=found,
        keys={one.group.id: one.group.key for one in shown.groups},
        marked={meeting: one.tone for one in reversed(found) for meeting in one.meeting_ids},
        terms=[term for term in shown.around.terms if shown.span.holds(term.starts_on)],
    )


@blueprint.route("/manage/planner/<key>", methods=["GET", "POST"])
@requires("meetings.plan")
def fill(key: str) -> Response:
    """The days on which one group would meet; those that stay ticked are planned."""
    group, span = group_called(key), _span()
    row, form, refused = _usual(group), Form(), ""
    try:
        found = proposing.proposals(group, span, to_target=request.args.get("target") == "yes")
    except Unplannable as unplannable:
        found, refused = [], str(unplannable)
    if form.validate_on_submit():
        return _filled(group, row, found)
    return page(
        "meetings/fill.html",
        face="worker",
        form=form,
        group=group,
        year=span,
        starting=_starting(),
        usual=proposing.usual_of(row),
        is_said=row is not None,
        found=found,
        refused=refused,
        meets=_meets(group),
        target=cadence_words(group.cadence, group.cadence_target) if group.cadence_target else "",
        today=local_today(),
    )


@blueprint.route("/manage/planner/<key>/usual", methods=["GET", "POST"])
@requires("meetings.plan")
def usual(key: str) -> Response:
    """How a group usually meets: the day, the time, how long and where."""
    group, form = group_called(key), UsualForm()
    form.offer()
    row = _usual(group)
    if not form.is_submitted():
        form.show(row)
    elif form.validate():
        row = row or Usual(group_id=group.id)
        for name, value in form.values().items():
            setattr(row, name, value)
        db.session.add(row)
        note("usual_changed", row)
        db.session.commit()
        flash("That is how it usually meets now. Look through the days, then plan them.", "success")
        return redirect(url_for("meetings.fill", key=key, year=_starting()))
    status = 400 if form.is_submitted() else 200
    return page("meetings/usual.html", face="worker", form=form, group=group, starting=_starting(), status=status)


def _filled(group: Group, row: Usual | None, found: list[Proposal]) -> Response:
    """Plan the ticked days; one that is there already is left alone, so that a second sending adds nothing."""
    wanted = set(request.form.getlist("days"))
    made, refused = 0, []
    for one in found:
        if one.key in wanted and not one.taken_by:
            try:
                making.plan(group, row, one)
                made += 1
            except NoSuchTime as none:
                refused.append(str(none))
    db.session.commit()
    meetings = "1 meeting is" if made == 1 else f"{made} meetings are"
    nothing = "Nothing was ticked that is not planned already."
    flash(f"{meetings} planned for {group.name}." if made else nothing, "success")
    for said in refused:
        flash(said, "warning")
    return redirect(url_for("meetings.planner", year=_starting()))


def _meets(group: Any) -> str:
    return cadence_words(group.cadence, group.cadence_count)


def _usual(group: Group) -> Usual | None:
    found: Usual | None = db.session.scalars(db.select(Usual).where(Usual.group_id == group.id)).one_or_none()
    return found


def _starting() -> int:
    """The year asked for, or the school year that today is in."""
    asked = request.args.get("year", "")
    if not asked:
        return proposing.year_holding(local_today(), council().file.jurisdiction)
    if not asked.isdecimal() or not FIRST <= int(asked) <= LAST:
        not_here()
    return int(asked)


def _span() -> Span:
    return school_year(_starting(), council().file.jurisdiction)


def _months(span: Span) -> list[date]:
    """The first day of each month of the year."""
    first = span.starts_on
    numbers = range(first.month - 1, first.month + 11)
    return [date(first.year + number // 12, number % 12 + 1, 1) for number in numbers]


def _by_month(meetings: Sequence[Any], months: Sequence[date]) -> list[list[Any]]:
    """A group's meetings of the year, those of each month together."""
    found: dict[int, list[Any]] = {first.month: [] for first in months}
    for one in meetings:
        found[one.on_date.month].append(one)
    return list(found.values())
