"""The term planner: every group's days from how often it meets, what is missing, and all of them planned in one step.

What the page shows is the preview: nothing is planned until it is sent, and sent twice it plans nothing twice (N53).
"""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, db, local_today, requires
from plugins.meetings.api import GroupPlan, Made, Span, groups_of, hold_plans, make_meetings, plans, year_of
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, or_not_here, reader
from plugins.participation_in_governance.picking import pick
from plugins.participation_in_governance.showing import shown
from plugins.participation_in_governance.terms.reading import TermRead
from plugins.participation_in_governance.visibility import PLAN, VIEW

WHOLE_YEAR = "year"


@blueprint.get("/plan")
@requires(VIEW)
def plan() -> Response:
    """What each group would meet on in a term or a whole year, and the gaps before and after."""
    picked = pick()
    if picked.term is None:
        return shown("plan.html", picked=picked, span=None, found=[], form=Form())
    span = _span(picked.term)
    found = _plans(span)
    return shown(
        "plan.html",
        picked=picked,
        span=span,
        whole=_is_year(),
        found=found,
        form=Form(),
        to_target=_to_target(),
        gaps=[warning for one in found for warning in one.gaps],
        left=[warning for one in found for warning in one.left],
        without_any=[one for one in found if not (one.held or one.proposals)],
        opened=sum(len(one.open) for one in found),
    )


@blueprint.post("/plan")
@requires(PLAN)
def make_plan() -> Response:
    """Plan every ticked day of every group in one step; what is there already is left alone."""
    term = or_not_here(pick().term)
    form, span = Form(), _span(term)
    back = redirect(url_for(".plan", term=term.term.id, span=_asked_span(), target=_asked_target()))
    if not form.validate_on_submit():
        flash("The page was open for too long, so nothing was planned. Send it again.", "warning")
        return back
    hold_plans(programme.groups(reader()))
    made = make_meetings(_plans(span), set(request.form.getlist("days")), _themes(term))
    db.session.commit()
    _say(made)
    return back


def _plans(span: Span) -> list[GroupPlan]:
    groups = groups_of([group.id for group in programme.groups(reader())])
    return plans(groups, span, to_target=_to_target(), since=local_today())


def _span(term: TermRead) -> Span:
    return year_of(term.span) if _is_year() else term.span


def _is_year() -> bool:
    return _asked_span() == WHOLE_YEAR


def _asked_span() -> str | None:
    return WHOLE_YEAR if request.values.get("span") == WHOLE_YEAR else None


def _asked_target() -> str | None:
    asked = request.values.get("target", "")
    return asked if asked in ("yes", "no") else None


def _to_target() -> bool:
    """As the reader asked, else as the council chose."""
    asked = _asked_target()
    return chosen().plan_to_target if asked is None else asked == "yes"


def _themes(term: TermRead) -> list[str]:
    """A term's meetings begin with its themes; those of a whole year belong to several terms and get none."""
    return [] if term.row is None or _is_year() else list(term.row.themes)


def _say(made: Made) -> Any:
    if not made.meetings:
        flash("Nothing was ticked that is not planned already.", "success")
    else:
        meetings = "1 meeting is" if made.meetings == 1 else f"{made.meetings} meetings are"
        groups = "1 group" if len(made.groups) == 1 else f"{len(made.groups)} groups"
        flash(f"{meetings} planned for {groups}.", "success")
    for said in made.refused:
        flash(said, "warning")
