"""How many have agreed: for those who answer for the council and may not see who."""

from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.consent import counting
from core.consent.blueprint import blueprint
from core.web.render import page


@blueprint.get("/agreements/counts")
@requires("consent.count")
def counted() -> ResponseReturnValue:
    """The share that has answered, for each purpose, with no small number in it."""
    return page("consent/counts.html", counts=counting.counts(), everybody=counting.taking_part())
