"""Columns that several tables of the programme have."""

from typing import Any

from sqlalchemy import JSON, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import not_personal


def line(length: int = 200, about: str = "") -> Mapped[str]:
    """A line of text that is never missing; `about` says what it holds where its name sounds like somebody's data."""
    info = not_personal(about) if about else None
    return mapped_column(String(length), default="", server_default="", info=info)


def text(about: str = "") -> Mapped[str]:
    """A text that is never missing."""
    return mapped_column(Text, default="", server_default="", info=not_personal(about) if about else None)


def some(about: str = "") -> Mapped[list[Any]]:
    """A list, empty at first."""
    info = not_personal(about) if about else None
    return mapped_column(JSON, default=list, server_default="[]", info=info)


def number(default: int = 0) -> Mapped[int]:
    """A whole number that is never missing."""
    return mapped_column(Integer, default=default, server_default=str(default))
