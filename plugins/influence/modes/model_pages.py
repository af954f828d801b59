"""The council's participation models: which it uses, how they are worded, and what a mode is in another one."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, page, requires
from plugins.influence.blueprint import blueprint
from plugins.influence.here import note, or_not_here
from plugins.influence.models import Model
from plugins.influence.modes import reading, stored
from plugins.influence.modes.editing import ADD, MeansForm, OwnForm, WordingForm, drawn_rows, key_of
from plugins.influence.modes.library import library
from plugins.influence.modes.reading import ModelRead
from plugins.influence.vocabulary import SHAPES

MAY = "influence.models"
CLASH = "Somebody else has worded this model since you opened the page. Yours is below and not saved: look, save again."


@blueprint.get("/models")
@requires(MAY)
def models() -> Response:
    """The models in use, those that rest, and those that Heard knows besides."""
    held = reading.models()
    taken = {model.key for model in held}
    offered = [model for key, model in library().items() if key not in taken]
    return page("influence/models.html", models=held, offered=offered, shapes=SHAPES)


@blueprint.get("/models/<key>")
@requires(MAY)
def one_model(key: str) -> Response:
    """One model: its modes in its own order, what they mean elsewhere, and every wording it has had."""
    found = _model(key)
    called, versions = reading.naming(reading.models()), reading.versions(found.id)
    return page("influence/model.html", model=found, called=called, shapes=SHAPES, versions=versions)


@blueprint.post("/models/take")
@requires(MAY)
def take_model() -> Response:
    """Begin to use a model that Heard knows."""
    known = or_not_here(library().get(request.form.get("key", "")))
    begin_write()
    note("model_taken", stored.save(known.key, {"in_use": True}, "As Heard knows it"))
    db.session.commit()
    flash(f"{known.title} is in use.", "success")
    return redirect(url_for("influence.one_model", key=known.key))


@blueprint.post("/models/<key>/switch")
@requires(MAY)
def switch_model(key: str) -> Response:
    """Let a model rest, or use it again; what was recorded in it stays."""
    found, on = _model(key), request.form.get("on") == "yes"
    begin_write()
    note("model_switched", stored.save(found.key, {"in_use": on}), on=on)
    db.session.commit()
    flash(
        "It is in use again." if on else "It rests. What was recorded in it stays, and nothing new is asked.", "success"
    )
    return redirect(url_for("influence.one_model", key=key))


@blueprint.route("/models/new", methods=["GET", "POST"])
@requires(MAY)
def new_model() -> Response:
    """Add a model of the council's own; its words come on the next page."""
    form = OwnForm()
    form.shape.data = form.shape.data or "degrees"
    if form.is_submitted() and form.validate():
        held = db.session.get(Model, form.record_id)
        if held is None:
            begin_write()
            held = _add_own(form)
            db.session.commit()
        return redirect(url_for("influence.word_model", key=held.key))
    return page("influence/model_new.html", form=form, status=400 if form.is_submitted() else 200)


@blueprint.route("/models/<key>/words", methods=["GET", "POST"])
@requires(MAY)
def word_model(key: str) -> Response:
    """Word the modes anew: a new version, beside which all that was recorded keeps the words of its own time."""
    found, form = _model(key), WordingForm()
    if not form.is_submitted():
        form.show(found)
        return _word_page(found, form, 200)
    if ADD in request.form:
        form.rows.append_entry()
        return _word_page(found, form, 200)
    if form.version.data != str(found.number):
        form.version.data, form.version.raw_data = str(found.number), [str(found.number)]
        form.form_errors.append(CLASH)
        return _word_page(found, form, 409)
    if not form.is_sound(found):
        return _word_page(found, form, 400)
    changed = _reword(found, form.modes(found), form.note.data or "")
    flash("The new words are kept." if changed else "Nothing was changed.", "success")
    return redirect(url_for("influence.one_model", key=key))


@blueprint.route("/models/<key>/means", methods=["GET", "POST"])
@requires(MAY)
def model_means(key: str) -> Response:
    """Say what a mode of this model is in another one, and why; the same pair again takes the new reason."""
    found, form = _model(key), MeansForm()
    everyone = reading.models()
    form.offer(found, everyone)
    if form.is_submitted() and form.validate():
        target, mode = form.target.data.split("/", 1)
        means = {"model": target, "mode": mode, "why": form.why.data}
        _reword(found, _with_means(found, form.mode.data, means, keep=True), f"What {form.mode.data} means elsewhere")
        flash("Kept, with its reason.", "success")
        return redirect(url_for("influence.model_means", key=key))
    called, used = reading.naming(everyone), {model.key for model in everyone}
    status = 400 if form.is_submitted() else 200
    return page("influence/model_means.html", model=found, called=called, used=used, form=form, status=status)


@blueprint.post("/models/<key>/means/drop")
@requires(MAY)
def drop_means(key: str) -> Response:
    """Take one mapping out; what was carried over by it keeps its reason."""
    found, asked = _model(key), {name: request.form.get(name, "") for name in ("from", "model", "mode")}
    _reword(found, _with_means(found, asked["from"], asked, keep=False), f"No longer: what {asked['from']} means")
    flash("Taken out. What was carried over by it stays as it is.", "success")
    return redirect(url_for("influence.model_means", key=key))


def _model(key: str) -> ModelRead:
    return or_not_here(reading.model(key))


def _reword(model: ModelRead, modes: list[dict[str, Any]], why: str) -> bool:
    begin_write()
    row = db.session.scalars(db.select(Model).where(Model.id == model.id)).one()
    changed = stored.reword(row, modes, why)
    if changed:
        note("model_worded", row, key=model.key)
    db.session.commit()
    return changed


def _with_means(model: ModelRead, key: str, means: dict[str, Any], keep: bool) -> list[dict[str, Any]]:
    """The model's modes with this mapping of mode `key` put in, or left out."""
    modes = [mode.model_dump(mode="json") for mode in model.modes]
    pair = (means["model"], means["mode"])
    for mode in modes:
        if mode["key"] == key:
            others = [one for one in mode["means"] if (one["model"], one["mode"]) != pair]
            mode["means"] = [*others, means] if keep else others
    return modes


def _add_own(form: OwnForm) -> Model:
    taken = {model.key for model in reading.models()} | set(library())
    key = key_of(form.title.data or "", taken)
    row = Model(
        id=form.record_id, key=key, title=form.title.data, shape=form.shape.data, position=stored.next_position()
    )
    row.source, row.chosen = form.source.data or "", form.chosen.data or ""
    db.session.add(row)
    db.session.flush()
    stored.reword(row, [], "Begun")
    note("model_added", row, key=key)
    return row


def _word_page(model: ModelRead, form: WordingForm, status: int) -> Response:
    return page("influence/model_words.html", model=model, form=form, drawn=drawn_rows(model), status=status)
