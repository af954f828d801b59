"""From the answers of the steps to a wish, and back to what a step shows at first: plain values, no pages."""

from collections.abc import Collection, Mapping
from typing import Any

from core.admin.new_council import lines
from core.admin.new_council.forms import WORD_KEYS
from core.authority.needs import Requires
from core.authority.profiles import asking
from core.authority.profiles.asking import with_needed
from core.authority.profiles.profile import EXAMPLE, PARTS, Profile, chosen
from core.authority.profiles.wish import PluginWish, Wish
from core.words import PLAIN_WORDS

Answers = Mapping[str, Mapping[str, Any]]
CLOCKS = (
    "acknowledge_minutes", "to_deputy_minutes", "referral_working_days", "lado_working_days", "review_working_days",
)  # fmt: skip


def wish_of(answers: Answers, requires: Requires, profiles: Mapping[str, Profile]) -> Wish:
    """The wish that the answers come to so far; what no step has said yet is the example's.

    A profile that was taken away since counts as not said.
    """
    plugins = _plugins(answers, requires, profiles)
    known = profiles.keys()
    said = answers.get("profiles", {})
    return Wish(
        **{key: answers["name"][key] for key in ("slug", "name", "short_name", "ons_code", "jurisdiction")},
        parts={part: _whose(part, said, known) for part in PARTS},
        plugins=plugins,
        left_off=tuple(sorted(set(requires) - plugins.keys())),
        own=_own(answers),
        replacing=dict(answers.get("names", {}).get("replacing", {})),
    )


def wanted_plugins(answers: Answers, requires: Requires) -> list[str]:
    """The plugins that were chosen, with what they need."""
    named = [name for name in answers.get("plugins", {}).get("plugins", ()) if name in requires]
    return list(with_needed({name: PluginWish() for name in named}, requires))


def at_first(step: str, answers: Answers, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    """What a step shows before it was ever answered: mostly what the chosen profiles say."""
    parts = answers.get("profiles", {})

    def of(part: str) -> Mapping[str, Any]:
        return chosen(profiles, _whose(part, parts, profiles.keys())).file

    if step == "words":
        return {key: of("words").get("words", {}).get(key, getattr(PLAIN_WORDS, key)) for key in WORD_KEYS}
    if step == "terms":
        return {"terms": lines.terms_text(of("terms").get("terms", ()))}
    if step == "safeguarding":
        return dict(of("clocks")["safeguarding"]["clocks"])
    if step == "places":
        [first, *_] = of("places").get("place_kinds") or [{"name": "Ward", "plural": "Wards"}]
        return {"kind": first["name"], "kinds": first["plural"]}
    return {}


def _all_from(said: Mapping[str, Any], known: Collection[str]) -> str:
    slug = str(said.get("all_from", ""))
    return slug if slug in known else EXAMPLE


def _whose(part: str, said: Mapping[str, Any], known: Collection[str]) -> str:
    slug = str(said.get(f"part_{part}", ""))
    return slug if slug in known else _all_from(said, known)


def _plugins(answers: Answers, requires: Requires, profiles: Mapping[str, Profile]) -> dict[str, PluginWish]:
    """For each plugin that was chosen, whose settings and entries: what was said of it, else what holds for all."""
    said, known = answers.get("profiles", {}), profiles.keys()
    general = _all_from(said, known)
    wished = {}
    for name in wanted_plugins(answers, requires):
        asked = {key.partition(".")[2]: slugs for key, slugs in said.items() if key.startswith(f"list_{name}.")}
        here = {kind: tuple(slug for slug in slugs if slug in known) for kind, slugs in asked.items()}
        whole = asking.whole(profiles[general], name) if general != EXAMPLE else PluginWish()
        lists = {**whole.lists_from, **{kind: slugs for kind, slugs in here.items() if slugs}}
        whose = said.get(f"settings_{name}") or whole.settings_from
        wished[name] = PluginWish(settings_from=whose if whose in known else "", lists_from=lists)
    return wished


def _own(answers: Answers) -> dict[str, Any]:
    """The sections that the council said itself, as its file holds them."""
    makers = {
        "words": _words,
        "terms": _terms,
        "places": _places,
        "contacts": _contacts,
        "safeguarding": _safeguarding,
        "look": _look,
    }
    own: dict[str, Any] = {}
    for step, make in makers.items():
        if step in answers:
            own |= make(answers[step])
    return own


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"words": {key: said[key] for key in WORD_KEYS}}


def _terms(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"terms": lines.read_terms(said["terms"])}


def _look(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"look": {key: said[key] for key in ("colour", "accent", "lettermark")}}


def _places(said: Mapping[str, Any]) -> dict[str, Any]:
    kind = lines.key_of(said["kind"])
    strategy = {key: said[key] for key in ("title", "document", "vision")}
    return {
        "strategy": {**strategy, "aims": lines.listed(said["aims"])},
        "place_kinds": [{"key": kind, "name": said["kind"], "plural": said["kinds"]}],
        "places": lines.read_places(said["places"], kind),
    }


def _contacts(said: Mapping[str, Any]) -> dict[str, Any]:
    team = {"key": "participation", "name": said["team"], "about": "Groups, meetings and having a say"}
    officer = {"key": "data", "name": said["officer"], "about": "What is kept about you"}
    return {
        "contacts": [
            {**team, "phone": said["team_phone"], "email": said["team_email"]},
            {**officer, "email": said["officer_email"]},
        ],
        "messages": {"reply_to": "participation", "text": "none"},
    }


def _safeguarding(said: Mapping[str, Any]) -> dict[str, Any]:
    lead = {"post": said["lead"], "rank": "lead", "email": said["lead_email"]}
    lead |= {"text": said["lead_text"]} if said.get("lead_text") else {}
    deputy = {"post": said.get("deputy"), "rank": "deputy", "email": said.get("deputy_email")}
    return {
        "safeguarding": {
            "contacts": [
                {"name": said["door"], "when": "in_hours", "phone": said["door_phone"]},
                {"name": said["night"], "when": "out_of_hours", "phone": said["night_phone"]},
            ],
            "leads": [lead, *([deputy] if said.get("deputy") else [])],
            "duty": {"name": said["duty"], "text": said["duty_text"], "mail_to_text": said["mail_to_text"]},
            "lado": {"name": said["lado"], "phone": said["lado_phone"], "email": said["lado_email"]},
            "clocks": {key: said[key] for key in CLOCKS},
        }
    }
