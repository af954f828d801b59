"""The sister pages of a region's exchange, as both desks have them."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from plugins.practice_exchange.here import Desk

Tabs = list[tuple[str, str, bool]]


def tabs(desk: Desk, now: str) -> Tabs:
    """Things, questions and standards; for a council also its copies."""
    found = [
        ("What councils offer", desk.url("shelf"), now == "shelf"),
        ("Questions", desk.url("questions"), now == "questions"),
        ("Standards", desk.url("standards"), now == "standards"),
    ]
    if desk.council is None:
        return found
    return [*found, ("Our copies", url_for("practice_exchange.copies"), now == "copies")]


def crumbs(desk: Desk, *further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """Where a page is, at either desk."""
    if desk.council is not None:
        return [("Practice exchange", url_for("practice_exchange.index")), (desk.title, desk.url("shelf")), *further]
    front = url_for("web.region", region=desk.region)
    return [("All councils", "/"), (desk.title, front), ("Shared practice", desk.url("shelf")), *further]


def paged(desk: Desk, name: str, following: str | None, filters: Mapping[str, Any], on_first: bool) -> dict[str, Any]:
    """Onwards, and back to the start."""
    return {
        "next": desk.url(name, **filters, after=following) if following else None,
        "previous": None if on_first else desk.url(name, **filters),
    }
