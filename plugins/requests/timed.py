"""Each morning: answers that are complete count, work that is over asks for its feedback, late feedback is said once.

What should have happened by today is done today, however long nothing ran; done twice it is done once.
"""

from datetime import date, time, timedelta
from typing import Any, Final
from uuid import UUID

from core.api import Authority, Every, Job, db, local_today, utcnow, working_days
from plugins.requests import feedback, moves, telling
from plugins.requests.asking import writing
from plugins.requests.here import chosen
from plugins.requests.models import Request, RequestStep
from plugins.requests.young import voting


def each_morning(authority: Authority, payload: dict[str, Any]) -> None:
    """Look at every request whose day has come."""
    _decide(authority)
    _begin_feedback(authority)
    _look_at_feedback(authority)
    _tidy(authority)


def _decide(authority: Authority) -> None:
    """The last day for an answer is over: enough presses decide, with fewer the worker asks at a meeting."""
    query = db.select(Request).where(Request.state == "asking", Request.reply_by < local_today())
    for request in db.session.scalars(query.order_by(Request.number)).all():
        if not voting.close(request, over=True, authority=authority):
            telling.staff(request, [request.worker_id], telling.NO_ANSWER, str(request.reply_by))


def _begin_feedback(authority: Authority) -> None:
    query = db.select(Request).where(Request.state == "arranged", Request.ends_on < local_today())
    for request in db.session.scalars(query.order_by(Request.number)).all():
        feedback.begin(request, authority=authority)


def _look_at_feedback(authority: Authority) -> None:
    open_ones = feedback.of_state()
    stands, today = feedback.owed(open_ones), local_today()
    said = _said_late([one.id for one in open_ones])
    for request in open_ones:
        by, standing = request.feedback_by, stands.get(request.ask_id, "waiting") if request.ask_id else "waiting"
        if feedback.settle(request, standing, authority=authority) or by is None:
            continue
        if by < today:
            _say_late(request, request.id in said)
        else:
            _remind(authority, request, by, today)


def _remind(authority: Authority, request: Request, by: date, today: date) -> None:
    """Remind the worker, once for each day that has come; influence reminds whoever promised (asks/reminding.py)."""
    off = working_days.days_off(authority.file.jurisdiction)
    days = sorted(set(chosen(authority).remind_days), reverse=True)
    come = [one for one in days if working_days.working_days_before(by, one, off) <= today]
    if come:
        telling.staff(request, [request.worker_id], telling.SOON, f"{by}:{come[-1]}")


def _say_late(request: Request, is_said: bool) -> None:
    if is_said:
        return
    moves.happened(request, "late")
    telling.asker(request, f"{request.id}:{request.feedback_by}", telling.LATE_OWN)
    telling.staff(request, [request.worker_id], telling.LATE, str(request.feedback_by))


def _said_late(ids: list[UUID]) -> set[UUID]:
    query = db.select(RequestStep.request_id).where(RequestStep.request_id.in_(ids), RequestStep.kind == "late")
    return set(db.session.scalars(query)) if ids else set()


def _tidy(authority: Authority) -> None:
    """Delete what was begun and not gone on with for long."""
    before = utcnow() - timedelta(days=chosen(authority).draft_days)
    query = db.select(Request).where(Request.state == "draft", Request.changed_at < before, Request.sent_on.is_(None))
    for request in db.session.scalars(query).all():
        writing.drop(request)


JOBS: Final = (
    Job(
        "requests.morning",
        each_morning,
        every=Every(at=time(6, 20)),
        title="Look at requests whose day has come, and remind of feedback",
    ),
)
