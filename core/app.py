"""create_app(): one visible order from settings to a running application, and no state outside it."""

import os
from collections.abc import Sequence
from pathlib import Path

from flask import Flask, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from werkzeug.wrappers import Response

from core.access import gate
from core.access.permissions import CORE_PERMISSIONS, PermissionTable
from core.admin.access.waiting import requests_waiting
from core.admin.blueprint import blueprint as admin
from core.authority import effective
from core.authority.load import load_all
from core.authority.resolve import Authorities
from core.config import Deployment
from core.db import init_db
from core.demo.guard import refuse_demo_accounts
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import NavItem
from core.people.permissions import PEOPLE_PERMISSIONS
from core.people.views import blueprint as people
from core.plugging.manifest import Plugin
from core.plugging.migrations import is_at_head
from core.plugging.mount import mount, switched_off_here
from core.plugging.registry import PluginFaults, Plugins
from core.plugging.said import apart
from core.users.sessions import install as install_sessions
from core.users.sessions import load_actor
from core.users.views import blueprint as users
from core.web import cache, errors, languages, panels, security, styleguide, templates
from core.web import request as requests
from core.web.front import blueprint as front
from core.web.house import EXTENSION, House
from core.words import gettext_noop

FIND_PEOPLE = "Find or add somebody; see what they belong to."
MANAGE = "What your role looks after for the whole council."
CORE_NAV = (
    NavItem(gettext_noop("People"), "people/", permission="people.view", order=30, about=FIND_PEOPLE),
    NavItem(gettext_noop("Manage"), "admin/", permission="admin.open", order=90, about=MANAGE),
    NavItem("Find a person", "people/", permission="people.view", order=20, place="home"),
    NavItem("People with a sign-in", "admin/access/", "admin.access", 30, place="home", start_for=("local_admin",)),
    NavItem("Requests for a safeguarding lead", "admin/access/requests", "access.approve", order=30, place="home"),
    NavItem("Audit trail", "admin/audit", "admin.audit", 40, place="home", start_for=("data_protection_officer",)),
)


def create_app(
    config: Deployment | None = None,
    plugins: Sequence[Plugin] | None = None,
    authorities: Sequence[Path] | None = None,
) -> Flask:
    """Build the application: settings, plugins, councils, database, pages, checks; in that order.

    Raises ConfigFault, PluginFaults or AuthorityFaults, each naming everything that is wrong.
    """
    deployment = config or Deployment.from_environ(os.environ)
    installed = Plugins(plugins) if plugins is not None else Plugins.installed()
    councils = Authorities(load_all(authorities or deployment.authorities, installed.models, installed.requires))
    app = Flask("heard", static_folder=str(security.STATIC), template_folder=None)
    app.testing = deployment.env == "test"
    security.guard(app, deployment)
    init_db(app, deployment)
    refuse_demo_accounts(app, deployment)
    _house(deployment, councils, installed).build_into(app)
    templates.furnish(app, councils, [plugin.folder / "templates" for plugin in installed], deployment.template_cache)
    languages.install(app, [plugin.folder / "translations" for plugin in installed])
    _pages(app, deployment, installed)
    _checks(app)
    errors.install(app)
    _refuse_open_doors(app)
    return app


def _house(deployment: Deployment, councils: Authorities, installed: Plugins) -> House:
    return House(
        deployment=deployment,
        authorities=councils,
        permissions=PermissionTable([*CORE_PERMISSIONS, *PEOPLE_PERMISSIONS, *installed.permissions]),
        hooks=Dispatcher(installed.manager, effective.switched_on, panels.recover, apart),
        plugins=installed,
        nav=CORE_NAV,
        home_items=(requests_waiting,),
        ready_checks={"database": lambda: is_at_head(deployment, installed)},
    )


def _pages(app: Flask, deployment: Deployment, installed: Plugins) -> None:
    """Mount core's pages, then the plugins'."""
    app.extensions["heard_pages"] = cache.PageStore()
    CSRFProtect(app)
    WTFormsHelpers(app)
    install_sessions(app)
    for blueprint in (front, users, people, admin):
        app.register_blueprint(blueprint)
    if deployment.is_demo or app.testing:
        app.register_blueprint(styleguide.blueprint)
    mount(app, installed)


def _checks(app: Flask) -> None:
    """What every request passes, in this order: path and scope, person, plugin switched on, permission."""
    requests.install(app)
    app.before_request(requests.open_scope)
    app.before_request(_meet)
    app.before_request(switched_off_here)
    app.before_request(_permit)


def _meet() -> None:
    g.actor = load_actor(requests.current_authority())


def _permit() -> Response | None:
    """Decided by the route alone, before any record is loaded."""
    if request.endpoint is None or request.routing_exception is not None:
        return None  # Flask answers an unknown address itself
    verdict = gate.check(current_app.view_functions[request.endpoint], requests.current_actor())
    if verdict == "sign-in":
        endpoint = "users.sign_in" if requests.current_authority() else "users.platform_sign_in"
        return redirect(url_for(endpoint, next=request.full_path.rstrip("?")))
    return errors.not_found() if verdict == "not-found" else None


def _refuse_open_doors(app: Flask) -> None:
    """An unstamped view, or one that asks for a permission nobody declared, stops the start."""
    permissions: PermissionTable = app.extensions[EXTENSION].permissions
    faults = [f"{endpoint}: says not who may open it" for endpoint in gate.unstamped(app)]
    faults += [f"{fault}: no such permission" for fault in gate.undeclared(app, permissions)]
    if faults:
        raise PluginFaults(faults)
