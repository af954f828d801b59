"""Values of settings, as people read them."""

from datetime import date, time
from enum import Enum
from typing import Any

from pydantic import BaseModel

from core.plugging.drawing import Drawn, drawn

SOURCES = {"plugin": "Heard's own default", "file": "The council's file", "admin": "An admin, on screen"}


def setting_in_words(model: type[BaseModel], key: str, value: Any) -> str:
    """The value of one setting, a choice by the label that its form shows."""
    one = next((one for one in drawn(model) if one.key == key), None)
    return _labelled(one, value) if one and one.choices else in_words(value)


def in_words(value: Any) -> str:
    """A value in words: Yes, 12, Monday, or a list of such; "Not set" where there is none."""
    if value is None or value == "" or (isinstance(value, (list, tuple, dict)) and not value):
        return "Not set"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, tuple)):
        return "; ".join(in_words(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(part)}" for key, part in value.items())
    if isinstance(value, BaseModel):
        return ", ".join(in_words(part) for _, part in value)
    return _single(value)


def _labelled(one: Drawn, value: Any) -> str:
    labels = dict(one.choices)
    values = value if isinstance(value, (list, tuple)) else [value]
    plain = [each.value if isinstance(each, Enum) else each for each in values if each is not None]
    return "; ".join(labels.get(str(each), str(each)) for each in plain) or "Not set"


def _single(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ").capitalize()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
