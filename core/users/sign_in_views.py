"""Signing in and out, in a council and outside any one council; one's own account; joining by a link."""

from datetime import timedelta
from math import ceil
from uuid import UUID

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.audit import record, record_platform
from core.db import db
from core.hooks.values import Ref
from core.users import sessions
from core.users.blueprint import blueprint
from core.users.forms import SignInForm
from core.users.returning import safe_next
from core.users.sign_in import Attempt, attempt
from core.web.languages import lazy_gettext, ngettext
from core.web.render import page
from core.web.request import current_actor, current_authority

REFUSED = lazy_gettext("That user name and password do not belong together here. Check both and try again.")


@blueprint.route("/<authority>/sign-in", methods=["GET", "POST"])
@public("the way in, for people who are not signed in yet")
def sign_in() -> ResponseReturnValue:
    """Sign in to this council."""
    return _sign_in()


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public("the way in for regional leads and operators")
def platform_sign_in() -> ResponseReturnValue:
    """Sign in outside any one council."""
    return _sign_in()


@blueprint.post("/<authority>/sign-out")
@public("leaving must work whatever became of the session")
def sign_out() -> ResponseReturnValue:
    """Sign out of this browser."""
    return _sign_out(url_for("web.council"))


@blueprint.post("/sign-out")
@public("leaving must work whatever became of the session")
def platform_sign_out() -> ResponseReturnValue:
    """Sign out of this browser."""
    return _sign_out(url_for("web.front"))


def tried(name: str, password: str) -> Attempt:
    """What this request tries to sign in with, and where."""
    authority = current_authority()
    return Attempt(
        authority_id=authority.id if authority else None,
        name=name,
        password=password,
        address=request.remote_addr or "",
        secret=str(current_app.secret_key),
    )


def wait_message(wait: timedelta) -> str:
    """Say how long to wait, in whole minutes; the same for names that exist and names that do not."""
    minutes = ceil(wait.total_seconds() / 60)
    return ngettext(
        "Too many tries. Wait %(number)s minute, then try again. Nothing else is lost.",
        "Too many tries. Wait %(number)s minutes, then try again. Nothing else is lost.",
        minutes,
    )


def _sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form)
    outcome = attempt(tried(form.username.data or "", form.password.data or ""))
    if outcome.user_id is None:
        form.password.errors = [wait_message(outcome.wait) if outcome.wait else REFUSED]
        return _sign_in_page(form, status=429 if outcome.wait else 200)
    return enter(outcome.user_id)


def enter(user_id: UUID) -> ResponseReturnValue:
    """Start a session and go where this person was going."""
    authority = current_authority()
    sessions.start(user_id, authority.id if authority else None)
    db.session.commit()
    if authority:
        return redirect(safe_next(request.args.get("next"), f"/{authority.slug}/") or url_for("web.home"))
    region = sessions.region_of(user_id)
    wanted = safe_next(request.args.get("next"), "/regions/") if region else None
    return redirect(wanted or (url_for("web.region", region=region) if region else url_for("web.front")))


def _sign_in_page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    return page("users/sign_in.html", face="public", status=status, form=form)


def _sign_out(then: str) -> ResponseReturnValue:
    user_id = current_actor().user_id
    if user_id is not None:
        write = record if current_authority() else record_platform
        write("user.signed_out", Ref("core", "user", user_id), by=user_id)
    sessions.leave()
    db.session.commit()
    return redirect(then)
