"""Where a council decides whether its figures go into those of its regions: asked first, from a quarter's end on."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from core.access.actor import Actor
from core.access.stamps import requires
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import begin_write, db
from core.indicators.quarters import Quarter
from core.releases.faults import ReleaseRefused
from core.releases.members import join, leave
from core.releases.standing import standing, standings
from core.web.languages import day
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("regions", __name__, url_prefix="/regions")
MAY = "releases.join"


@blueprint.get("")
@requires(MAY)
def here() -> Response:
    """The regions that this council belongs to, and how it stands in each."""
    found = standings(required_authority())
    return page("admin/regions/list.html", face="worker", standings=found, present=_present())


@blueprint.get("/<region>/join")
@requires(MAY)
def ask_join(region: str) -> Response:
    """What taking part means, and from which day on."""
    return _ask(region, "admin/regions/join.html", day(_present().after.first_day))


@blueprint.post("/<region>/join")
@requires(MAY)
def do_join(region: str) -> Response:
    """Take part from the next quarter on."""
    return _decide(region, join, lambda quarter: f"You take part from {day(quarter.first_day)} ({quarter}).")


@blueprint.get("/<region>/leave")
@requires(MAY)
def ask_leave(region: str) -> Response:
    """What leaving means, and from which day on."""
    return _ask(region, "admin/regions/leave.html", day(_present().last_day))


@blueprint.post("/<region>/leave")
@requires(MAY)
def do_leave(region: str) -> Response:
    """Take part no more after this quarter."""
    return _decide(
        region,
        leave,
        lambda quarter: f"You leave at the end of {day(quarter.last_day)} ({quarter}). What was released stays.",
    )


def _ask(region: str, template: str, on: str) -> Response:
    found = standing(required_authority(), region) or abort(404)
    return page(template, face="worker", standing=found, present=_present(), on=on)


def _decide(
    region: str, act: Callable[[Authority, str, Actor, date], Quarter], said: Callable[[Quarter], str]
) -> Response:
    authority = required_authority()
    if standing(authority, region) is None:
        abort(404)
    begin_write()
    try:
        quarter = act(authority, region, current_actor(), local_today())
        db.session.commit()
        flash(said(quarter), "success")
    except ReleaseRefused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
    return redirect(url_for("admin.regions.here"))


def _present() -> Quarter:
    return Quarter.of(local_today())
