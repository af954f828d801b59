"""Who to turn to right now: who answers at this hour stands first. It stands here because the hours are those of the
safeguarding leads; the page is everybody's, and works while the database is away.
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.db import utcnow
from core.safeguarding.telling import looking
from core.web.away import works_without_records
from core.web.render import page
from core.web.request import required_authority

blueprint = Blueprint("help", __name__, url_prefix="/<authority>/help")


@blueprint.get("", strict_slashes=False)
@public("help must be found by anyone, signed in or not")
@works_without_records
def now() -> ResponseReturnValue:
    """The lines to ring, the open ones first, and when the office is open."""
    file = required_authority().file
    return page("web/help.html", lines=looking.lines(file, utcnow()), safeguarding=file.safeguarding)
