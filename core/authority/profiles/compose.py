"""Puts a new council's file together from its own facts and from profiles: plain values in, plain values out.

Whatever an entry or a setting names by its key comes along from the same profile, so that a group brings the boards it
sits on, and a programme its groups.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from core.authority.profiles.profile import EXAMPLE, PARTS, Profile, chosen
from core.authority.profiles.wish import PluginWish, Wish

Tree = dict[str, Any]
Item = tuple[str, str, str]  # plugin, list, key
POINTERS = {"place": "places", "places": "places", "organisation": "organisations", "organisations": "organisations"}
OF_THE_EXAMPLE = ("look", "strategy", "contacts", "safeguarding")  # sections that a council must have, as stand-ins


def compose(wish: Wish, profiles: Mapping[str, Profile]) -> Tree:
    """The whole file of the new council; raises UnknownProfile. Names of donors are still in it: see naming.py."""
    file: Tree = {
        "name": wish.name,
        "short_name": wish.short_name,
        "ons_code": wish.ons_code,
        "jurisdiction": wish.jurisdiction,
        "old_slugs": [],
        "languages": ["en"],
    }
    file |= _stand_ins(chosen(profiles, EXAMPLE))
    for part, about in PARTS.items():
        _take(file, chosen(profiles, wish.profile_of(part)).file, about.keys)
    _say(file, wish.own)
    file["profiles"] = [{"part": part, "taken_from": slug} for part, slug in taken(wish)]
    file["plugins"] = _plugins(wish, profiles)
    return _without_lost_pointers(file)


def taken(wish: Wish) -> Iterator[tuple[str, str]]:
    """What comes from where: (part, profile); what comes from the example is no news."""
    for part in PARTS:
        if (slug := wish.profile_of(part)) != EXAMPLE:
            yield part, slug
    for name, plugin in wish.plugins.items():
        if plugin.settings_from:
            yield f"{name}.settings", plugin.settings_from
        for kind, slugs in plugin.lists_from.items():
            yield from ((f"{name}.{kind}", slug) for slug in slugs)


def wordings_of(wish: Wish, profiles: Mapping[str, Profile]) -> dict[str, str]:
    """The words for what people are asked, file by file; what the profile cannot ask is taken from the example."""
    return {**chosen(profiles, EXAMPLE).wordings, **chosen(profiles, wish.profile_of("asking")).wordings}


def _stand_ins(example: Profile) -> Tree:
    """Sections without which no council starts, until it says its own; the example's partners and places stay there."""
    file = {key: deepcopy(example.file[key]) for key in OF_THE_EXAMPLE}
    for key in ("screen", "closed", "advocacy"):  # nobody's dates, places and services but the example's
        file["safeguarding"].pop(key, None)
    return file


def _take(file: Tree, donor: Mapping[str, Any], keys: Iterable[str]) -> None:
    for dotted in keys:
        section, _, key = dotted.partition(".")
        found = donor.get(section, {}).get(key) if key else donor.get(section)
        target, name = (file.setdefault(section, {}), key) if key else (file, section)
        if found is None:
            target.pop(name, None)
        else:
            target[name] = deepcopy(found)


def _say(file: Tree, own: Mapping[str, Any]) -> None:
    """Put what the council said itself over what is there; of safeguarding and words only the keys that it said."""
    for key, said in own.items():
        merged = isinstance(said, Mapping) and key in ("safeguarding", "words")
        file[key] = {**file.get(key, {}), **deepcopy(dict(said))} if merged else deepcopy(said)


def _plugins(wish: Wish, profiles: Mapping[str, Profile]) -> Tree:
    lists = _lists(wish, profiles)
    named: Tree = {name: _section(name, plugin, lists.get(name, {}), profiles) for name, plugin in wish.plugins.items()}
    return named | {name: {"offer": "optional", "start": False} for name in wish.left_off if name not in named}


def _section(name: str, plugin: PluginWish, content: Tree, profiles: Mapping[str, Profile]) -> Tree:
    section: Tree = {"offer": "optional", "start": True}
    if plugin.settings_from:
        donor = chosen(profiles, plugin.settings_from).plugins.get(name, {})
        section |= {key: deepcopy(donor[key]) for key in ("lock", "settings") if donor.get(key)}
    return section | ({"content": content} if content else {})


