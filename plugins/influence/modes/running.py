"""How an activity was run: the adults who ran it say, young people say, and the two stand side by side."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Panel, Ref, db, gettext, gettext_noop, local_today, page, requires, resolve, signed_in
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, not_here, or_not_here, reader
from plugins.influence.modes import comparing, rated, rating, reading, stating
from plugins.influence.modes.activity import (
    Activity,
    activity_or_404,
    asks_about,
    begun_or_404,
    is_to_come,
    usable_or_404,
)
from plugins.influence.modes.forms import SaysForm, adults_form, young_form
from plugins.influence.modes.reading import ModelRead

TITLE = gettext_noop("How was it run?")
NEW_WORDS = "Somebody has worded this model anew since you opened the page. Read it again, then save."
STATES = "influence.follow"


def panel_of(actor: Any, ref: Ref) -> list[Panel]:
    """On an activity's page, the way to say how it was run, for adults who may and for young people."""
    if not asks_about(ref) or not (actor.can(STATES) or rating.may_rate(actor)):
        return []
    models = reading.usable()
    link = resolve(council(), ref) if models else None
    if link is None or is_to_come(link):
        return []
    said = stating.stated(ref, models) if actor.can(STATES) else []
    titles, asked = {model.key: model.title for model in models}, rated.rated_in(models)
    if not actor.can(STATES) and (asked is None or not actor.person_id):
        return []
    answered = bool(asked and actor.person_id and rating.mine(ref, asked, actor.person_id))
    if not actor.can(STATES) and not (answered or rated.is_open(link)):
        return []
    context = {"ref": ref, "said": said, "titles": titles, "adult": actor.can(STATES), "rated": answered}
    return [Panel(TITLE, "influence/_run.html", context, 60)]


@blueprint.get("/modes/<plugin>/<kind>/<uuid:id>")
@signed_in("the adults who run activities, and young people who may see this one; its own rule decides")
def run(plugin: str, kind: str, id: UUID) -> Response:
    """What adults say of it in each model in use, what could be carried over, and what young people say."""
    found, actor = activity_or_404(plugin, kind, id), reader()
    if not actor.can(STATES):
        return redirect(url_for("influence.rate", **found.address)) if rating.may_rate(actor) else not_here()
    models = reading.usable()
    said = stating.stated(found.ref, models)
    return page(
        "influence/run.html",
        found=found,
        models=models,
        said=said,
        proposals=stating.proposed(models, said),
        by_key={model.key: model for model in models},
        compared=_compared(found, models, said),
    )


@blueprint.route("/modes/<plugin>/<kind>/<uuid:id>/<key>", methods=["GET", "POST"])
@requires(STATES)
def state(plugin: str, kind: str, id: UUID, key: str) -> Response:
    """Say in which mode of one model it was run."""
    found, model = begun_or_404(activity_or_404(plugin, kind, id)), usable_or_404(key)
    form, held = adults_form(model), stating.stated(found.ref, [model])
    if form.is_submitted() and _is_whole(form, model):
        stating.state(found.ref, found.link.on or local_today(), model, form.said())
        db.session.commit()
        flash("Kept. What could be carried over to other models stands below, with the reason.", "success")
        return redirect(url_for("influence.run", **found.address))
    if not form.is_submitted():
        form.fill({one.part: (one.mode, one.why) for one in held})
    status = 400 if form.is_submitted() else 200
    return page("influence/run_state.html", found=found, model=model, form=form, status=status)


@blueprint.post("/modes/<plugin>/<kind>/<uuid:id>/<key>/carry")
@requires(STATES)
def carry(plugin: str, kind: str, id: UUID, key: str) -> Response:
    """Accept what a mapping proposes; its reason is kept with it."""
    found, models = begun_or_404(activity_or_404(plugin, kind, id)), reading.usable()
    wanted = (key, request.form.get("mode", ""), request.form.get("from", ""))
    proposals = stating.proposed(models, stating.stated(found.ref, models))
    fitting = next((one for one in proposals if (one.model, one.mode, one.from_model) == wanted), None)
    if fitting is None:
        flash("That proposal is not there any more. Nothing was changed; look at the page as it is now.", "warning")
        return redirect(url_for("influence.run", **found.address))
    model = or_not_here(next((one for one in models if one.key == key), None))
    on = found.link.on or local_today()
    stating.state(found.ref, on, model, {"": (fitting.mode, fitting.why)}, fitting.from_model)
    db.session.commit()
    flash("Carried over, with its reason.", "success")
    return redirect(url_for("influence.run", **found.address))


@blueprint.route("/modes/rate/<plugin>/<kind>/<uuid:id>", methods=["GET", "POST"])
@signed_in("young people who may see the activity say how it was run; each for themselves")
def rate(plugin: str, kind: str, id: UUID) -> Response:
    """A young person says how it was run, in the council's first model and in plain words."""
    found, actor = begun_or_404(activity_or_404(plugin, kind, id)), reader()
    model = rated.rated_in(reading.usable())
    if model is None or not rating.may_rate(actor) or actor.person_id is None:
        not_here()
    form, before = young_form(model), rating.mine(found.ref, model, actor.person_id)
    if form.is_submitted() and rated.is_open(found.link) and _is_whole(form, model):
        answers = {part: mode for part, (mode, _) in form.said().items()}
        rating.rate(found.ref, model, answers, actor.person_id)
        db.session.commit()
        flash(gettext("Thank you. Nobody sees what you alone said."), "success")
        return redirect(url_for("influence.rate", **found.address))
    if not form.is_submitted():
        form.fill({part: (mode, "") for part, mode in before.items()})
    return _rate_page(found, model, form, bool(before))


def _rate_page(found: Activity, model: ModelRead, form: SaysForm, answered: bool) -> Response:
    """What adults and others say is shown once nobody can answer any more, so that it leads nobody."""
    shown = not rated.is_open(found.link) or (answered and rated.is_shown(found.link))
    said = stating.stated(found.ref, [model]) if shown else []
    return page(
        "influence/rate.html",
        found=found,
        model=model,
        form=form,
        rated=answered,
        is_open=rated.is_open(found.link),
        compared=_compared(found, [model], said) if shown else [],
        status=400 if form.is_submitted() else 200,
    )


def _compared(found: Activity, models: Sequence[ModelRead], said: Sequence[stating.Stated]) -> list[comparing.Compared]:
    """The models that young people say something in: the rated one, and the questions asked after meetings."""
    asked = rated.rated_in(models)
    heard_in = [model for model in models if model is asked or rated.by_pulse(model)]
    return [
        line
        for model in heard_in
        for line in comparing.compared(model, said, rated.heard(found.ref, found.link, model))
    ]


def _is_whole(form: SaysForm, model: ModelRead) -> bool:
    """The form is valid, says something, and was filled in by the words that hold now."""
    if not form.validate():
        return False
    if form.number.data != str(model.number):
        form.form_errors.append(NEW_WORDS)
        form.number.data = str(model.number)
        return False
    if not form.said():
        form.form_errors.append("Answer at least one question.")
        return False
    return True
