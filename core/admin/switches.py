"""The local admin's switches: every installed plugin, on or off, asked first and never deleting anything."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.access.stamps import requires
from core.authority import effective
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.plugging.manifest import Plugin
from core.plugging.switching import OthersFirst, Switchboard
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("switches", __name__, url_prefix="/plugins")


@blueprint.get("")
@requires("admin.plugins")
def plugins() -> Response:
    """Every installed plugin: what it is, whether the council may choose, whether it is on."""
    board = _board()
    waiting = effective.waiting(board.authority)
    rows = [
        {
            "plugin": plugin,
            "offer": effective.section(board.authority, plugin.name).offer,
            "on": board.is_on(plugin),
            "waits": plugin.name in waiting,
            "needed": board.needed(plugin),
            "needs": board.plugins.needed_for(plugin.name),
        }
        for plugin in board.plugins
    ]
    return page("admin/plugins.html", face="worker", rows=rows)


@blueprint.get("/<name>/on")
@requires("admin.plugins")
def ask_on(name: str) -> Response:
    """What switching on brings, and what has to be switched on first."""
    board, plugin = _board(), _optional(name)
    asked: dict[str, Any] = {"others": board.needed(plugin), "unsigned": board.unsigned(plugin)}
    return page("admin/switch_on.html", face="worker", plugin=plugin, **asked)


@blueprint.post("/<name>/on")
@requires("admin.plugins")
def switch_on(name: str) -> Response:
    """Switch it on, with what it needs where that was agreed to."""
    return _switch(name, on=True)


@blueprint.get("/<name>/off")
@requires("admin.plugins")
def ask_off(name: str) -> Response:
    """What switching off hides, what it keeps, and what has to be switched off with it."""
    board, plugin = _board(), _optional(name)
    return page("admin/switch_off.html", face="worker", plugin=plugin, others=board.leaning(plugin))


@blueprint.post("/<name>/off")
@requires("admin.plugins")
def switch_off(name: str) -> Response:
    """Switch it off, with what leans on it where that was agreed to."""
    return _switch(name, on=False)


def _switch(name: str, *, on: bool) -> Response:
    board, plugin = _board(), _optional(name)
    agreed = request.form.get("others") == "yes"
    if board.is_on(plugin) == on:
        flash(f"{plugin.title} was {'on' if on else 'off'} already. Nothing was changed.")
        return redirect(url_for("admin.switches.plugins"))
    try:
        act = board.switch_on if on else board.switch_off
        switched = act(plugin, agreed, current_actor().user_id)
    except OthersFirst:
        return redirect(url_for("admin.switches.ask_on" if on else "admin.switches.ask_off", name=name))
    except (effective.Refused, HookFailed) as refusal:
        db.session.rollback()
        flash(str(refusal), "warning")
        return redirect(url_for("admin.switches.plugins"))
    db.session.commit()
    flash(f"Switched {'on' if on else 'off'}: {', '.join(one.title for one in switched)}.", "success")
    return redirect(url_for("admin.switches.plugins"))


def _board() -> Switchboard:
    return Switchboard(house().plugins, house().hooks, required_authority())


def _optional(name: str) -> Plugin:
    """An installed plugin that the council's file leaves to its admin; any other page is not there."""
    plugin = house().plugins.get(name)
    if plugin is None or effective.section(required_authority(), name).offer != "optional":
        abort(404)
    return plugin
