"""Turn a template and its values into a page: one skeleton, three faces that pages only choose from."""

from typing import Any, Literal

from flask import Response, current_app, make_response, request, url_for
from flask_wtf.csrf import generate_csrf

from core.access.actor import Actor
from core.web import look, nav
from core.web.house import house
from core.web.preferences import direction, languages, reading
from core.web.request import current_actor, current_authority
from core.web.security import asset
from core.words import BANDS, LANGUAGES, PLAIN_WORDS

Face = Literal["young", "worker", "public"]
DEMO_NOTICE = (
    "Demonstration. Not run by this council. Nobody reads what you write here. In danger: 999, Childline 0800 1111."
)


def page(template: str, /, *, face: Face | None = None, status: int = 200, **context: Any) -> Response:
    """Render `template` for whoever asks; `face` defaults to the one that suits their role."""
    return make_response(markup(template, face=face, **context), status)


def markup(template: str, /, *, face: Face | None = None, **context: Any) -> str:
    """Return the HTML of `template` with everything that the skeleton needs."""
    return current_app.jinja_env.get_template(template).render(**skeleton(face), **context)


def fragment(template: str, context: dict[str, Any]) -> str:
    """Return the HTML of a panel: no skeleton, the same words and helpers."""
    return markup(template, face=None, **context)


def face_for(actor: Actor) -> Face:
    """The face that suits a role: young people see theirs, staff a dense one, everyone else the public one."""
    if not actor.roles:
        return "public"
    return "young" if actor.roles <= {"young_person"} else "worker"


def skeleton(face: Face | None) -> dict[str, Any]:
    """The values that templates/base.html and the components read on every page."""
    authority, actor = current_authority(), current_actor()
    band, language = reading()
    return {
        "authority": authority,
        "actor": actor,
        "face": face or face_for(actor),
        "band": band,
        "lang": language,
        "direction": direction(language),
        "nav": nav.items(authority, actor),
        "help_url": url_for("web.help_now") if authority else f"{url_for('web.front')}#help",
        "sign_in_url": url_for("users.sign_in") if authority else url_for("users.platform_sign_in"),
        "sign_out_url": url_for("users.sign_out") if authority else url_for("users.platform_sign_out"),
        "account_url": url_for("users.account") if authority and actor.is_member else None,
        "home_url": _home(actor),
        "switches": _switches(band, language),
        "demo_notice": DEMO_NOTICE if house().deployment.is_demo else "",
        "look_url": _look_url(),
        "asset": asset,
        "word": (authority.file.words if authority else PLAIN_WORDS).word,
        "csrf_token": generate_csrf,
    }


def _home(actor: Actor) -> str:
    if current_authority() is None:
        return url_for("web.front")
    return url_for("web.home" if actor.is_member else "web.council")


def _look_url() -> str:
    authority = current_authority()
    return url_for("web.look", v=look.version(authority.file.look)) if authority else url_for("web.looks")


def _switches(band: str, language: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Plain links that change how pages read and come back here; none on pages of no council."""
    if current_authority() is None:
        return {"bands": [], "languages": []}
    back = request.full_path.rstrip("?") if request.method == "GET" else url_for("web.council")
    bands = [(title, url_for("web.reading_band", band=key, next=back), key == band) for key, title in BANDS.items()]
    offered = languages()
    tongues = [
        (LANGUAGES[code].name, url_for("web.language", code=code, next=back), code == language) for code in offered
    ]
    return {"bands": bands, "languages": tongues if len(offered) > 1 else []}