def _lists(wish: Wish, profiles: Mapping[str, Profile]) -> dict[str, Tree]:
    """For each plugin its lists: entries that were asked for and those that they name, each key once."""
    made: dict[str, Tree] = {}
    for slug in wish.profiles:
        donor = chosen(profiles, slug)
        asked = {*_asked(wish, donor), *_named_in_settings(wish, donor)}
        wanted = _with_what_they_name(donor, asked, frozenset(wish.plugins))
        for plugin, kind, entry in _entries(donor):
            if (plugin, kind, _key(entry)) in wanted:
                _add(made.setdefault(plugin, {}), kind, entry)
        for plugin, kind in _whole(wish, donor):
            made.setdefault(plugin, {}).setdefault(kind, deepcopy(donor.lists_of(plugin)[kind]))
    return made


def _asked(wish: Wish, donor: Profile) -> Iterator[Item]:
    for plugin, kind, entry in _entries(donor):
        asked = wish.plugins.get(plugin)
        if asked and donor.slug in asked.lists_from.get(kind, ()):
            yield plugin, kind, _key(entry)


def _named_in_settings(wish: Wish, donor: Profile) -> Iterator[Item]:
    """Entries that the settings taken from `donor` name by their keys."""
    theirs = [name for name, plugin in wish.plugins.items() if plugin.settings_from == donor.slug]
    named = {text for name in theirs for text in strings(donor.plugins.get(name, {}).get("settings", {}))}
    for plugin, kind, entry in _entries(donor):
        if plugin in wish.plugins and _key(entry) in named:
            yield plugin, kind, _key(entry)


def _whole(wish: Wish, donor: Profile) -> Iterator[tuple[str, str]]:
    """Content that is no list of entries with keys is taken as one piece."""
    for name, plugin in wish.plugins.items():
        for kind, given in donor.lists_of(name).items():
            if donor.slug in plugin.lists_from.get(kind, ()) and not _is_list(given):
                yield name, kind


def _entries(donor: Profile) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for plugin in donor.plugins:
        for kind, given in donor.lists_of(plugin).items():
            yield from ((plugin, kind, entry) for entry in given if _is_list(given))


def _is_list(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(one, Mapping) and "key" in one for one in given)


def _key(entry: Mapping[str, Any]) -> str:
    return str(entry["key"])


def _add(lists: Tree, kind: str, entry: Mapping[str, Any]) -> None:
    there = lists.setdefault(kind, [])
    if _key(entry) not in {_key(one) for one in there}:
        there.append(deepcopy(dict(entry)))


def _with_what_they_name(donor: Profile, wanted: set[Item], plugins: frozenset[str]) -> set[Item]:
    """`wanted`, and everything of the same profile that it names by key, again and again until nothing is new."""
    entries = {(plugin, kind, _key(entry)): entry for plugin, kind, entry in _entries(donor) if plugin in plugins}
    by_key: dict[str, list[Item]] = {}
    for item in entries:
        by_key.setdefault(item[2], []).append(item)
    fresh = set(wanted)
    while fresh:
        named = {other for item in fresh for text in strings(entries[item]) for other in by_key.get(text, ())}
        fresh = named - wanted
        wanted |= fresh
    return wanted


def strings(value: Any) -> Iterator[str]:
    """Every text in `value`, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def _without_lost_pointers(file: Tree) -> Tree:
    """Entries of plugins no longer say where a donor's place or partner was: the new council has others."""
    known = {name: {one["key"] for one in file.get(name, ())} for name in ("places", "organisations")}
    file["plugins"] = _freed(file["plugins"], known)
    return file


def _freed(value: Any, known: Mapping[str, set[str]]) -> Any:
    if isinstance(value, list):
        return [_freed(one, known) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: kept for key, one in value.items() if (kept := _pointer(key, one, known)) is not None}


def _pointer(key: str, value: Any, known: Mapping[str, set[str]]) -> Any:
    """What stays of one field: None where it points at nothing that the new council has."""
    if key in POINTERS and isinstance(value, str):
        return value if value in known[POINTERS[key]] else None
    if key in POINTERS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [one for one in value if one in known[POINTERS[key]]]
    return _freed(value, known)
