"""The map of where somebody stands for a service and where nobody does; the scorecard; the shift over the terms.

Source: LA27 and LA49 (gaps are shown), LA49 to LA56 (eight priorities), LA47 (from consultative to child-led).
"""

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import page, requires
from plugins.influence.api import shares_by_term
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.coverage import reading
from plugins.participation_champions.coverage.picture import picture
from plugins.participation_champions.here import chosen, council, reader
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.testing.reading import latest_results
from plugins.participation_champions.vocabulary import REACHES, VERDICTS
from plugins.standards.api import ACTION_STATES, PRIORITY_STATES, PRIORITY_TONES
from plugins.standards.api import scorecard as card_called

MAY = "participation_champions.view"
STATES = (("gaps", "Somewhere nobody"), ("none", "Nobody at all"), ("full", "Somebody everywhere"))


@blueprint.get("/map")
@requires(MAY)
def coverage() -> Response:
    """Services and localities: how many champions in each cell, and where there is none."""
    found, filters = reading.the_map(council()), reading.Filters.of(request.args)
    rows, following = reading.page_of(found, filters, chosen().page_size)
    here = filters.kept()
    return page(
        "participation_champions/map.html",
        face="worker",
        tabs=tabs("map"),
        found=found,
        rows=rows,
        filters=filters,
        picture=picture(found.shares),
        reaches=REACHES,
        states=STATES,
        service_url=url_for("participation_champions.services"),
        pages={
            "next": url_for("participation_champions.coverage", **here, after=following) if following else None,
            "previous": url_for("participation_champions.coverage", **here) if filters.after else None,
        },
    )


@blueprint.get("/scorecard")
@requires(MAY)
def scorecard() -> Response:
    """The priorities of the framework, with their actions, what shows them, their owners, and the last outside test."""
    found = reading.the_map(council())
    return page(
        "participation_champions/scorecard.html",
        face="worker",
        tabs=tabs("scorecard"),
        card=card_called(chosen().plan_key),
        found=found,
        tested=latest_results(),
        verdicts=VERDICTS,
        action_states=ACTION_STATES,
        priority_states=PRIORITY_STATES,
        priority_tones=PRIORITY_TONES,
        may_plan=reader().can("participation_champions.test"),
    )


@blueprint.get("/shift")
@requires(MAY)
def shift() -> Response:
    """How activities were run, term by term: is the road leading from asking to being led by children?"""
    chart = shares_by_term(chosen().model_key)
    least = council().file.disclosure.inside
    return page("participation_champions/shift.html", face="worker", tabs=tabs("shift"), chart=chart, least=least)
