"""Mounts each plugin's pages under every council's path, and hides them where the council has it switched
off.
"""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Flask, request
from werkzeug.wrappers import Response

from core.access.stamps import stamp_of
from core.authority import effective
from core.plugging.manifest import Plugin
from core.plugging.registry import PluginFaults, Plugins
from core.web import errors
from core.web.house import house
from core.web.request import current_authority

_APP_WIDE = ("before_request_funcs", "after_request_funcs", "teardown_request_funcs", "url_default_functions")


def mount(app: Flask, plugins: Plugins) -> None:
    """Register every plugin's blueprint; raises PluginFaults if one reaches beyond its own pages."""
    faults = [f"{plugin.name}: {fault}" for plugin in plugins for fault in _mount_one(app, plugin)]
    faults += _misplaced(app, plugins)
    if faults:
        raise PluginFaults(faults)


def switched_off_here() -> Response | None:
    """The neutral 404 where the page belongs to a plugin that this council has not switched on."""
    authority = current_authority()
    owner = (request.endpoint or "").partition(".")[0]
    if authority is None or owner not in house().plugins or owner in effective.switched_on(authority):
        return None
    return errors.not_found()


def _mount_one(app: Flask, plugin: Plugin) -> Iterator[str]:
    for blueprint, prefix in _places(plugin):
        before = _app_wide(app)
        known = set(app.view_functions)
        app.register_blueprint(blueprint, url_prefix=prefix)
        if _app_wide(app) != before:
            yield "its blueprint changes requests outside its own pages"
        yield from _unstamped(app, set(app.view_functions) - known)


def _places(plugin: Plugin) -> Iterator[tuple[Blueprint, str]]:
    if plugin.blueprint:
        yield plugin.blueprint, f"/<authority>/{plugin.path}"
    if plugin.region_blueprint:
        yield plugin.region_blueprint, f"/regions/<region>/{plugin.path}"


def _app_wide(app: Flask) -> dict[str, Any]:
    functions = {kind: list(getattr(app, kind).get(None, ())) for kind in _APP_WIDE}
    handlers: dict[Any, dict[Any, Callable[..., Any]]] = app.error_handler_spec[None]
    return {
        **functions,
        "errors": {code: dict(found) for code, found in handlers.items() if found},
        "filters": set(app.jinja_env.filters),
        "globals": set(app.jinja_env.globals),
        "context": list(app.template_context_processors[None]),
    }


def _unstamped(app: Flask, endpoints: set[str]) -> Iterator[str]:
    for endpoint in sorted(endpoints):
        if stamp_of(app.view_functions[endpoint]) is None:
            yield f"the view {endpoint} does not say who may open it; put a stamp under its route"


def _misplaced(app: Flask, plugins: Plugins) -> Iterator[str]:
    """Addresses of a plugin that do not lie under its own; asked once at the end, for a look at the map sorts it."""
    places = {blueprint.name: (plugin.name, prefix) for plugin in plugins for blueprint, prefix in _places(plugin)}
    for rule in app.url_map.iter_rules():
        name, prefix = places.get(rule.endpoint.partition(".")[0], ("", ""))
        if name and rule.rule != prefix and not rule.rule.startswith(f"{prefix}/"):
            yield f"{name}: the address {rule.rule} lies outside {prefix}"
