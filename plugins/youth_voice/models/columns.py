"""Columns that many tables share, and what is personal about them."""

from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import personal


def about(cls: str = "S3") -> dict[str, Any]:
    """Having a part in some groups says that a child is in care or disabled: as delicate as being in them."""
    return personal(purpose="participation", cls=cls, retention="member")


def said() -> dict[str, Any]:
    """Words of a group as it gives them to others; they outlast the one who wrote them down."""
    return personal(purpose="participation", cls="S2", retention="published")


def text(info: dict[str, Any] | None = None) -> Mapped[str]:
    """A text that is never missing."""
    return mapped_column(Text, default="", server_default="", info=info)


def line(length: int = 200, info: dict[str, Any] | None = None) -> Mapped[str]:
    """A line that is never missing."""
    return mapped_column(String(length), default="", server_default="", info=info)


def word(default: str) -> Mapped[str]:
    """One of a fixed list of words."""
    return mapped_column(String(40), default=default, server_default=default)
