"""What a council chose of a plugin's settings, as lines of an authority.toml that another council's admin can copy."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from core.authority.effective import settings, switched_on
from core.authority.resolve import Authority
from core.web.house import house


def with_settings(authority: Authority) -> Mapping[str, str]:
    """Plugins that are on here and of whose settings the council chose some itself: name -> title."""
    on = switched_on(authority)
    return {
        plugin.name: plugin.title
        for plugin in house().plugins
        if plugin.name in on and plugin.settings and _own(authority, plugin.name, plugin.settings)
    }


def settings_snippet(authority: Authority, plugin: str) -> str:
    """The settings of `plugin` that the council chose itself, as TOML; "" where it chose none."""
    model = next((one.settings for one in house().plugins if one.name == plugin), None)
    chosen = _own(authority, plugin, model) if model else {}
    return "\n".join(_table(f"plugins.{plugin}.settings", chosen)) if chosen else ""


def _own(authority: Authority, plugin: str, model: type[BaseModel]) -> Mapping[str, Any]:
    found = settings(authority, plugin, model)
    values = found.model.model_dump(mode="json")
    return {key: values[key] for key, source in found.sources.items() if source != "plugin" and key in values}


def _table(name: str, values: Mapping[str, Any]) -> Iterable[str]:
    """Lines of one table, those of lists of tables last, as TOML asks."""
    yield f"[{name}]"
    plain = {key: value for key, value in values.items() if value is not None and not _is_tables(value)}
    yield from (f"{key} = {_value(value)}" for key, value in plain.items())
    for key, rows in values.items():
        for row in rows if _is_tables(rows) else ():
            yield ""
            yield f"[[{name}.{key}]]"
            yield from (f"{inner} = {_value(value)}" for inner, value in row.items() if value is not None)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_value(one)}" for key, one in value.items() if one is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
