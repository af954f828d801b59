"""What staff do with a request, step by step: put it to young people, note their answer, find days, end the work.

Each raises NotNow with what happened and what to do; the caller commits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from core.api import Actor, Authority, Ref, day, db, local_today, safeguarding
from plugins.requests import feedback, moves, rules, telling
from plugins.requests.asking.writing import group_goes_on
from plugins.requests.desk import approving
from plugins.requests.fatigue import meter
from plugins.requests.here import chosen, note
from plugins.requests.models import Request, RequestDay
from plugins.requests.rules import NotNow

NOBODY: Final = "Choose the group or the school that is asked. Nothing was changed."
ENDED: Final = "This group does not meet any more. Choose another. Nothing was put to anybody, the request is kept."
REPLY: Final = "Their last day for an answer has passed or is today. Give them a day to come. Nothing was changed."
NO_DAYS: Final = "Choose at least one of the days that were offered. Nothing was changed."
FEEDBACK: Final = (
    "These days go on until {last}, and the feedback was promised for {promised}. Choose earlier days, or ask whoever "
    "asked to promise a later day by sending the request anew. Nothing was changed."
)


@dataclass(frozen=True)
class Asked:
    """Who is asked, until when they decide, and why in spite of the fatigue meter."""

    group_id: UUID | None
    school_id: UUID | None
    cohort: str
    reply_by: date
    over_why: str = ""


def put(request: Request, asked: Asked, by: Actor) -> None:
    """Put it to the young people: from now on the group reads it and decides."""
    rules.after(request.state, "put")
    if asked.group_id is None and asked.school_id is None:
        raise NotNow(NOBODY)
    if asked.group_id is not None and not group_goes_on(asked.group_id):
        raise NotNow(ENDED)
    if asked.reply_by <= local_today():
        raise NotNow(REPLY)
    _refuse_tired(request, asked)
    request.group_id, request.school_id, request.cohort = asked.group_id, asked.school_id, asked.cohort
    request.reply_by, request.over_why, request.asked_on = asked.reply_by, asked.over_why, local_today()
    request.worker_id = request.worker_id or by.person_id
    moves.move(request, "put", "put", by=by.person_id)
    telling.group(request)


def send_back(request: Request, words: str, by: Actor) -> None:
    """Ask whoever asked for what is missing; they send it again."""
    request.worker_id = request.worker_id or by.person_id
    moves.move(request, "send_back", "sent_back", by=by.person_id, words=words)


def refuse(request: Request, words: str, by: Actor) -> None:
    """Say that it does not go ahead, and why."""
    moves.move(request, "refuse", "refused", by=by.person_id, words=words)
    moves.find_again(request)


def note_answer(request: Request, answer: str, on: date, words: str, by: Actor) -> None:
    """Write down what the young people answered at a meeting; a no is final."""
    if on > local_today():
        raise NotNow("A meeting that is still to come has not decided yet. Nothing was changed.")
    rules.after(request.state, answer)
    request.answer_by_id = by.person_id
    safeguarding.screened(words, Ref("requests", "request", request.id))
    settle(request, answer, "meeting", on, words=words, by=by.person_id)


def settle(
    request: Request,
    answer: str,
    how: str,
    on: date,
    *,
    words: str = "",
    by: UUID | None = None,
    authority: Authority | None = None,
) -> None:
    """Keep the young people's yes or no with how and when; timed work names the council."""
    request.answer, request.answer_how, request.answered_on, request.answer_words = answer, how, on, words
    moves.move(request, answer, answer, by=by, authority=authority)
    if answer == "yes":
        approving.begin(request, authority)


def offer(request: Request, days: Iterable[RequestDay], by: Actor) -> None:
    """Offer days to the young people, beside those that were offered before."""
    if request.state != "planning":
        rules.after(request.state, "arrange")
    known = {one.on_date for one in days_of(request)}
    new = [one for one in days if one.on_date not in known]
    if any(one.on_date < local_today() for one in new):
        raise NotNow("A day that has passed cannot be offered. Nothing was changed.")
    db.session.add_all(new)
    moves.happened(request, "offered", by=by.person_id)


def arrange(request: Request, chosen_ids: Iterable[UUID], by: Actor) -> None:
    """Fix the days that the young people took; the last of them ends the work, before the feedback day."""
    wanted, days = set(chosen_ids), days_of(request)
    taken = [one for one in days if one.id in wanted]
    if not taken:
        raise NotNow(NO_DAYS)
    last = max(one.on_date for one in taken)
    if request.feedback_by and last > request.feedback_by:
        raise NotNow(FEEDBACK.format(last=day(last), promised=day(request.feedback_by)))
    for one in days:
        one.chosen = one.id in wanted
    request.ends_on = last
    moves.move(request, "arrange", "arranged", by=by.person_id)


def done(request: Request, findings: str, by: Actor) -> None:
    """The work is over: what they said, in short, and from now on the feedback is owed."""
    if any(one.chosen and one.on_date > local_today() for one in days_of(request)):
        raise NotNow("A day of the work is still to come. Nothing was changed. Come back after it.")
    feedback.begin(request, by=by.person_id)
    write_findings(request, findings, by)


def write_findings(request: Request, findings: str, by: Actor) -> None:
    """What was said, in short and without names, for whoever would ask the same again."""
    if request.state not in ("feedback", "closed"):
        raise NotNow("The work with young people is not over yet. Nothing was changed.")
    request.findings = findings
    safeguarding.screened(findings, Ref("requests", "request", request.id))
    if findings:
        moves.happened(request, "found", by=by.person_id)
    moves.find_again(request)


def lift(request: Request, why: str, by: Actor) -> None:
    """Let the agency ask again although its feedback is late; a lead, with a reason, in the audit."""
    if request.state != "feedback" or not request.feedback_by or request.feedback_by >= local_today():
        raise NotNow("No feedback is late here, so there is nothing to lift. Nothing was changed.")
    if by.person_id is not None and by.person_id == request.asker_id:
        raise NotNow("You asked for this yourself, so another lead lifts it. Nothing was changed.")
    request.lifted_why, request.lifted_by_id = why, by.person_id
    note("stop_lifted", request, agency=request.agency_key)
    moves.happened(request, "lifted", by=by.person_id, words=why)


def days_of(request: Request) -> list[RequestDay]:
    """Every day that was offered, in order."""
    query = db.select(RequestDay).where(RequestDay.request_id == request.id).order_by(RequestDay.on_date)
    return list(db.session.scalars(query))


def _refuse_tired(request: Request, asked: Asked) -> None:
    found = meter.meters(meter.targets(asked.group_id, asked.school_id, asked.cohort), besides=request.id)
    words = {one.free_on: day(one.free_on) for one in found if one.free_on}
    if fault := rules.over_limit_fault(found, chosen().over_limit, asked.over_why, words):
        raise NotNow(fault)
