"""An agency that owes young people feedback does not ask again before it has given it, or a lead lifts the stop."""

import re
from typing import Any, Final

from core.api import day, db, gettext, gettext_noop, local_today
from plugins.requests import feedback
from plugins.requests.here import chosen
from plugins.requests.models import Request

STOPPED: Final = gettext_noop(
    "Nothing is sent yet; what you wrote is kept. %(agency)s promised young people feedback on "
    "“%(title)s” by %(day)s, and "
    "it has not come. Give them that feedback first: the link is in the message that you were sent. Then send "
    "this again. If something stands in the way, ask the participation team: a lead can lift this."
)
STOPPED_AGENCY: Final = gettext_noop(
    "Nothing is sent yet; what you wrote is kept. Your agency promised young people feedback on something else that it "
    "asked, and it has not come. Ask your colleagues to give it first, then send this again. If something stands in "
    "the way, ask the participation team: a lead can lift this."
)
"""For whoever only says that they are of that agency: what it asked is not theirs to read."""
_NOT_A_LETTER: Final = re.compile(r"[^\w]+")


def key_of(agency: str) -> str:
    """The name of an agency as it is compared: the same in any case, with any spaces and signs between."""
    return _NOT_A_LETTER.sub(" ", agency.casefold()).strip()[:200]


def late(request: Request) -> list[Request]:
    """Requests of the same agency, or the same person, whose feedback is late and was not lifted; the oldest first."""
    same = [Request.agency_key == request.agency_key]
    if request.email:
        same.append(db.func.lower(Request.email) == request.email.lower())
    return _late(Request.id != request.id, db.or_(*same))


def all_late() -> list[Request]:
    """Every request whose feedback is late and was not lifted; the oldest first."""
    return _late()


def _late(*narrowed: Any) -> list[Request]:
    """What was answered today is late no more, although it ends with the next morning's work only."""
    query = db.select(Request).where(
        Request.state == "feedback", Request.feedback_by < local_today(), Request.lifted_why == "", *narrowed
    )
    found = list(db.session.scalars(query.order_by(Request.feedback_by, Request.number)))
    stands = feedback.owed(found)
    return [one for one in found if one.ask_id is None or stands.get(one.ask_id, "waiting") in feedback.WAITS]


def stop_words(request: Request) -> str:
    """Why the agency cannot send a request now, and what to do; "" where it can."""
    owed = late(request) if chosen().block_late and request.agency_key else []
    if not owed:
        return ""
    first = owed[0]
    if request.asker_id is None and first.email.lower() != request.email.lower():
        return gettext(STOPPED_AGENCY)
    promised = day(first.feedback_by) if first.feedback_by else ""
    return gettext(STOPPED, agency=first.agency, title=first.title, day=promised)
