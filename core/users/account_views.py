"""One's own account: name, roles, password, and the browsers one is signed in with.

Each page has two addresses: in a council, and under /sign-in for regional leads and operators.
"""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.actor import Actor
from core.access.roles import ROLES
from core.access.stamps import signed_in
from core.audit import record, record_platform
from core.authority.resolve import Authority
from core.db import db, utcnow
from core.hooks.values import Ref
from core.users import passwords, sessions
from core.users.blueprint import blueprint
from core.users.forms import PasswordForm
from core.users.models import User
from core.users.sign_in import check
from core.users.sign_in_views import tried, wait_message
from core.web.forms import Form
from core.web.languages import gettext
from core.web.render import page
from core.web.request import current_actor, current_authority


@blueprint.get("/<authority>/me/account")
@blueprint.get("/sign-in/me/")
@signed_in("about oneself")
def account() -> ResponseReturnValue:
    """Who I am here, what I may do, and where I am signed in."""
    actor = current_actor()
    return page(
        "users/account.html",
        form=Form(),
        user=_me(actor),
        roles=[ROLES[role] for role in ROLES if role in actor.roles],
        sessions=sessions.open_sessions(_id(actor)),
    )


@blueprint.route("/<authority>/me/password", methods=["GET", "POST"])
@blueprint.route("/sign-in/me/password", methods=["GET", "POST"])
@signed_in("one's own password")
def password() -> ResponseReturnValue:
    """Change my password; every other browser is signed out."""
    form = PasswordForm()
    if form.validate_on_submit() and _change(form, current_actor()):
        flash(gettext("Your password is changed. Every other browser is signed out."), "success")
        return redirect(url_for("users.account"))
    return page("users/password.html", form=form, shortest=_shortest(current_actor()))


@blueprint.post("/<authority>/me/sessions/end")
@blueprint.post("/sign-in/me/sessions/end")
@signed_in("one's own sessions")
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    actor = current_actor()
    ended = sessions.end_all(_id(actor))
    _note("user.signed_out_everywhere", _id(actor), {"sessions": ended})
    sessions.leave()
    db.session.commit()
    return redirect(url_for("users.sign_in" if current_authority() else "users.platform_sign_in"))


@blueprint.post("/<authority>/me/sessions/<uuid:session_id>/end")
@blueprint.post("/sign-in/me/sessions/<uuid:session_id>/end")
@signed_in("one's own sessions")
def end_session(session_id: UUID) -> ResponseReturnValue:
    """Sign out one browser of mine; another's session id does nothing."""
    sessions.end_one(_id(current_actor()), session_id)
    db.session.commit()
    flash(gettext("That browser is signed out."), "success")
    return redirect(url_for("users.account"))


def password_fault(
    password: str, user: User, roles: frozenset[str], authority: Authority | None
) -> str | None:
    """Say why this password will not do for this person here, or None."""
    names = [user.username or "", (user.email or "").split("@")[0], user.name]
    if authority is not None:
        names += [authority.slug, authority.name]
    return passwords.fault(password, young=roles == {"young_person"}, names=tuple(names))


def _change(form: PasswordForm, actor: Actor) -> bool:
    """Check the present password as a sign-in would, then keep the new one; False with errors said."""
    user = _me(actor)
    outcome = check(tried(user.email or user.username or "", form.present.data or ""))
    if outcome.user_id != actor.user_id:
        said = wait_message(outcome.wait) if outcome.wait else gettext("This is not your password now. Try again.")
        form.present.errors = [said]
        return False
    fault = password_fault(form.password.data or "", user, actor.roles, current_authority())
    if fault:
        form.password.errors = [fault]
        return False
    user = _me(actor)
    user.password_hash = passwords.hash_password(form.password.data or "")
    user.password_changed_at = utcnow()
    sessions.end_all(_id(actor), but=actor.session_id)
    _note("user.password_changed", _id(actor))
    db.session.commit()
    return True


def _shortest(actor: Actor) -> int:
    return passwords.SHORTEST_YOUNG if actor.roles == {"young_person"} else passwords.SHORTEST


def _me(actor: Actor) -> User:
    return db.session.get_one(User, _id(actor))


def _note(action: str, user_id: UUID, detail: dict[str, int] | None = None) -> None:
    write = record if current_authority() else record_platform
    write(action, Ref("core", "user", user_id), detail=detail, by=user_id)


def _id(actor: Actor) -> UUID:
    assert actor.user_id is not None  # the stamp let only members in
    return actor.user_id
