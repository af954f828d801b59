"""Who was asked how often: every group and school with its meter, and asks from elsewhere noted down (LA33)."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.requests.asking import agencies, choices
from plugins.requests.blueprint import blueprint
from plugins.requests.desk import approving
from plugins.requests.fatigue import known, meter
from plugins.requests.forms.desk import ApproversForm, OtherAskForm
from plugins.requests.here import chosen, council, not_here, note, reader
from plugins.requests.models import OtherAsk
from plugins.requests.vocabulary import FACTS, LEVELS

NOBODY = "Choose a group, a school or a situation: otherwise it counts for nobody."


@blueprint.route("/asked", methods=["GET", "POST"])
@requires("requests.desk")
def asked() -> Response:
    """The meters, and a form for an ask that did not come through the desk."""
    form, everybody = OtherAskForm(), choices.everybody(reader(), council())
    form.offer(*([(one.key, one.called) for one in everybody if one.kind == kind] for kind in meter.KINDS))
    if form.validate_on_submit():
        values = form.values()
        if values["group_id"] or values["school_id"] or values["cohort"]:
            row, is_new = create_once(OtherAsk, form, lambda id: known.noted(id, values, reader()))
            if is_new:
                note("other_ask_noted", row)
            db.session.commit()
            flash("Noted. It counts in the meter.", "success")
            return redirect(url_for("requests.asked"))
        form.group_id.errors = [NOBODY]
    return page(
        "requests/asked.html",
        face="worker",
        form=form,
        meters=meter.meters(everybody),
        latest=known.latest(reader()),
        months=chosen().months,
        status=400 if form.is_submitted() else 200,
    )


@blueprint.get("/approvers")
@requires("requests.lead")
def approvers() -> Response:
    """Who approves on each level, and which requests need it."""
    return page(
        "requests/approvers.html",
        face="worker",
        levels=LEVELS,
        named=approving.everybody(),
        rules=chosen().approvals,
        facts=FACTS,
        lacking=approving.lacking(),
        late=agencies.all_late(),
    )


@blueprint.route("/approvers/<level>", methods=["GET", "POST"])
@requires("requests.lead")
def name_approvers(level: str) -> Response:
    """Name who approves on one level."""
    if level not in LEVELS:
        not_here()
    form = ApproversForm()
    form.offer(approving.can_be_named(), approving.named(level))
    if form.validate_on_submit():
        approving.name(level, form.chosen())
        db.session.commit()
        flash("Saved. They can approve from now on.", "success")
        return redirect(url_for("requests.approvers"))
    return page(
        "requests/name_approvers.html",
        face="worker",
        form=form,
        title=LEVELS[level],
        status=400 if form.is_submitted() else 200,
    )
