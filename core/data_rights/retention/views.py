"""Pages of keeping times: how long each class is kept, what waits for somebody to look, what was deleted."""

import csv
from datetime import date
from io import StringIO

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.authority.models import hold
from core.clock import by_the_clock, local_today
from core.data_rights.register.reading import MARK, in_words
from core.data_rights.retention import reviewing
from core.data_rights.retention.deleting import Deleter, deleted
from core.data_rights.retention.forms import PeriodForm, ReviewForm
from core.data_rights.retention.job import count_waiting
from core.data_rights.retention.models import DueRecord, PeriodDecision
from core.data_rights.retention.periods import RECORDS, TRIGGERS, Period, PeriodRefused, decide, periods
from core.data_rights.retention.reviewing import Line
from core.db import db
from core.people.forms import choices
from core.users.directory import names_of_members
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("retention", __name__, url_prefix="/retention")
HEADS = ("deleted on", "kind", "part", "id", "class of record", "was due on")


@blueprint.get("")
@requires("keeping.read")
def times() -> ResponseReturnValue:
    """How long each class of record is kept, from when, who looks first and who said so."""
    rows = periods(required_authority()).values()
    return page(
        "data_rights/retention.html",
        face="worker",
        rows=rows,
        records=RECORDS,
        triggers=TRIGGERS,
        in_words=in_words,
        waiting=count_waiting(),
        names=names_of_members({row.by for row in rows}),
        local=by_the_clock,
    )


@blueprint.route("/<record>/change", methods=["GET", "POST"])
@requires("keeping.decide")
def change(record: str) -> ResponseReturnValue:
    """Decide how long one class is kept; whoever saves second is told what holds now."""
    if request.method == "POST":
        hold(required_authority().id)
    present = periods(required_authority()).get(record) or abort(404)
    form = PeriodForm()
    if not form.is_submitted():
        form.fill(present)
        form.seen.data = _mark(present)
    if not form.validate_on_submit():
        return _change(form, present, 400 if form.is_submitted() else 200)
    if db.session.get(PeriodDecision, form.record_id) is None and form.seen.data != _mark(present):
        form.seen.data = _mark(present)
        return _change(form, present, 409)
    return _decided(record, form, form.months.data)


@blueprint.post("/<record>/back")
@requires("keeping.decide")
def back_to_file(record: str) -> ResponseReturnValue:
    """Let the council's file say again how long a class is kept."""
    present = periods(required_authority()).get(record)
    if present is None or present.decision is None:
        abort(404)
    form = PeriodForm()
    form.review_first.data, form.why.data, form.trigger.data = "no", "The council's file decides again", ""
    return _decided(record, form, None)


@blueprint.get("/waiting")
@requires("keeping.review")
def waiting() -> ResponseReturnValue:
    """What waits for somebody to look at it, in batches."""
    found = reviewing.batches(house().plugins)
    return page("data_rights/due.html", face="worker", batches=found)


@blueprint.route("/waiting/batch", methods=["GET", "POST"])
@requires("keeping.review")
def batch() -> ResponseReturnValue:
    """Look at the records of one batch, and delete or keep those that are ticked."""
    owner, kind, found_on = request.args.get("owner", ""), request.args.get("kind", ""), _day(request.args.get("on"))
    rows = reviewing.of_batch(owner, kind, found_on) if found_on else []
    if not rows:  # looked at already, by this person or another
        return page("data_rights/due.html", face="worker", batches=reviewing.batches(house().plugins))
    lines = reviewing.lines(rows, house().plugins, current_actor())
    form = ReviewForm()
    form.records.choices = choices([(str(line.id), _label(line)) for line in lines])
    if form.validate_on_submit():
        return _looked([row for row in rows if str(row.id) in form.records.data], form)
    return page(
        "data_rights/due_batch.html",
        face="worker",
        status=400 if form.is_submitted() else 200,
        form=form,
        lines=lines,
        kind=kind,
        owner=reviewing.title_of(owner, house().plugins),
    )


@blueprint.get("/deleted")
@requires("keeping.read")
def certificate() -> ResponseReturnValue:
    """What was deleted because its time had come, by ids alone."""
    rows = list(deleted())
    names = names_of_members({row.decided_by for row in rows})
    return page("data_rights/deleted.html", face="worker", rows=rows, names=names, local=by_the_clock)


@blueprint.get("/deleted.csv")
@requires("keeping.read")
def certificate_file() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for row in deleted(limit=100_000):
        when = row.decided_at.isoformat() if row.decided_at else ""
        writer.writerow([when, row.kind, row.owner, row.record_id, row.retention, row.due_on.isoformat()])
    answer = Response(MARK + out.getvalue(), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{required_authority().slug}-deleted.csv")
    return answer


def _decided(record: str, form: PeriodForm, months: int | None) -> ResponseReturnValue:
    decision = PeriodDecision(
        id=form.record_id,
        record=record,
        trigger=form.trigger.data or "",
        months=months,
        review_first=form.review_first.data == "yes",
        why=form.why.data or "",
        decided_by=current_actor().user_id,
    )
    if db.session.get(PeriodDecision, decision.id) is None:
        try:
            decide(required_authority(), decision)
        except PeriodRefused as refusal:
            db.session.rollback()
            flash(f"{refusal} Nothing was changed.", "warning")
            return redirect(url_for("keeping.retention.times"))
        db.session.commit()
    flash(f"Saved: {RECORDS[record]}.", "success")
    return redirect(url_for("keeping.retention.times"))


def _change(form: PeriodForm, present: Period, status: int) -> Response:
    said = {"in_words": in_words, "triggers": TRIGGERS, "title": RECORDS[present.record]}
    return page(
        "data_rights/period.html",
        face="worker",
        status=status,
        form=form,
        present=present,
        overtaken=status == 409,
        **said,  # type: ignore[arg-type]
    )


def _looked(rows: list[DueRecord], form: ReviewForm) -> ResponseReturnValue:
    by = current_actor().user_id
    if form.act.data == "keep":
        reviewing.keep(rows, form.until.data, form.why.data or "", by)
        flash(f"Kept: {len(rows)}.", "success")
    else:
        gone = Deleter(required_authority(), house().hooks, house().plugins).delete(rows, by, local_today())
        left = len(rows) - gone
        flash(f"Deleted for good: {gone}.", "success")
        if left:
            flash(f"Not deleted: {left}. The reason stands beside each.", "warning")
    db.session.commit()
    return redirect(url_for("keeping.retention.waiting"))


def _label(line: Line) -> str:
    note = f" {line.note}" if line.note else ""
    return f"{line.title}. Due since {line.due_on.day} {line.due_on:%B %Y}.{note}"


def _mark(present: Period) -> str:
    return str(present.decision or "file")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
