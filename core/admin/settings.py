"""The settings of one plugin at this council: a form drawn from its model, saved as the difference from the file."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from pydantic import BaseModel
from werkzeug.wrappers import Response

from core.access.stamps import requires
from core.admin.settings_clash import Overtaken, overtaken, seen
from core.admin.settings_form import ADD, SettingsForm, form_for, shown
from core.admin.showing import SOURCES, setting_in_words
from core.authority import effective
from core.authority.effective import Effective
from core.authority.models import hold
from core.db import db
from core.plugging.drawing import is_file_only
from core.plugging.manifest import Plugin
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("settings", __name__, url_prefix="/settings")


@blueprint.route("/<name>", methods=["GET", "POST"])
@requires("admin.settings")
def edit(name: str) -> Response:
    """Show and save; a button of a list adds an empty row and keeps everything typed. Whoever saves second is told."""
    plugin = _offered(name)
    if request.method == "POST":
        hold(required_authority().id)
    present = _present(plugin)
    filled = {**shown(type(present.model), present.model), "seen": seen(present.model)}
    form = form_for(type(present.model), present.locked)(data=filled)
    if form.is_submitted() and ADD in request.form:
        form.add_row(request.form[ADD])
        return _page(plugin, form, present)
    if form.validate_on_submit() and (wanted := form.judged(present.model)) is not None:
        return _saved(plugin, wanted) if form.seen.data == filled["seen"] else _told(plugin, form, present, wanted)
    return _page(plugin, form, present, 400 if form.is_submitted() else 200)


@blueprint.post("/<name>/back")
@requires("admin.settings")
def back_to_file(name: str) -> Response:
    """Let the council's file decide one setting again."""
    plugin, key = _offered(name), request.form.get("key", "")
    if key not in type(_present(plugin).model).model_fields:
        abort(404)
    effective.back_to_file(required_authority(), plugin.name, key, by=current_actor().user_id)
    db.session.commit()
    flash("The council's file decides that setting again.", "success")
    return redirect(url_for("admin.settings.edit", name=name))


def _saved(plugin: Plugin, wanted: BaseModel) -> Response:
    try:
        effective.save_settings(required_authority(), plugin.name, wanted, by=current_actor().user_id)
    except effective.Refused as refusal:
        db.session.rollback()
        flash(str(refusal), "warning")
    else:
        db.session.commit()
        flash("The settings are saved.", "success")
    return redirect(url_for("admin.settings.edit", name=plugin.name))


def _told(plugin: Plugin, form: SettingsForm, present: Effective[Any], wanted: BaseModel) -> Response:
    """The form as it was typed, beside what somebody else saved meanwhile; sent again, it is saved."""
    form.seen.data = seen(present.model)
    return _page(plugin, form, present, 409, overtaken(plugin, present.model, wanted))


def _page(
    plugin: Plugin, form: SettingsForm, present: Effective[Any], status: int = 200, late: Overtaken | None = None
) -> Response:
    fields = type(present.model).model_fields
    rows = [
        {
            "key": key,
            "title": field.title,
            "help": field.description,
            "value": setting_in_words(type(present.model), key, getattr(present.model, key)),
            "source": SOURCES[present.sources[key]],
            "mine": present.sources[key] == "admin",
            "closed": key in present.locked or is_file_only(field),
            "locked": key in present.locked,
        }
        for key, field in fields.items()
    ]
    return page("admin/settings.html", face="worker", status=status, plugin=plugin, form=form, rows=rows, late=late)


def _present(plugin: Plugin) -> Effective[Any]:
    assert plugin.settings is not None
    return effective.settings(required_authority(), plugin.name, plugin.settings)


def _offered(name: str) -> Plugin:
    """A plugin with settings that the council's file offers; any other page is not there."""
    plugin = house().plugins.get(name)
    if plugin is None or plugin.settings is None or effective.section(required_authority(), name).offer == "never":
        abort(404)
    return plugin
