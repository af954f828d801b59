"""What holds at a council now: plugin defaults, then its file, then what its admin saved, minus locked keys.

A saved value that the model no longer knows or accepts is passed over, so that the council still starts;
`drop_unknown` takes it out for good and leaves a line in the audit trail.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from core.audit import record
from core.authority import saved, signed
from core.authority.models import hold, touch, version_of
from core.authority.resolve import Authority
from core.authority.schema import PluginSection

Source = Literal["plugin", "file", "admin"]
Model = TypeVar("Model", bound=BaseModel)
Kept = TypeVar("Kept")
NEVER = PluginSection(offer="never")


class Refused(ValueError):
    """A choice that the council's file does not leave to its admin; the message says why in plain words."""


@dataclass(frozen=True)
class Effective(Generic[Model]):
    """A plugin's settings at one council: values, who set each, which are locked, what was passed over."""

    model: Model
    sources: Mapping[str, Source]
    locked: frozenset[str]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """One setting of one plugin, as the page of effective settings shows it."""

    plugin: str
    key: str
    title: str
    value: Any
    source: Source
    locked: bool


@dataclass(frozen=True)
class _About:
    """What an audit entry of this module is about: the choices of one plugin."""

    plugin: str
    kind: str = "settings"
    id: str = ""


class HasSettings(Protocol):
    """What explain() and drop_unknown() need to know of an installed plugin."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def settings(self) -> type[BaseModel] | None:
        """The model of its settings."""


def section(authority: Authority, plugin: str) -> PluginSection:
    """Return what the council's file says about `plugin`; a plugin that it does not name is never offered."""
    return authority.file.plugins.get(plugin, NEVER)


def switched_on(authority: Authority) -> frozenset[str]:
    """Return the names of the plugins that are on at this council; call inside its scope.

    One that waits for the council's sign-off, or needs one that does, is off.
    """
    return kept(authority, "on", lambda: _wanted(authority) - waiting(authority))


def waiting(authority: Authority) -> frozenset[str]:
    """Return the names of plugins that file or admin want on and that wait for a sign-off (UK GDPR Art. 35)."""
    needs = {name: authority.assessed.get(name, frozenset()) for name in _wanted(authority)}
    if not any(needs.values()):
        return frozenset()
    done = kept(authority, "signed", signed.signed)
    return frozenset(name for name, needed in needs.items() if not needed <= done)


def settings(authority: Authority, plugin: str, model: type[Model]) -> Effective[Model]:
    """Return the settings of `plugin` that hold at this council; call inside its scope."""
    return kept(
        authority,
        (plugin, model),
        lambda: _combine(section(authority, plugin), _saved(authority, plugin), model),
    )


def save_switch(authority: Authority, plugin: str, on: bool, by: UUID | None = None, why: str = "") -> None:
    """Switch `plugin` on or off at this council, audited; raises Refused unless the file leaves it open."""
    offer = section(authority, plugin).offer
    if offer != "optional":
        raise Refused(f"The council's file says that this is {offer} on. Nothing was changed.")
    saved.choice_of(plugin).on = on
    _settle(authority, "plugin.switched_on" if on else "plugin.switched_off", plugin, {}, by, why)


def save_settings(authority: Authority, plugin: str, wanted: BaseModel, by: UUID | None = None, why: str = "") -> None:
    """Save what `wanted` differs from the council's file in, audited; raises Refused for a locked value."""
    from_file = _combine(section(authority, plugin), {}, type(wanted))
    values, base = wanted.model_dump(mode="json"), from_file.model.model_dump(mode="json")
    difference = {key: value for key, value in values.items() if value != base[key]}
    if locked := sorted(from_file.locked & difference.keys()):
        raise Refused(f"The council's file has locked: {', '.join(locked)}. Nothing was changed.")
    _save(authority, plugin, difference, by, why)


def back_to_file(authority: Authority, plugin: str, key: str, by: UUID | None = None, why: str = "") -> None:
    """Give up the admin's own value of one setting, so that the council's file decides again; audited."""
    hold(authority.id)
    mine = _saved(authority, plugin)
    _save(authority, plugin, {name: value for name, value in mine.items() if name != key}, by, why)


def save_choice(
    authority: Authority,
    plugin: str,
    *,
    on: bool | None = None,
    settings: BaseModel | None = None,
    by: UUID | None = None,
    why: str = "",
) -> None:
    """Save a switch, settings, or both; None leaves that part as it is. Raises Refused."""
    if on is not None:
        save_switch(authority, plugin, on, by, why)
    if settings is not None:
        save_settings(authority, plugin, settings, by, why)


