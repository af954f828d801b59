"""How activities were run over the terms, for staff: a picture for each model and a table that says the same."""

from werkzeug.wrappers import Response

from core.api import page, requires
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council
from plugins.influence.modes import reading, shares


@blueprint.get("/modes")
@requires("influence.follow")
def modes_by_term() -> Response:
    """The share of activities in each mode, term by term, as the adults who ran them say."""
    over = shares.periods()
    charts = [shares.chart_of(model, over) for model in reading.usable()]
    return page("influence/modes_by_term.html", charts=charts, least=council().file.disclosure.inside)
