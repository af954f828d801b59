"""The pages that belong to no plugin: the councils here, a council's front page and home, help, look, health."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.roles import role_titles
from core.access.stamps import public, signed_in
from core.authority.resolve import Authority
from core.clock import local_today
from core.web import cache, nav, panels
from core.web import home as home_page
from core.web.away import works_without_records
from core.web.house import house
from core.web.languages import gettext
from core.web.look import every_look, stylesheet
from core.web.preferences import A_YEAR, COOKIE, bands, chosen, languages
from core.web.render import face_for, page
from core.web.request import current_actor, current_authority

blueprint = Blueprint("web", __name__)
AN_HOUR = 3600  # seconds; the address of this sheet carries no version


@blueprint.get("/")
@public("the way in: which councils are here")
@cache.public_page
def front() -> ResponseReturnValue:
    """The councils on this deployment."""
    return page(
        "web/front.html",
        face="public",
        councils=house().authorities.all(),
        regions=house().authorities.regions,
    )


@blueprint.get("/regions/<region>/")
@public("which councils compare practice is public; figures are released elsewhere")
def region(region: str) -> ResponseReturnValue:
    """What a region shows together, and its councils."""
    found = house().authorities.regions.get(region) or abort(404)
    members = [authority for authority in house().authorities.all() if authority.slug in found.members]
    ways = {authority.slug: nav.for_strangers(authority) for authority in members}
    blocks = panels.region(current_actor(), region)
    return page("web/region.html", face="public", region=found, members=members, ways=ways, panels=blocks)


@blueprint.get("/<authority>/")
@public("a council's front page")
@cache.public_page
def council() -> ResponseReturnValue:
    """What this council promises, and the ways to have a say here."""
    found = panels.asked(_here(), current_actor())
    return page("web/council.html", face="public", panels=panels.home(found, "public"))


@blueprint.get("/<authority>/home")
@signed_in("everyone with a sign-in has a first page of their own")
def home() -> ResponseReturnValue:
    """The first page after signing in, for this person's role."""
    authority, actor = _here(), current_actor()
    face, found = face_for(actor), panels.asked(authority, actor)
    issues = house().hooks.call("ready_issues", authority, actor=actor) if face == "worker" else []
    is_admin = home_page.ADMIN in actor.roles
    lines = [*found, *home_page.of_core(actor)]
    sections = home_page.sections(lines, issues if is_admin else (), face, local_today())
    start = None if sections else nav.start(authority, actor)
    return page(
        "web/home.html",
        face=face,
        roles=[gettext(title) for title in role_titles(actor.roles)],
        actions=[way for way in nav.actions(authority, actor) if way != start],
        sections=sections,
        teaching=None if sections else home_page.teaching(actor),
        start=start,
        panels=panels.home(found, face),
        cards=nav.cards(authority, actor),
        issues=[] if is_admin else issues,
    )


@blueprint.get("/look.css")
@public("the colours of the councils here")
def looks() -> ResponseReturnValue:
    """One style sheet for pages that show several councils, each in its own colours."""
    colours = {council.slug: council.file.look for council in house().authorities.all()}
    response = Response(every_look(colours), mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return response


@blueprint.get("/<authority>/look.css")
@public("the council's colours")
@works_without_records
def look() -> ResponseReturnValue:
    """The council's own small style sheet."""
    response = Response(stylesheet(_here().file.look), mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}"
    return response


@blueprint.get("/<authority>/mark.svg")
@public("the council's lettermark")
@works_without_records
def mark() -> ResponseReturnValue:
    """Our own lettermark for the council; never its logo."""
    response = Response(_here().mark, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}"
    return response


@blueprint.get("/<authority>/reading/<band>")
@public("how pages read is everyone's own choice")
@works_without_records
def reading_band(band: str) -> ResponseReturnValue:
    """Keep the chosen reading band and go back."""
    return _keep(band if band in bands() else abort(404), chosen()[1])


@blueprint.get("/<authority>/language/<code>")
@public("the language of pages is everyone's own choice")
@works_without_records
def language(code: str) -> ResponseReturnValue:
    """Keep the chosen language and go back."""
    return _keep(chosen()[0], code if code in languages() else abort(404))


@blueprint.get("/healthz")
@public("says that the process is alive, nothing else")
def alive() -> ResponseReturnValue:
    """Alive."""
    return {"alive": True}


@blueprint.get("/readyz")
@public("says whether this copy can serve, nothing about anyone")
def ready() -> ResponseReturnValue:
    """Ready: each check by name; 503 while one fails."""
    checks = {name: _passes(check) for name, check in house().ready_checks.items()}
    return {"ready": all(checks.values()), "checks": checks}, 200 if all(checks.values()) else 503


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return bool(check())
    except Exception:  # a check that cannot be made has not passed
        return False


def _here() -> Authority:
    return current_authority() or abort(404)


def _keep(band: str, language: str) -> Response:
    response = make_response(redirect(_back()))
    response.set_cookie(COOKIE, f"{band}.{language}", max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def _back() -> str:
    """The page to return to: an address on this site under this council, or its front page."""
    wanted = request.args.get("next", "")
    parts = urlsplit(wanted)
    inside = not parts.scheme and not parts.netloc and wanted.startswith(f"/{g.slug}/") and "\\" not in wanted
    return wanted if inside else url_for("web.council")
