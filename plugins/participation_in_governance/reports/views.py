"""The programme's quarterly and yearly report: put together from the records, written and signed where all reports are
(N62). Small numbers are held back when it leaves the council; that is the work of the reports themselves.
"""

from datetime import date
from typing import Final

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from core.api import ANONYMOUS, Form, Ref, db, gettext_noop, local_today, requires, settings
from plugins.evidence.api import (
    CompileRefused,
    EvidenceSettings,
    Period,
    Plan,
    Planned,
    compile_report,
    quarter_of,
    quarters,
    report_url,
    reports_of,
    year_of,
)
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import NAME, council, not_here, reader
from plugins.participation_in_governance.showing import name, shown
from plugins.participation_in_governance.visibility import PLAN, VIEW

QUARTERLY, ANNUAL = f"{NAME}.quarterly", f"{NAME}.annual"
PARTS: Final = (NAME, "meetings", "influence", "groups")
SECTIONS: Final = (
    Planned(key="about", title=gettext_noop("What it was about"), hint="Themes, and the partners who led."),
    Planned(
        key="changed", title=gettext_noop("What changed"), hint="What is different now, and how it shows.", at_end=True
    ),
    Planned(key="next", title=gettext_noop("What comes next"), hint="What, with whom, by when.", at_end=True),
)


@blueprint.get("/reports")
@requires(VIEW)
def reports() -> Response:
    """The reports that there are, and the periods that one can be put together for."""
    return shown(
        "reports.html",
        quarterly=[(one, report_url(one)) for one in reports_of(QUARTERLY)],
        annual=[(one, report_url(one)) for one in reports_of(ANNUAL)],
        periods=_periods(),
        may_open=reader().can("evidence.write") or reader().can("evidence.sign"),
        may_make=reader().can(PLAN) and reader().can("evidence.write"),
    )


@blueprint.post("/reports")
@requires(PLAN)
def make_report() -> Response:
    """Put a report together, or gather its figures anew; what people wrote in it stays."""
    wanted = request.form.get("period", "")
    kind, period = _periods().get(wanted) or not_here()
    if not reader().can("evidence.write") or not Form().validate_on_submit():
        not_here()
    about = [Ref("groups", "group", group.id) for group in programme.groups(ANONYMOUS)]
    plan = Plan(kind, f"{name()}, {period.title}", period.start, period.end, about, SECTIONS, PARTS)
    try:
        made = compile_report(council(), plan, by_id=reader().person_id)
    except CompileRefused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(request.path)
    db.session.commit()
    flash("The report is put together from the records. Write, look it through, then sign it.", "success")
    return redirect(report_url(made.report))


def _periods() -> dict[str, tuple[str, Period]]:
    """What a report can be of: this quarter and the one before, this year and the one before."""
    today, first = local_today(), settings(council(), "evidence", EvidenceSettings).model.year_starts
    year = year_of(today, first)
    before = year_of(date.fromordinal(year.start.toordinal() - 1), first)
    now = quarter_of(today, first)
    last = [one for one in (*quarters(before), *quarters(year)) if one.end < now.start][-1]
    named = [(QUARTERLY, now), (QUARTERLY, last), (ANNUAL, year), (ANNUAL, before)]
    return {f"{kind} {period.start.isoformat()}": (kind, period) for kind, period in named}
