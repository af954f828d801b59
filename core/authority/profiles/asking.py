"""What somebody typed, made into a wish: `--from PROFILE` or `--from PROFILE:part,plugin,plugin.list`.

A profile without parts gives everything that nobody else is named for; a named part, plugin or list comes from the
profile it is named with. Lists of several profiles are put together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.authority.needs import Requires
from core.authority.profiles.profile import PARTS, Profile, chosen
from core.authority.profiles.wish import PluginWish, Wish


class NothingOfThatName(LookupError):
    """A profile gives no such part; the message says what it has."""


@dataclass(frozen=True)
class Taking:
    """One `--from`: whose, and what of it; no `things` means all."""

    slug: str
    things: tuple[str, ...] = ()

    @classmethod
    def typed(cls, text: str) -> "Taking":
        """Read `PROFILE` or `PROFILE:thing,thing`."""
        slug, _, rest = text.partition(":")
        return cls(slug.strip(), tuple(thing.strip() for thing in rest.split(",") if thing.strip()))


def wished(facts: Mapping[str, str], typed: Sequence[str], profiles: Mapping[str, Profile], requires: Requires) -> Wish:
    """The wish that `typed` comes to; raises UnknownProfile or NothingOfThatName."""
    takings = [Taking.typed(text) for text in typed]
    parts: dict[str, str] = {}
    plugins: dict[str, PluginWish] = {}
    for taking in sorted(takings, key=lambda one: bool(one.things)):  # the whole ones first: the named ones win
        donor = chosen(profiles, taking.slug)
        if taking.things:
            _take_named(donor, taking.things, parts, plugins)
        else:
            _take_all(donor, parts, plugins)
    plugins = with_needed({name: one for name, one in plugins.items() if name in requires}, requires)
    left = tuple(sorted(set(requires) - plugins.keys()))
    return Wish.model_validate({**facts, "parts": parts, "plugins": plugins, "left_off": left})


def with_needed(plugins: Mapping[str, PluginWish], requires: Requires) -> dict[str, PluginWish]:
    """`plugins` and all that they need, the needed ones with nothing but their own defaults."""
    named = dict(plugins)
    waiting = list(named)
    while waiting:
        for other in requires.get(waiting.pop(), ()):
            if other not in named:
                named[other] = PluginWish()
                waiting.append(other)
    return named


def whole(donor: Profile, plugin: str) -> PluginWish:
    """Everything that `donor` says of one plugin, nothing where it says nothing."""
    if plugin not in donor.plugins:
        return PluginWish()
    return PluginWish(settings_from=donor.slug, lists_from=dict.fromkeys(donor.lists_of(plugin), (donor.slug,)))


def _take_all(donor: Profile, parts: dict[str, str], plugins: dict[str, PluginWish]) -> None:
    for part in PARTS:
        parts.setdefault(part, donor.slug)
    for name in _starting(donor):
        plugins[name] = _joined(plugins[name], whole(donor, name)) if name in plugins else whole(donor, name)


def _take_named(
    donor: Profile, things: Iterable[str], parts: dict[str, str], plugins: dict[str, PluginWish]
) -> None:
    for thing in things:
        plugin, _, kind = thing.partition(".")
        if thing in PARTS:
            parts[thing] = donor.slug
        elif plugin not in donor.plugins or (kind and kind not in donor.lists_of(plugin)):
            raise NothingOfThatName(f'"{donor.slug}" has no "{thing}". It has: {", ".join(_things(donor))}.')
        else:
            more = PluginWish(lists_from={kind: (donor.slug,)}) if kind else whole(donor, plugin)
            plugins[plugin] = _joined(plugins.get(plugin, PluginWish()), more)


def _joined(one: PluginWish, more: PluginWish) -> PluginWish:
    kinds = [*one.lists_from, *(kind for kind in more.lists_from if kind not in one.lists_from)]
    lists = {kind: (*one.lists_from.get(kind, ()), *more.lists_from.get(kind, ())) for kind in kinds}
    return PluginWish(settings_from=more.settings_from or one.settings_from, lists_from=lists)


def _starting(donor: Profile) -> Iterator[str]:
    return (name for name, said in donor.plugins.items() if said.get("start") or said.get("offer") == "always")


def _things(donor: Profile) -> list[str]:
    return [*PARTS, *donor.plugins, *(f"{name}.{kind}" for name in donor.plugins for kind in donor.lists_of(name))]
