"""Pages of impact assessments: how each part stands, the paper to read and take away, and the signature."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, Length

from core.access.stamps import requires
from core.authority.models import hold
from core.authority.signed import SignOff, newest
from core.clock import by_the_clock, local_today
from core.data_rights.register.catalogue import fingerprint
from core.data_rights.sign_off import signing
from core.data_rights.sign_off.paper import Paper, as_markdown, paper
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.plugging.manifest import Plugin
from core.users.directory import names_of_members
from core.web.forms import DateField, Form, LongTextField, TextField, YesField
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("assessments", __name__, url_prefix="/assessments")


class SignForm(Form):
    """The council's signature under one assessment."""

    signer = TextField(
        "Who signs for the council",
        description="Name and post, for example: Sam Harper, data protection officer",
        validators=[InputRequired("Say who signs for the council"), Length(max=200)],
    )
    conditions = LongTextField(
        "Conditions", description="What must be so while this part is used", validators=[Length(max=2000)]
    )
    review_on = DateField("Look again on", description="For example 1 9 2027")
    read = YesField("I have read the assessment as it stands now", validators=[InputRequired("Read it first")])


class WithdrawForm(Form):
    """Why a signature is taken back."""

    conditions = LongTextField("Why", validators=[InputRequired("Say why"), Length(max=2000)])


@blueprint.get("")
@requires("keeping.read")
def listing() -> ResponseReturnValue:
    """Every installed part: signed, waiting, or to be looked at again."""
    rows = signing.standings(house().plugins, local_today())
    return page("data_rights/assessments.html", face="worker", rows=rows, local=by_the_clock)


@blueprint.get("/<name>")
@requires("keeping.read")
def one(name: str) -> ResponseReturnValue:
    """The paper of one part, filled in, and who has signed."""
    plugin = _assessed(name)
    row = newest().get(name)
    return page(
        "data_rights/assessment.html",
        face="worker",
        paper=_paper(plugin),
        standing=signing.standing(plugin, row, local_today()),
        names=names_of_members({row.by_user_id} if row else ()),
        local=by_the_clock,
    )


@blueprint.get("/<name>.md")
@requires("keeping.read")
def file(name: str) -> ResponseReturnValue:
    """The paper as a text file, to go on writing in."""
    answer = Response(as_markdown(_paper(_assessed(name))), mimetype="text/markdown")
    answer.headers.set("Content-Disposition", "attachment", filename=f"impact-assessment-{name}.md")
    return answer


@blueprint.route("/<name>/sign", methods=["GET", "POST"])
@requires("keeping.decide")
def sign(name: str) -> ResponseReturnValue:
    """Sign it for the council; what waited for it is on from then."""
    plugin, form = _assessed(name), SignForm()
    if form.validate_on_submit() and _in_time(form):
        row = _row(plugin, form.record_id, form.signer.data or "", form.conditions.data or "", form.review_on.data)
        return _signed(plugin, row)
    return page(
        "data_rights/sign_off.html", face="worker", status=_status(form), form=form, plugin=plugin, withdraws=False
    )


@blueprint.route("/<name>/withdraw", methods=["GET", "POST"])
@requires("keeping.decide")
def withdraw(name: str) -> ResponseReturnValue:
    """Take the signature back; the part waits from then, and nothing is deleted."""
    plugin, form = _assessed(name), WithdrawForm()
    present = newest().get(name)
    if (present is None or not present.stands) and not form.is_submitted():
        abort(404)
    if form.validate_on_submit():
        return _signed(plugin, _row(plugin, form.record_id, "", form.conditions.data or "", None, stands=False))
    return page(
        "data_rights/sign_off.html", face="worker", status=_status(form), form=form, plugin=plugin, withdraws=True
    )


def _signed(plugin: Plugin, row: SignOff) -> ResponseReturnValue:
    hold(required_authority().id)
    if db.session.get(SignOff, row.id) is None:
        try:
            signing.sign(required_authority(), house().hooks, row)
        except HookFailed as failure:
            db.session.rollback()
            flash(str(failure), "warning")
            return redirect(url_for("keeping.assessments.one", name=plugin.name))
        db.session.commit()
    flash(f"{'Signed' if row.stands else 'The signature is taken back'}: {plugin.title}.", "success")
    return redirect(url_for("keeping.assessments.one", name=plugin.name))


def _row(
    plugin: Plugin, record_id: UUID, signer: str, conditions: str, review_on: date | None, stands: bool = True
) -> SignOff:
    return SignOff(
        id=record_id,
        plugin=plugin.name,
        stands=stands,
        fingerprint=fingerprint(plugin),
        signer=signer or current_actor().name,
        conditions=conditions,
        review_on=review_on,
        by_user_id=current_actor().user_id,
    )


def _in_time(form: SignForm) -> bool:
    """A day to look again on lies ahead, or there is none."""
    if form.review_on.data is None or form.review_on.data > local_today():
        return True
    form.review_on.errors = ["Choose a day that is still to come"]
    return False


def _status(form: Form) -> int:
    return 400 if form.is_submitted() else 200


def _paper(plugin: Plugin) -> Paper:
    return paper(required_authority(), house().plugins, plugin)


def _assessed(name: str) -> Plugin:
    """An installed plugin that holds data about people; any other page is not there."""
    plugin = house().plugins.get(name)
    return plugin if plugin is not None and plugin.dpia else abort(404)
