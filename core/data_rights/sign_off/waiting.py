"""What waits for a data protection officer: assessments to sign or to look at again, as lines of their home page."""

from flask import url_for

from core.access.actor import Actor
from core.authority import effective
from core.clock import local_today
from core.data_rights.sign_off.signing import Standing, standings
from core.hooks.values import HomeItem
from core.web.house import house
from core.web.request import required_authority


def sign_offs_waiting(actor: Actor) -> list[HomeItem]:
    """One line for each part that should be on and is not signed, and for each that changed since."""
    if not actor.can("keeping.decide"):
        return []
    wanted = effective.waiting(required_authority())
    rows = standings(house().plugins, local_today())
    asked = [row for row in rows if row.state == "look again" or row.state == "waiting" and row.plugin.name in wanted]
    return [_line(row) for row in asked]


def _line(row: Standing) -> HomeItem:
    url = url_for("keeping.assessments.one", name=row.plugin.name)
    if row.state == "waiting":
        return HomeItem("needs", f"Sign the assessment: {row.plugin.title}", url, "It is not on until you have signed.")
    return HomeItem("needs", f"Look at the assessment again: {row.plugin.title}", url, row.why)
