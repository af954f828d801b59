"""What staff do with a request: each step on a page of its own; two at once keep the first and say so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Form, day, db, local_today, page, requires
from plugins.requests.asking import choices
from plugins.requests.blueprint import blueprint
from plugins.requests.desk import approving, steps
from plugins.requests.fatigue import meter
from plugins.requests.fatigue.meter import KINDS
from plugins.requests.forms.desk import (
    ApproveForm,
    FindingsForm,
    FixDaysForm,
    GroupAnswerForm,
    OfferDaysForm,
    PutForm,
    StepWordsForm,
)
from plugins.requests.here import AT_ONCE, REFUSALS, chosen, council, reader, request_or_404, said_of
from plugins.requests.models import Request
from plugins.requests.rules import NotNow
from plugins.requests.visibility import APPROVES, DESK, LIFTS, READS
from plugins.requests.vocabulary import LEVELS

MISSING = ("What is missing?", "Whoever asked reads it, and sends the request again.", "Say what is missing.")
WHY_NOT = (
    "Why does it not go ahead?",
    "Whoever asked reads it. Be kind and clear.",
    "Say why: they can learn from it.",
)
WHY_LIFT = (
    "Why may they ask again although feedback is late?",
    "It stands in the history and in the audit.",
    "Say why: young people still wait for what they were promised.",
)


@blueprint.route("/desk/<uuid:id>/put", methods=["GET", "POST"])
@requires("requests.desk")
def put(id: UUID) -> Response:
    """Choose who is asked, look at the fatigue meter, and put it to them."""
    found, form = request_or_404(id, DESK), PutForm()
    everybody = choices.everybody(reader(), council())
    named = dict(meter.labelled(everybody, besides=found.id))
    form.offer(*([(one.key, named[one.key]) for one in everybody if one.kind == kind] for kind in KINDS))
    if not form.is_submitted():
        form.group_id.data, form.school_id.data = str(found.group_id or ""), str(found.school_id or "")
        form.cohort.data, form.reply_by.data = found.cohort, local_today() + timedelta(days=chosen().reply_days)
    meters = meter.meters(meter.targets(found.group_id, found.school_id, found.cohort), besides=found.id)
    return _act(
        found,
        form,
        "Put it to the young people",
        "It is put to the young people. They decide.",
        lambda: steps.put(found, form.asked(), reader()),
        meters=meters,
        lead="They read what is asked, what can and cannot change, and who hears it. Then they say yes or no.",
    )


@blueprint.route("/desk/<uuid:id>/send-back", methods=["GET", "POST"])
@requires("requests.desk")
def send_back(id: UUID) -> Response:
    """Say what is missing."""
    found, form = request_or_404(id, DESK), StepWordsForm()
    form.ask(*MISSING)
    return _act(
        found, form, "Send it back", "Sent back. They read what is missing.",
        lambda: steps.send_back(found, form.words.data or "", reader()),
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/refuse", methods=["GET", "POST"])
@requires("requests.desk")
def refuse(id: UUID) -> Response:
    """Say that it does not go ahead, and why."""
    found, form = request_or_404(id, DESK), StepWordsForm()
    form.ask(*WHY_NOT)
    return _act(
        found, form, "It does not go ahead", "Whoever asked reads your reason.",
        lambda: steps.refuse(found, form.words.data or "", reader()),
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/answer", methods=["GET", "POST"])
@requires("requests.desk")
def answer(id: UUID) -> Response:
    """Note what the young people decided at a meeting."""
    found, form = request_or_404(id, DESK), GroupAnswerForm()
    if not form.is_submitted():
        form.on.data = local_today()
    return _act(
        found, form, "Note their answer", "Their answer is written down.",
        lambda: steps.note_answer(found, form.answer.data, form.on.data, form.words.data or "", reader()),
        lead="Write down what they decided together. A no is final, and nobody is asked why.",
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/approve", methods=["GET", "POST"])
@requires("requests.approve")
def approve(id: UUID) -> Response:
    """One level's yes or no."""
    found, form = request_or_404(id, APPROVES), ApproveForm()
    level = approving.next_level(found)
    form.offer(form.level.data or level, chosen().ethics_questions)
    title = f"Approve: {LEVELS.get(form.level.data or level, '')}"
    return _act(found, form, title, "Written down. Whoever asked hears of it.", lambda: _decide(found, form))


