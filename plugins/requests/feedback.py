"""What young people were promised to hear: from the end of the work on it is a question in influence, with its day."""

from typing import Final
from uuid import UUID

from core.api import Authority, current_authority, db, gettext
from plugins.influence.api import Answerer, Limits, ask_by_a_day, standing
from plugins.requests import moves, rules
from plugins.requests.models import Request

WAITS: Final = frozenset({"draft", "waiting"})


def begin(request: Request, *, authority: Authority | None = None, by: UUID | None = None) -> None:
    """The work is over: whoever asked must now say what came of it, by the day that they promised. Raises NotNow."""
    here = authority or current_authority()
    assert here is not None and request.feedback_by is not None
    rules.after(request.state, "done")
    request.ask_id = ask_by_a_day(
        here,
        title=gettext("What came of it: %(what)s", what=request.title),
        words=_words(request),
        limits=Limits(request.can_change, request.cannot_change, request.success),
        to=_answerer(request),
        due_on=request.feedback_by,
        group_id=request.group_id,
        worker_id=request.worker_id,
        because="Promised when the agency asked to work with young people.",
    )
    moves.move(request, "done", "done", authority=here, by=by)
    moves.find_again(request)


def settle(request: Request, stands: str, *, authority: Authority | None = None) -> bool:
    """End the request once its question is answered; whether it ended now."""
    if request.state != "feedback" or stands in WAITS:
        return False
    moves.move(request, "answered", "closed", authority=authority)
    moves.find_again(request)
    return True


def is_answered(request: Request) -> bool:
    """Say whether the young people were told; the request itself ends with the next morning's work."""
    if request.state != "feedback" or request.ask_id is None:
        return False
    return standing([request.ask_id]).get(request.ask_id, "waiting") not in WAITS


def _words(request: Request) -> str:
    return "\n\n".join(part for part in (request.question, request.feedback) if part)


def _answerer(request: Request) -> Answerer:
    office = ", ".join(part for part in (request.office, request.agency) if part) or request.heard_by
    if request.asker_id is not None:
        return Answerer(office=office, person_id=request.asker_id)
    return Answerer(office=office, name=request.asker_name, email=request.email)


def owed(requests: list[Request]) -> dict[UUID, str]:
    """How the questions of these requests stand, by their own id; one query."""
    return standing(one.ask_id for one in requests if one.ask_id) if requests else {}


def of_state() -> list[Request]:
    """Every request whose feedback is owed."""
    query = db.select(Request).where(Request.state == "feedback").order_by(Request.feedback_by, Request.number)
    return list(db.session.scalars(query))
