"""How activities were run over the terms, for staff: a picture for each model and a table that says the same."""

from collections.abc import Sequence
from typing import NamedTuple

from werkzeug.wrappers import Response

from core.api import Term, db, page, requires
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council
from plugins.influence.models import Mode
from plugins.influence.modes import reading, trend
from plugins.influence.modes.reading import ModelRead
from plugins.influence.modes.trend_picture import Picture, picture


class Chart(NamedTuple):
    """One model over the terms."""

    model: ModelRead
    lines: Sequence[trend.Line]
    picture: Picture


@blueprint.get("/modes")
@requires("influence.follow")
def modes_by_term() -> Response:
    """The share of activities in each mode, term by term, as the adults who ran them say."""
    terms = db.session.execute(db.select(Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on))
    periods = [trend.Period(*row) for row in terms]
    charts = [_chart(model, periods) for model in reading.usable()]
    return page("influence/modes_by_term.html", charts=charts, least=council().file.disclosure.inside)


def _chart(model: ModelRead, periods: Sequence[trend.Period]) -> Chart:
    query = db.select(Mode.on_date, Mode.part, Mode.mode, db.func.count()).where(Mode.model_id == model.id)
    rows = list(db.session.execute(query.group_by(Mode.on_date, Mode.part, Mode.mode)))
    titles, least = {mode.key: mode.title for mode in model.modes}, council().file.disclosure.inside
    if model.asks:
        parts = {key: [trend.Row(on, mode, n) for on, part, mode, n in rows if part == key] for key in titles}
        found = trend.yes_lines(parts, periods, titles, least)
    else:
        found = trend.lines([trend.Row(on, mode, n) for on, part, mode, n in rows], periods, titles, least)
    found = [line for line in found if line.shares]
    return Chart(model, found, picture(found))
