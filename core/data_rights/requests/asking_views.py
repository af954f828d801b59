"""Where people ask about their data: on their own page, without an account, and through a worker who was told."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.actor import Actor
from core.access.stamps import public, requires, signed_in
from core.data_rights.requests.asking_forms import AskForm, EnterForm, StrangerForm
from core.data_rights.requests.blueprints import mine as blueprint
from core.data_rights.requests.handling import Asked, clock_of, open_twin, receive
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.words import KINDS
from core.db import db
from core.users import tries
from core.users.sign_in_views import wait_message
from core.web.languages import gettext
from core.web.render import page
from core.web.request import current_actor, required_authority

PARENT = "parent_carer"


@blueprint.route("/me/ask/<kind>", methods=["GET", "POST"])
@signed_in("everybody may ask about their own data")
def ask(kind: str) -> ResponseReturnValue:
    """Ask about my data; a parent may ask about a child, and a person then decides."""
    if kind not in KINDS:
        abort(404)
    form, actor = AskForm(), current_actor()
    form.shape(kind, for_a_child=PARENT in actor.roles)
    if form.validate_on_submit():
        return _asked(kind, form, actor)
    return page("data_rights/ask.html", form=form, kind=kind, asked=KINDS[kind], officers=officers())


@blueprint.route("/privacy/ask", methods=["GET", "POST"])
@public("somebody without an account has the same rights")
def ask_as_stranger() -> ResponseReturnValue:
    """Ask without an account; a person checks who it is before anything is looked up."""
    form = StrangerForm()
    if form.validate_on_submit():
        wait = tries.enter("privacy.ask")
        if not wait:
            return _asked_as_stranger(form)
        form.kind.errors = [wait_message(wait)]
    return page("data_rights/ask_stranger.html", face="public", form=form, officers=officers())


@blueprint.route("/admin/data-protection/enter", methods=["GET", "POST"])
@requires("rights.enter")
def enter() -> ResponseReturnValue:
    """Enter what came by letter or by mouth: the clock runs from the day on which it came."""
    form = EnterForm()
    if form.validate_on_submit():
        about = form.about_name.data or ""
        typed = _typed(form, ("kind", "way", "asker_name", "asker_contact", "asker_is", "words", "received_on"))
        asked = Asked(**typed, about_name=about or form.asker_name.data, on_behalf=bool(about))
        made = receive(asked, current_actor().user_id, form.record_id)
        db.session.commit()
        return page("data_rights/entered.html", asked=made, clock=clock_of(required_authority(), made))
    return page("data_rights/enter.html", form=form)


def officers() -> Iterable[tuple[str, str, str]]:
    """Whom to ask: name, phone and e-mail of the council's contacts, as its file gives them."""
    return [(one.name, one.phone or "", one.email or "") for one in required_authority().file.contacts[:2]]


def _asked(kind: str, form: AskForm, actor: Actor) -> ResponseReturnValue:
    """Take it in; the same thing asked twice while the first is open is shown, and not made again."""
    asked = _about_child(kind, form, actor) if form.is_about_child else _about_me(kind, form, actor)
    there = open_twin(asked) if db.session.get(RightsRequest, form.record_id) is None else None
    made = there or receive(asked, actor.user_id, form.record_id)
    db.session.commit()
    if there:
        flash(gettext("You have asked this already, and we are working on it. Nothing new was sent."), "info")
    return redirect(url_for("asking.one", request_id=made.id))


def _about_me(kind: str, form: AskForm, actor: Actor) -> Asked:
    return Asked(
        kind=kind, way="page", person_id=actor.person_id, asker_id=actor.person_id, asked_by=actor.user_id,
        about_name=actor.name, asker_name=actor.name, words=form.words.data or "", right_words=_right(form),
    )  # fmt: skip


def _about_child(kind: str, form: AskForm, actor: Actor) -> Asked:
    """No record is looked up for a parent: not even whether there is one."""
    return Asked(
        kind=kind, way="page", asker_id=actor.person_id, asked_by=actor.user_id, on_behalf=True,
        about_name=form.about_name.data or "", asker_name=actor.name, asker_is=form.asker_is.data or "",
        words=form.words.data or "", right_words=_right(form),
    )  # fmt: skip


def _right(form: AskForm) -> str:
    return (form.right_words.data or "") if form.right_words else ""


def _asked_as_stranger(form: StrangerForm) -> ResponseReturnValue:
    about = form.about_name.data or ""
    typed = _typed(form, ("kind", "asker_name", "asker_contact", "asker_is", "words"))
    asked = Asked(way="public", **typed, about_name=about or form.asker_name.data, on_behalf=bool(about))
    made = receive(asked, None, form.record_id)
    db.session.commit()
    clock = clock_of(required_authority(), made)
    return page("data_rights/asked_stranger.html", face="public", asked=made, clock=clock, officers=officers())


def _typed(form: AskForm | StrangerForm | EnterForm, names: Iterable[str]) -> dict[str, Any]:
    return {name: form[name].data or "" for name in names}


def found_mine(request_id: UUID) -> RightsRequest:
    """A request that the signed-in person made themselves; anything else is not there."""
    found = db.session.get(RightsRequest, request_id)
    by = current_actor().user_id
    return found if found is not None and by is not None and found.asked_by == by else abort(404)