@blueprint.route("/desk/<uuid:id>/days", methods=["GET", "POST"])
@requires("requests.desk")
def offer_days(id: UUID) -> Response:
    """Offer days to the young people."""
    found, form = request_or_404(id, DESK), OfferDaysForm()
    return _act(
        found, form, "Offer days", "The young people see these days on their page.",
        lambda: steps.offer(found, form.days(found.id), reader()),
        lead="They see the days on the page of the request. Ask them at a meeting which they take.",
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/fix-days", methods=["GET", "POST"])
@requires("requests.desk")
def fix_days(id: UUID) -> Response:
    """Fix the days that the young people took."""
    found, form = request_or_404(id, DESK), FixDaysForm()
    offered = steps.days_of(found)
    form.offer({one.id: f"{day(one.on_date, 'full')}{f', {one.where}' if one.where else ''}" for one in offered})
    if not form.is_submitted():
        form.taken.data = [str(one.id) for one in offered if one.chosen]
    return _act(
        found, form, "Fix the days", "The days are fixed. Whoever asked hears of it.",
        lambda: steps.arrange(found, form.chosen(), reader()),
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/done", methods=["GET", "POST"])
@requires("requests.desk")
def done(id: UUID) -> Response:
    """The work is over; the agency now owes feedback."""
    found, form = request_or_404(id, DESK), FindingsForm()
    return _act(
        found, form, "The work is done", "Written down. The agency is asked what came of it, by the promised day.",
        lambda: steps.done(found, form.findings.data or "", reader()),
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/findings", methods=["GET", "POST"])
@requires("requests.desk")
def findings(id: UUID) -> Response:
    """What young people said, in short."""
    found, form = request_or_404(id, DESK), FindingsForm()
    if not form.is_submitted():
        form.findings.data = found.findings
    return _act(
        found, form, "What they said", "Written down for whoever would ask the same again.",
        lambda: steps.write_findings(found, form.findings.data or "", reader()),
    )  # fmt: skip


@blueprint.route("/desk/<uuid:id>/lift", methods=["GET", "POST"])
@requires("requests.lead")
def lift(id: UUID) -> Response:
    """Let the agency ask again although it owes feedback; with a reason, in the audit."""
    found, form = request_or_404(id, LIFTS), StepWordsForm()
    form.ask(*WHY_LIFT)
    return _act(
        found, form, "Let them ask again", "They can ask again. The feedback is still owed.",
        lambda: steps.lift(found, form.words.data or "", reader()),
    )  # fmt: skip


def _decide(found: Request, form: ApproveForm) -> None:
    level, words = form.level.data or "", form.words.data or ""
    if form.outcome.data == "yes":
        approving.approve(found, level, words, form.ticked, reader())
        return
    if level != approving.next_level(found):
        raise NotNow("This level was decided already. Nothing was changed. Look at the page again.")
    if fault := approving.fault_for(found, reader(), level):
        raise NotNow(fault)
    if not words.strip():
        raise NotNow("Say why not: whoever asked reads it. Nothing was changed.")
    steps.refuse(found, words, reader())


def _act(
    found: Request,
    form: Form,
    title: str,
    after: str,
    act: Callable[[], None],
    *,
    lead: str = "",
    **more: Any,
) -> Response:
    """Show the form of one step, or take it; what is refused changes nothing and keeps what was typed."""
    refusal = ""
    version: Any = getattr(form, "version", None)
    if form.validate_on_submit():
        stale = version is not None and version.data != str(found.version)
        refusal = AT_ONCE if stale else _try(act)
        if not refusal:
            flash(after, "success")
            return redirect(_after(found))
    if version is not None:
        version.data = str(found.version)
        version.raw_data = [version.data]
    status = 409 if refusal else 400 if form.is_submitted() else 200
    values = {"title": title, "lead": lead, "refusal": refusal, "meters": []} | more
    return page("requests/act.html", face="worker", form=form, it=found, status=status, **values)


def _after(found: Request) -> str:
    """Back to the request, or to one's own first page where it is not for this reader any more."""
    if READS.allows(reader(), found):
        return url_for("requests.one", id=found.id)
    return url_for("requests.mine")


def _try(act: Callable[[], None]) -> str:
    try:
        act()
        db.session.commit()
    except REFUSALS as refusal:
        db.session.rollback()
        return said_of(refusal)
    return ""
