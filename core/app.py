"""create_app(): one visible order from settings to a running application, and no state outside it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from flask import Flask, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from werkzeug.wrappers import Response

from core.access import gate
from core.access.permissions import PermissionTable
from core.authority import effective
from core.authority.faults import AuthorityFaults
from core.authority.load import load_all
from core.authority.resolve import Authorities
from core.authority.wording import unknown_purposes
from core.config import Deployment
from core.consent import CORE_PURPOSES, Purposes, ledger, scans
from core.consent.person_views import panel as agreements_of
from core.consent.purposes import EXTENSION as PURPOSES
from core.consent.reading import uses
from core.consent.relationship_views import panel as relationships_of
from core.db import init_db, utcnow
from core.demo.guard import refuse_demo_accounts
from core.files.scans import keep_scan
from core.hooks.dispatcher import Dispatcher
from core.jobs import looking as jobs_looking
from core.jobs.table import EXTENSION as JOBS
from core.jobs.table import table_of
from core.notify import looking as messages_looking
from core.notify.notices import EXTENSION as NOTICES
from core.notify.notices import notices_of
from core.people import sightings
from core.plugging.manifest import Plugin
from core.plugging.migrations import is_at_head
from core.plugging.mount import mount, switched_off_here
from core.plugging.registry import PluginFaults, Plugins
from core.plugging.said import apart
from core.rooms import CONSENT_LISTENERS, CORE_INDICATORS, CORE_JOBS, CORE_NAV, CORE_PAGES, HOME_LINES, RIGHTS
from core.safeguarding.alarms import probing as alarms_probing
from core.safeguarding.release import banner, override_views
from core.users.sessions import install as install_sessions
from core.users.sessions import load_actor
from core.web import away, cache, errors, languages, panels, security, styleguide, templates
from core.web import request as requests
from core.web.house import EXTENSION, House


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
    folders = authorities or deployment.authorities
    loaded = load_all(folders, installed.models, installed.requires, installed.processing)
    councils = Authorities(loaded, installed.assessed)
    app = Flask("heard", static_folder=str(security.STATIC), template_folder=None)
    app.testing = deployment.env == "test"
    security.guard(app, deployment)
    init_db(app, deployment)
    refuse_demo_accounts(app, deployment)
    _house(deployment, councils, installed).build_into(app)
    _agreements(app, councils, installed)
    app.extensions[JOBS] = table_of(CORE_JOBS, ((plugin.name, plugin.jobs) for plugin in installed), councils)
    app.extensions[NOTICES] = notices_of((plugin.name, plugin.notices) for plugin in installed)
    templates.furnish(app, councils, [plugin.folder / "templates" for plugin in installed], deployment.template_cache)
    languages.install(app, [plugin.folder / "translations" for plugin in installed])
    _pages(app, deployment, installed)
    _checks(app)
    sightings.install(app)
    errors.install(app)
    _refuse_open_doors(app)
    return app


def _house(deployment: Deployment, councils: Authorities, installed: Plugins) -> House:
    return House(
        deployment=deployment,
        authorities=councils,
        permissions=PermissionTable([*RIGHTS, *installed.permissions]),
        hooks=Dispatcher(installed.manager, effective.switched_on, panels.recover, apart),
        plugins=installed,
        nav=CORE_NAV,
        home_items=HOME_LINES,
        agreed_uses=uses,
        person_panels=(agreements_of, relationships_of, banner.panels),
        standing=banner.standing,
        beside_agreements=override_views.beside_agreements,
        indicators=CORE_INDICATORS,
        ready_checks={"database": lambda: is_at_head(deployment, installed), **_worker_check(deployment)},
    )


def _agreements(app: Flask, councils: Authorities, installed: Plugins) -> None:
    """What can be agreed to, and who acts when an answer changes; a council's words for nothing stop the start."""
    app.extensions[PURPOSES] = Purposes([*CORE_PURPOSES, *(one for plugin in installed for one in plugin.purposes)])
    app.extensions[ledger.EXTENSION] = CONSENT_LISTENERS
    app.extensions[scans.EXTENSION] = keep_scan
    known = frozenset(purpose.name for purpose in app.extensions[PURPOSES])
    faults = [fault for one in councils.all_files() for fault in unknown_purposes(one.folder, one.wordings, known)]
    if faults:
        raise AuthorityFaults(faults)


def _worker_check(deployment: Deployment) -> dict[str, Callable[[], bool]]:
    """Timed work is looked after, where a worker belongs to the deployment."""
    if not deployment.worker:
        return {}
    return {
        "jobs": lambda: jobs_looking.is_looked_after(utcnow()),
        "notices": lambda: messages_looking.is_going_out(utcnow()) and alarms_probing.is_well(utcnow()),
    }


def _pages(app: Flask, deployment: Deployment, installed: Plugins) -> None:
    """Mount core's pages, then the plugins'."""
    app.extensions["heard_pages"] = cache.PageStore()
    CSRFProtect(app)
    WTFormsHelpers(app)
    install_sessions(app)
    for blueprint in CORE_PAGES:
        app.register_blueprint(blueprint)
    if deployment.is_demo or app.testing:
        app.register_blueprint(styleguide.blueprint)
    mount(app, installed)


def _checks(app: Flask) -> None:
    """What every request passes, in this order: path and scope, person, plugin switched on, permission."""
    requests.install(app)
    app.before_request(away.unless_away(requests.open_scope))
    app.before_request(away.unless_away(_meet))
    app.before_request(away.unless_away(switched_off_here))
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
