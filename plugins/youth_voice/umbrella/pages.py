"""The page of all groups under one name, and their joint calendar."""

from flask import request
from werkzeug.wrappers import Response

from core.api import local_today, page, public, public_page
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import council, not_here, or_not_here, reader
from plugins.youth_voice.umbrella import days, reading

WHY = "which groups stand in the directory, how one joins them and when they meet is no secret; others are left out"


@blueprint.get("/")
@public(WHY)
@public_page
def umbrella() -> Response:
    """All groups under one name: what each is, how to join, its next day."""
    return page(
        "youth_voice/umbrella.html",
        above=reading.umbrella(council()),
        entries=reading.entries(council(), reader()),
        invited=reading.invited(council()),
    )


@blueprint.get("/calendar")
@public(WHY)
@public_page
def calendar() -> Response:
    """Three months of all groups together, of one with ?group=, from the month in ?from=."""
    shown = or_not_here(days.span(request.args.get("from", ""), local_today()))
    found, key = reading.groups(council(), reader()), request.args.get("group", "")
    wanted = [group for group in found if not key or group.key == key]
    if key and not wanted:
        not_here()
    return page(
        "youth_voice/calendar.html",
        above=reading.umbrella(council()),
        groups=[(group.key, group.name) for group in found],
        group=key,
        shown=shown,
        months=days.months(reader(), wanted, shown),
    )
