"""What I asked about data: where it stands, by when I hear, and my copy, for which the password is asked anew."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import Response, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms.validators import InputRequired

from core.access.stamps import signed_in
from core.clock import local_today
from core.data_rights.requests import folders, rules
from core.data_rights.requests.asking_views import found_mine, officers
from core.data_rights.requests.blueprints import mine as blueprint
from core.data_rights.requests.handling import StepRefused, clock_of, is_off_in, last, state_of, step_on, take
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.words import KINDS, TOLD
from core.db import begin_write, db
from core.users.models import User
from core.users.sign_in import check
from core.users.sign_in_views import tried, wait_message
from core.web.forms import Form, PasswordField
from core.web.languages import gettext, lazy_gettext
from core.web.render import page
from core.web.request import current_actor, required_authority

PIECE = 64 * 1024  # bytes


class DownloadForm(Form):
    """The password once more: somebody else may hold the phone."""

    password = PasswordField(
        lazy_gettext("Your password"),
        validators=[InputRequired(lazy_gettext("Type your password."))],
        render_kw={"params": {"autocomplete": "current-password"}},
    )


@blueprint.get("/me/requests/")
@signed_in("what one asked oneself")
def listing() -> ResponseReturnValue:
    """What I asked, the latest first, and what else I may ask."""
    by = current_actor().user_id
    asked_for = select(RightsRequest).where(RightsRequest.asked_by == by, RightsRequest.way == "page")
    found = list(db.session.scalars(asked_for.order_by(RightsRequest.received_on.desc(), RightsRequest.id)))
    states = {one.id: TOLD[state_of(one)] for one in found}
    return page("data_rights/mine.html", found=found, states=states, kinds=KINDS, officers=officers())


@blueprint.get("/me/requests/<uuid:request_id>")
@signed_in("what one asked oneself")
def one(request_id: UUID) -> ResponseReturnValue:
    """Where my request stands, what happens next, and by when."""
    found = found_mine(request_id)
    authority, state = required_authority(), state_of(found)
    clock = clock_of(authority, found)
    facts, is_off = rules.Facts(found.kind, found.received_on, found.on_behalf), is_off_in(authority)
    may_withdraw = not rules.why_not(facts, found.steps, "withdrawn", found.asked_by, local_today(), is_off)
    answer = last(found.steps, "refused", "done", "outcome", "extended", "clarity_asked")
    return page(
        "data_rights/mine_one.html", found=found, clock=clock, state=state, told=TOLD[state], kind=KINDS[found.kind],
        answer=answer, may_withdraw=may_withdraw, until=folders.kept_until(found), officers=officers(),
    )  # fmt: skip


@blueprint.post("/me/requests/<uuid:request_id>/withdraw")
@signed_in("what one asked oneself")
def withdraw(request_id: UUID) -> ResponseReturnValue:
    """Take my request back while it is open."""
    found = found_mine(request_id)
    try:
        step_on(required_authority(), found, "withdrawn", current_actor().user_id)
        flash(gettext("You took it back. Nothing was changed."), "success")
    except StepRefused:
        flash(gettext("It was answered already, so it cannot be taken back. Nothing was changed."), "info")
    db.session.commit()
    return redirect(url_for("asking.one", request_id=request_id))


@blueprint.route("/me/requests/<uuid:request_id>/download", methods=["GET", "POST"])
@signed_in("one's own copy, and the password asked anew")
def download(request_id: UUID) -> ResponseReturnValue:
    """Download my copy; the password is asked again, and a copy about somebody else is never here."""
    found = found_mine(request_id)
    file = folders.sent_file(required_authority().id, found)
    if file is None or found.on_behalf:
        flash(gettext("There is nothing to download here. Ask us if you think that there should be."), "info")
        return redirect(url_for("asking.one", request_id=request_id))
    form = DownloadForm()
    if form.validate_on_submit() and _is_right(form):
        begin_write()
        take(found_mine(request_id), "downloaded", current_actor().user_id)
        db.session.commit()
        return _given(file, found_mine(request_id).reference)
    return page("data_rights/download.html", form=form, found=found)


def _given(file: Path, reference: str) -> Response:
    """The copy in pieces, so that a large one takes no memory; saved, never shown."""
    response = current_app.response_class(_pieces(file), mimetype="application/zip")
    response.content_length = file.stat().st_size
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.zip"'
    return response


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def _is_right(form: DownloadForm) -> bool:
    """Count the try and compare as a sign-in would; False with the reason in the form."""
    user = db.session.get_one(User, current_actor().user_id)
    outcome = check(tried(user.email or user.username or "", form.password.data or ""))
    if outcome.user_id == current_actor().user_id:
        return True
    wrong = gettext("This is not your password. Try again.")
    form.password.errors = [wait_message(outcome.wait) if outcome.wait else wrong]
    return False