def drop_unknown(authority: Authority, installed: Iterable[HasSettings]) -> dict[str, tuple[str, ...]]:
    """Take out saved values that a plugin's model no longer accepts, with one audit line for each plugin."""
    dropped = {}
    for plugin in installed:
        if plugin.settings is None:
            continue
        unknown = settings(authority, plugin.name, plugin.settings).unknown
        if unknown:
            kept = {key: value for key, value in _saved(authority, plugin.name).items() if key not in unknown}
            _save(
                authority,
                plugin.name,
                kept,
                None,
                f"no longer known: {', '.join(unknown)}",
                "settings.dropped",
            )
            dropped[plugin.name] = unknown
    return dropped


def explain(authority: Authority, installed: Iterable[HasSettings]) -> list[Explained]:
    """Return every setting of every offered plugin: its value, who set it and whether it is locked."""
    rows = []
    for plugin in installed:
        if plugin.settings is None or section(authority, plugin.name).offer == "never":
            continue
        found = settings(authority, plugin.name, plugin.settings)
        rows += [
            Explained(
                plugin.name,
                key,
                field.title or key,
                getattr(found.model, key),
                found.sources[key],
                key in found.locked,
            )
            for key, field in plugin.settings.model_fields.items()
        ]
    return rows


def _wanted(authority: Authority) -> frozenset[str]:
    return frozenset(name for name in authority.file.plugins if _is_on(authority, name))


def _is_on(authority: Authority, plugin: str) -> bool:
    said = section(authority, plugin)
    if said.offer != "optional":
        return said.offer == "always"
    chosen, _ = _choices(authority).get(plugin, (None, {}))
    return said.start if chosen is None else chosen


def _combine(said: PluginSection, mine: Mapping[str, Any], model: type[Model]) -> Effective[Model]:
    """Lay the three over each other; what the model refuses of the admin's part is named in `unknown`."""
    locked = frozenset(said.lock)
    refused = _refused(said, mine, model)
    used = {key: value for key, value in mine.items() if key not in locked and key not in refused}
    sources: dict[str, Source] = dict.fromkeys(model.model_fields, "plugin")
    sources.update(dict.fromkeys(said.settings, "file"))
    sources.update(dict.fromkeys(used, "admin"))
    return Effective(model.model_validate({**said.settings, **used}), sources, locked, refused)


def _refused(said: PluginSection, mine: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, ...]:
    """The saved keys that cannot be used: unknown ones, wrong values, or all if they contradict."""
    try:
        model.model_validate({**said.settings, **mine})
    except ValidationError as problem:
        blamed = {str(error["loc"][0]) for error in problem.errors() if error["loc"]} & mine.keys()
        blamed |= mine.keys() - model.model_fields.keys()
        return tuple(sorted(blamed or mine.keys()))
    return tuple(sorted(mine.keys() - model.model_fields.keys()))


def _save(
    authority: Authority,
    plugin: str,
    difference: dict[str, Any],
    by: UUID | None,
    why: str,
    action: str = "settings.saved",
) -> None:
    row = saved.choice_of(plugin)
    before = dict(row.settings or {})
    if before != difference:
        row.settings = difference
        changed = [key for key in {**before, **difference} if before.get(key) != difference.get(key)]
        _settle(
            authority,
            action,
            plugin,
            {"changed": sorted(changed), "before": before, "after": difference},
            by,
            why,
        )


def _settle(authority: Authority, action: str, plugin: str, detail: dict[str, Any], by: UUID | None, why: str) -> None:
    record(action, _About(plugin), why=why, detail=detail, by=by)
    touch(authority.id)


def _choices(authority: Authority) -> dict[str, tuple[bool | None, dict[str, Any]]]:
    return kept(authority, "choices", saved.choices)


def _saved(authority: Authority, plugin: str) -> dict[str, Any]:
    return _choices(authority).get(plugin, (None, {}))[1]


def kept(authority: Authority, key: Any, work_out: Callable[[], Kept]) -> Kept:
    """Work something out once for each version of the council; what is not committed yet is never kept."""
    version = version_of(authority.id)
    if version is None:
        return work_out()
    values = authority.kept.get(version)
    if values is None:
        authority.kept.clear()
        values = authority.kept[version] = {}
    if key not in values:
        values[key] = work_out()
    found: Kept = values[key]
    return found
