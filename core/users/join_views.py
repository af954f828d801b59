"""Joining by a one-time link: choose a password, or give the one you have, and you are in.

The page says the same whether or not somebody already has an account elsewhere, so that whoever made the link
cannot learn it by opening the link (ASVS 5.0 V6.3.8).
"""

from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.db import db
from core.users import passwords, throttle
from core.users.account_views import password_fault
from core.users.blueprint import blueprint
from core.users.forms import JoinForm
from core.users.links import find_link, password_expected, use_link
from core.users.models import AccessLink, Membership, User
from core.users.sign_in_views import enter, tried, wait_message
from core.web.languages import gettext, lazy_gettext
from core.web.render import page
from core.web.request import current_authority

NOT_RIGHT = lazy_gettext(
    "This password does not fit. If you already use Heard with this e-mail or user name, "
    "type the password you have."
)


@blueprint.route("/<authority>/join/<token>", methods=["GET", "POST"])
@public("whoever holds the link is the person it was given to")
def join(token: str) -> ResponseReturnValue:
    """Use a one-time link of this council."""
    return _join(token)


@blueprint.route("/sign-in/join/<token>", methods=["GET", "POST"])
@public("whoever holds the link is the person it was given to")
def platform_join(token: str) -> ResponseReturnValue:
    """Use a one-time link of the platform."""
    return _join(token)


def _join(token: str) -> ResponseReturnValue:
    authority = current_authority()
    link = find_link(token, authority.id if authority else None)
    if link is None:
        return page("users/link_gone.html", face="public", status=404)
    user, form = db.session.get_one(User, link.user_id), JoinForm()
    roles = _roles(link)
    if form.validate_on_submit() and _use(link, user, roles, form):
        return enter(link.user_id)
    shortest = passwords.SHORTEST_YOUNG if roles == {"young_person"} else passwords.SHORTEST
    return page("users/join.html", face="public", form=form, link=link, user=user, shortest=shortest)


def _use(link: AccessLink, user: User, roles: frozenset[str], form: JoinForm) -> bool:
    """Check or choose the password and spend the link; False with the reason beside the field."""
    password = form.password.data or ""
    known = password_expected(link, user)
    wrong = _wrong(user, password) if known else password_fault(password, user, roles, current_authority())
    if wrong:
        form.password.errors = [wrong]
        return False
    chosen = None if known else passwords.hash_password(password)
    if use_link(link, chosen):
        return True
    db.session.rollback()
    form.password.errors = [gettext("This link has just been used. Sign in with the password chosen then.")]
    return False


def _wrong(user: User, password: str) -> str | None:
    """Compare with the password that somebody has, throttled like a sign-in."""
    known, attempt = user.password_hash, tried(user.email or user.username or "", password)
    wait = throttle.enter(attempt.keys)
    if wait:
        return wait_message(wait)
    if not passwords.verify(known, password):
        return str(NOT_RIGHT)
    throttle.take_back(attempt.keys)
    return None


def _roles(link: AccessLink) -> frozenset[str]:
    """The roles that wait here; none for a link outside any council."""
    if link.authority_id is None:
        return frozenset()
    membership = db.session.scalar(
        db.select(Membership).where(
            Membership.user_id == link.user_id, Membership.authority_id == link.authority_id
        )
    )
    return membership.roles if membership else frozenset()
