"""The one door for everything that happens to a request: where it stands, its clock, its history, who is told.

Call `move` in the transaction that did it; the caller commits. Timed work calls it as well.
"""

from datetime import date
from typing import Final
from uuid import UUID

from core.api import Authority, Ref, current_authority, db, local_today, search
from plugins.requests import rules, telling
from plugins.requests.here import chosen, note, working_day
from plugins.requests.models import Request, RequestStep

TELLS: Final = frozenset({"sent_back", "put", "yes", "no", "approved", "refused", "arranged", "done", "closed"})
"""Of these whoever asked is told."""


def move(
    request: Request,
    act: str,
    kind: str,
    *,
    authority: Authority | None = None,
    by: UUID | None = None,
    words: str = "",
) -> RequestStep:
    """Take one step, or raise NotNow where there is none from here; flushes, so that of two at once one is refused."""
    here = authority or current_authority()
    assert here is not None
    request.state = rules.after(request.state, act)
    request.due_on = _due(here, request)
    db.session.flush()
    return happened(request, kind, by=by, words=words)


def happened(request: Request, kind: str, *, by: UUID | None = None, words: str = "") -> RequestStep:
    """Write into the history what happened, without a step; flushes."""
    last = db.session.scalar(db.select(db.func.max(RequestStep.position)).where(RequestStep.request_id == request.id))
    step = RequestStep(request_id=request.id, position=(last or 0) + 1, kind=kind, words=words, by_id=by)
    db.session.add(step)
    db.session.flush()
    if kind in TELLS:
        telling.asker(request, f"{request.id}:{step.position}")
    note(kind, request, state=request.state)
    return step


def find_again(request: Request) -> None:
    """Let the request be found by its words, or no longer where it was taken back."""
    ref = Ref("requests", "request", request.id)
    if request.state in ("draft", "withdrawn", "refused"):
        search.drop(ref)
    else:
        search.put(ref, " ".join((request.title, request.question, request.findings)))


def _due(authority: Authority, request: Request) -> date | None:
    """The day by which the next step should be done."""
    days, today = chosen(authority), local_today()
    if request.state == "sent":
        return working_day(authority, today, days.look_days)
    if request.state == "approving":
        return working_day(authority, today, days.approve_days)
    known = {
        "asking": request.reply_by,
        "planning": request.ends_on,
        "arranged": request.ends_on,
        "feedback": request.feedback_by,
    }
    return known.get(request.state)
