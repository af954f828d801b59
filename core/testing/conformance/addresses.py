"""The addresses of a plugin, taken from the live map of routes, and who may open each."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from flask import Flask
from werkzeug.routing import Rule, UUIDConverter
from werkzeug.routing.converters import NumberConverter

from core.access.roles import COUNCIL_ROLES
from core.access.stamps import Stamp, stamp_of
from core.plugging.manifest import Plugin
from core.testing.conformance.ground import HERE
from core.web.house import house

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Route:
    """One address of the plugin at the first council; `is_plain` where nothing in it names a record."""

    url: str
    method: str
    stamp: Stamp | None
    is_plain: bool

    @property
    def is_private(self) -> bool:
        """True unless the stamp says that anybody may."""
        return self.stamp is not None and self.stamp.kind != "public"


def routes(app: Flask, plugin: Plugin) -> Iterator[Route]:
    """Every method of every address, arguments filled in with ids that nobody has."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{plugin.name}.") and "authority" in rule.arguments:
            yield from (_route(app, rule, method) for method in sorted((rule.methods or set()) & METHODS))


def role_for(app: Flask, route: Route, *, may: bool) -> str | None:
    """A role that may (or may not) open the route; any role where being signed in is enough."""
    if route.stamp is None or route.stamp.kind != "requires":
        return COUNCIL_ROLES[0] if may else None
    wanted = route.stamp.detail
    with app.app_context():
        permissions = house().permissions
    return next((role for role in COUNCIL_ROLES if (wanted in permissions.of_roles([role])) is may), None)


def _route(app: Flask, rule: Rule, method: str) -> Route:
    values = {name: _nobody(rule, name) for name in rule.arguments if name != "authority"}
    with app.test_request_context("/"):
        url = app.url_map.bind("localhost").build(rule.endpoint, {"authority": HERE, **values}, method)
    return Route(url, method, stamp_of(app.view_functions[rule.endpoint]), not values)


def _nobody(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    if isinstance(converter, UUIDConverter):
        return uuid4()
    return 1 if isinstance(converter, NumberConverter) else "nothing"
