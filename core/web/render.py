"""Turn a template and its values into a page: one skeleton, three faces that pages only choose from."""

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

from flask import Response, current_app, g, make_response, request, url_for
from flask_wtf.csrf import generate_csrf

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.web import look, nav
from core.web.house import house
from core.web.languages import gettext
from core.web.preferences import bands, chosen, direction, languages, reading
from core.web.request import current_actor, current_authority
from core.web.security import asset
from core.words import BANDS, LANGUAGES, PLAIN_WORDS, gettext_noop

Face = Literal["young", "worker", "public"]
Switches = dict[str, list[tuple[str, str, bool, str]]]
NO_SWITCHES: Switches = {"bands": [], "languages": []}
DEMO_NOTICE = gettext_noop(
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
    if actor.roles <= {"parent_carer"}:  # nobody's roles included
        return "public"
    return "young" if actor.roles <= {"young_person"} else "worker"


def skeleton(face: Face | None) -> dict[str, Any]:
    """The values that templates/base.html and the components read on every page; worked out once for a request."""
    if "skeleton" not in g:
        g.skeleton = _skeleton()
    return {**g.skeleton, "face": face or face_for(current_actor())}


def _skeleton() -> dict[str, Any]:
    authority, actor = current_authority(), current_actor()
    band, language = reading()
    to = addresses(authority)
    return {
        "authority": authority,
        "actor": actor,
        "band": band,
        "lang": language,
        "direction": direction(language),
        "council_language": languages()[0],
        "council_language_name": LANGUAGES[languages()[0]].name,
        "nav": nav.items(authority, actor),
        "help_url": to["help"],
        "tell_url": to["tell"],
        "privacy_url": to.get("privacy"),
        "strategy_url": to.get("strategy"),
        "sign_in_url": to["sign_in"],
        "sign_out_url": to["sign_out"],
        "account_url": to["account"] if actor.is_member else None,
        "home_url": to["home"] if actor.is_member else to["front"],
        "switches": _switches(to) if authority else NO_SWITCHES,
        "staff_page_in_english": language != chosen()[1],
        "standing_line": house().standing(actor) if authority else None,
        "demo_notice": gettext(DEMO_NOTICE) if house().deployment.is_demo else "",
        "look_url": to["look"],
        "asset": asset,
        "word": (authority.file.words if authority else PLAIN_WORDS).word,
        "csrf_token": generate_csrf,
    }


def addresses(authority: Authority | None) -> Mapping[str, str]:
    """The addresses that every page of a council links to; built once, for they were a tenth of each page's cost."""
    kept: dict[str | None, Mapping[str, str]] = current_app.extensions.setdefault("heard_addresses", {})
    slug = authority.slug if authority else None
    if slug not in kept:
        kept[slug] = _of_council(authority) if authority else _of_platform()
    return kept[slug]


def _of_council(authority: Authority) -> Mapping[str, str]:
    return {
        "front": url_for("web.council"),
        "home": url_for("web.home"),
        "help": url_for("help.now"),
        "tell": url_for("telling.tell"),
        "privacy": url_for("privacy.notice"),
        **({"strategy": url_for("strategy.show")} if authority.requirements else {}),
        "account": url_for("users.account"),
        "sign_in": url_for("users.sign_in"),
        "sign_out": url_for("users.sign_out"),
        "look": url_for("web.look", v=look.version(authority.file.look)),
        **{f"reading/{band}": url_for("web.reading_band", band=band) for band in BANDS},
        **{f"language/{code}": url_for("web.language", code=code) for code in languages()},
    }


def _of_platform() -> Mapping[str, str]:
    front = url_for("web.front")
    return {
        "front": front,
        "home": front,
        "help": f"{front}#help",
        "tell": f"{front}#tell",
        "account": front,
        "sign_in": url_for("users.platform_sign_in"),
        "sign_out": url_for("users.platform_sign_out"),
        "look": url_for("web.looks"),
    }


def _switches(to: Mapping[str, str]) -> Switches:
    """Plain links that change how pages read and come back here: label, address, is it chosen, its language."""
    back = quote(request.full_path.rstrip("?") if request.method == "GET" else to["front"])
    band, language = chosen()
    ways = [(gettext(BANDS[key]), f"{to[f'reading/{key}']}?next={back}", key == band, "") for key in bands()]
    offered = languages()
    tongues = [
        (LANGUAGES[code].name, f"{to[f'language/{code}']}?next={back}", code == language, code) for code in offered
    ]
    return {"bands": ways if len(ways) > 1 else [], "languages": tongues if len(offered) > 1 else []}
