"""Values of settings, as people read them."""

from datetime import date, time
from enum import Enum
from typing import Any

from pydantic import BaseModel

SOURCES = {"plugin": "Heard's own default", "file": "The council's file", "admin": "An admin, on screen"}


def in_words(value: Any) -> str:
    """A value in words: Yes, 12, Monday, or a list of such; "Not set" where there is none."""
    if value is None or value == "" or value == [] or value == ():
        return "Not set"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, tuple)):
        return "; ".join(in_words(item) for item in value)
    if isinstance(value, BaseModel):
        return ", ".join(in_words(part) for _, part in value)
    return _single(value)


def _single(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ").capitalize()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
