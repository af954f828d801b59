"""Somebody leaves, on one page: what they hold, who takes it over, why, and one press; then what went to whom."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.admin.access import leaving
from core.admin.access.blueprint import blueprint
from core.admin.access.forms import LeavingForm
from core.admin.access.leaving import Leaver
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.people import sightings
from core.people.access import person_or_404
from core.users.accounts import AccessRefused, member, take_back
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

WORK = gettext_noop("The work that somebody hands on")


@blueprint.route("/<uuid:membership_id>/end", methods=["GET", "POST"])
@requires("admin.access")
def end(membership_id: UUID) -> ResponseReturnValue:
    """End somebody's access at once, and hand on what they ran."""
    membership = member(membership_id) or abort(404)
    back = url_for(".one", membership_id=membership_id)
    if membership.ended_at is not None:
        return _done_already(membership.name, back)
    return _leaves(leaving.with_sign_in(membership), back)


@blueprint.route("/record/<uuid:person_id>/left", methods=["GET", "POST"])
@requires("admin.access")
def worker_left(person_id: UUID) -> ResponseReturnValue:
    """The same for a worker on the record, whether or not they ever signed in."""
    person = person_or_404(person_id)
    if person.kind not in leaving.STAFF_KINDS or person.merged_into_id:
        abort(404)
    sightings.saw(WORK, (person_id,))
    return _leaves(leaving.on_record(person), url_for("people.person", person_id=person_id))


@blueprint.post("/<uuid:membership_id>/again")
@requires("admin.access")
def again(membership_id: UUID) -> ResponseReturnValue:
    """Let somebody in again who had left; they need roles and a link."""
    membership = member(membership_id) or abort(404)
    if membership.ended_at is not None:
        take_back(membership, by=current_actor().user_id)
        leaving.come_back(membership)
        db.session.commit()
    return redirect(url_for(".change_roles", membership_id=membership_id))


def _leaves(leaver: Leaver, back: str) -> ResponseReturnValue:
    """Show what they hold, and let them go when the form says so."""
    form = LeavingForm()
    try:
        held = leaving.holdings(required_authority(), leaver)
        if leaver.is_gone and not held:
            return _done_already(leaver.name, back)
        form.offer(leaving.takers(leaver, current_actor()), bool(held))
        if form.validate_on_submit():
            return _gone(leaver, form, back)
    except HookFailed as failed:
        db.session.rollback()
        return page("admin/access/stuck.html", leaver=leaver, back=back, part=_title(failed.plugin))
    except AccessRefused as refused:
        db.session.rollback()
        field = form.to if refused.field == "to" and form.to else form.why
        field.errors = [*field.errors, str(refused)]
    return page("admin/access/end.html", form=form, leaver=leaver, held=held, back=back)


def _gone(leaver: Leaver, form: LeavingForm, back: str) -> ResponseReturnValue:
    taker = form.taker
    names = leaving.takers(leaver, current_actor())
    handed = leaving.leave(required_authority(), leaver, taker, current_actor(), form.why.data or "")
    db.session.commit()
    to = names[taker] if taker else ""
    return page("admin/access/left.html", leaver=leaver, held=handed, to=to, back=back)


def _done_already(name: str, back: str) -> ResponseReturnValue:
    flash(f"This was done already: {name} has left, and nothing is left to hand on.", "info")
    return redirect(back)


def _title(plugin: str) -> str:
    """What people call a plugin."""
    return next((one.title for one in house().plugins if one.name == plugin), plugin)
