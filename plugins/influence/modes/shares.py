"""How activities were run in one model, term by term: the lines and their picture, for any page that shows them."""

from collections.abc import Sequence
from typing import NamedTuple

from core.api import Term, db
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


def periods() -> list[trend.Period]:
    """The council's terms, the earliest first."""
    terms = db.session.execute(db.select(Term.name, Term.starts_on, Term.ends_on).order_by(Term.starts_on))
    return [trend.Period(*row) for row in terms]


def shares_by_term(key: str) -> Chart | None:
    """The model called `key` over the terms; None where the council does not use it. A term with few says nothing."""
    found = next((one for one in reading.usable() if one.key == key), None)
    return chart_of(found, periods()) if found else None


def chart_of(model: ModelRead, over: Sequence[trend.Period]) -> Chart:
    """The chart of a model in hand."""
    query = db.select(Mode.on_date, Mode.part, Mode.mode, db.func.count()).where(Mode.model_id == model.id)
    rows = list(db.session.execute(query.group_by(Mode.on_date, Mode.part, Mode.mode)))
    titles, least = {mode.key: mode.title for mode in model.modes}, council().file.disclosure.inside
    if model.asks:
        parts = {key: [trend.Row(on, mode, n) for on, part, mode, n in rows if part == key] for key in titles}
        found = trend.yes_lines(parts, over, titles, least)
    else:
        found = trend.lines([trend.Row(on, mode, n) for on, part, mode, n in rows], over, titles, least)
    found = [line for line in found if line.shares]
    return Chart(model, found, picture(found))
