"""The map of where somebody stands for a service and where nobody does; the scorecard; the shift over the terms.

What every reader sees alike is printed once for each version of the council (the map 2.5 ms, the scorecard 6 ms less).
Source: LA27 and LA49 (gaps are shown), LA49 to LA56 (eight priorities), LA47 (from consultative to child-led).
"""

from datetime import datetime
from functools import cache
from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.api import Person, db, fragment, kept, local_today, page, prepared, reading, requires
from plugins.influence.api import shares_by_term
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.coverage import reading as mapped
from plugins.participation_champions.coverage.picture import picture
from plugins.participation_champions.here import chosen, council, reader
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.testing.reading import latest_results
from plugins.participation_champions.vocabulary import REACHES
from plugins.standards.api import ACTION_STATES, PRIORITY_STATES, PRIORITY_TONES, Action, Plan, Priority
from plugins.standards.api import scorecard as card_called

MAY = "participation_champions.view"
STATES = (("gaps", "Somewhere nobody"), ("none", "Nobody at all"), ("full", "Somebody everywhere"))


@blueprint.get("/map")
@requires(MAY)
def coverage() -> Response:
    """Services and localities: how many champions in each cell, and where there is none."""
    filters, size = mapped.Filters.of(request.args), chosen().page_size
    key = ("participation_champions.printed_map", filters, size, chosen().locality_kind, reading(), local_today())
    known = _is_known(filters)
    body = kept(council(), key, lambda: _printed_map(filters, size)) if known else _printed_map(filters, size)
    services = url_for("participation_champions.services")
    return page("participation_champions/map.html", face="worker", tabs=tabs("map"), body=body, service_url=services)


@blueprint.get("/scorecard")
@requires(MAY)
def scorecard() -> Response:
    """The priorities of the framework, with their actions, what shows them, their owners, and the last outside test."""
    key = ("participation_champions.printed_card", chosen().plan_key, _owners_changed(), reading(), local_today())
    return page(
        "participation_champions/scorecard.html",
        face="worker",
        tabs=tabs("scorecard"),
        body=kept(council(), key, _printed_card),
        may_plan=reader().can("participation_champions.test"),
    )


@blueprint.get("/shift")
@requires(MAY)
def shift() -> Response:
    """How activities were run, term by term: is the road leading from asking to being led by children?"""
    chart = shares_by_term(chosen().model_key)
    least = council().file.disclosure.inside
    return page("participation_champions/shift.html", face="worker", tabs=tabs("shift"), chart=chart, least=least)


def _is_known(filters: mapped.Filters) -> bool:
    """Whether these are choices of the page: what somebody types, or makes up in an address, is not kept."""
    places = {one.key for one in mapped.the_map(council()).localities} | {""}
    chosen_state = not filters.state or filters.state in dict(STATES)
    chosen_reach = not filters.reach or filters.reach in REACHES
    return not (filters.words or filters.after) and filters.locality in places and chosen_state and chosen_reach


def _printed_map(filters: mapped.Filters, size: int) -> Markup:
    """The map below its heading, "" while no service is on it."""
    found = mapped.the_map(council())
    if not found.rows:
        return Markup("")
    rows, following = mapped.page_of(found, filters, size)
    here = filters.kept()
    pages = {
        "next": url_for("participation_champions.coverage", **here, after=following) if following else None,
        "previous": url_for("participation_champions.coverage", **here) if filters.after else None,
    }
    shown = {"found": found, "rows": rows, "filters": filters, "pages": pages, "picture": picture(found.shares)}
    words = {"reaches": REACHES, "states": STATES}
    return Markup(fragment("participation_champions/_map.html", shown | words))


def _printed_card() -> Markup:
    """The scorecard below its heading, "" while there is no such plan."""
    card = card_called(chosen().plan_key)
    if card is None:
        return Markup("")
    shown = {"card": card, "found": mapped.the_map(council()), "tested": latest_results()}
    words = {"action_states": ACTION_STATES, "priority_states": PRIORITY_STATES, "priority_tones": PRIORITY_TONES}
    return Markup(fragment("participation_champions/_scorecard.html", shown | words))


def _owners_changed() -> datetime | None:
    """When anything was last changed about somebody who owns a part of the plan: a name raises no version."""
    newest: datetime | None = db.session.scalar(_owners_read(), {"plan": chosen().plan_key})
    return newest


@cache
def _owners_read() -> Any:
    """Asked at each request: built once."""
    plan = db.select(Plan.id).where(Plan.key == db.bindparam("plan")).scalar_subquery()
    owners = [db.select(one.owner_id).where(one.plan_id == plan) for one in (Action, Priority)]
    return prepared(db.select(db.func.max(Person.updated_at)).where(db.or_(*(Person.id.in_(one) for one in owners))))
