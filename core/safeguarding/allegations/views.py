"""Pages of an allegation: the harm threshold, what the LADO says, what was found; and the log of small worries."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.clock import NoSuchTime, local_moment
from core.db import begin_write, db
from core.safeguarding import seeing
from core.safeguarding.allegations import low_level, rules
from core.safeguarding.allegations.forms import LadoForm, OutcomeForm, ThresholdForm
from core.safeguarding.blueprint import desk
from core.safeguarding.store import ALLEGATIONS
from core.safeguarding.writing import write
from core.web.render import page
from core.web.request import required_authority

HERE = {"store": ALLEGATIONS.name}
IS_MET = "The threshold is met. Tell the LADO now: the clock runs."
IS_LOW = "Kept as a low-level worry. It stands in the log, where a pattern shows."


@desk.route("/allegations/<uuid:case_id>/threshold", defaults=HERE, methods=["GET", "POST"])
@requires("safeguarding.lead")
def threshold(store: str, case_id: UUID) -> ResponseReturnValue:
    """Say which of the four tests hold: any one makes it a matter for the LADO, none a low-level worry."""
    form = ThresholdForm()
    if form.validate_on_submit():
        case, tests = seeing.held(ALLEGATIONS, case_id), form.tests.data or []
        kind = rules.level_of(tests)
        body = {"tests": [rules.TESTS[one] for one in tests], "reason": form.reason.data}
        write(ALLEGATIONS, case, kind, body, form.record_id)
        db.session.commit()
        flash(IS_MET if kind == rules.THRESHOLD else IS_LOW, "success")
        after = ".lado" if kind == rules.THRESHOLD else ".case"
        return redirect(url_for(after, store=store, case_id=case_id))
    case = seeing.one(ALLEGATIONS, case_id, "The harm threshold")
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=ALLEGATIONS,
        heading="Is the harm threshold met?", button="Save",
        lede="Tick all that hold, or nothing. In doubt ask the LADO: they would rather be asked.",
    )  # fmt: skip


@desk.route("/allegations/<uuid:case_id>/lado", defaults=HERE, methods=["GET", "POST"])
@requires("safeguarding.lead")
def lado(store: str, case_id: UUID) -> ResponseReturnValue:
    """Write down that the LADO was told, and what they advise."""
    form, contact = LadoForm(), required_authority().file.safeguarding.lado
    if form.validate_on_submit():
        try:
            return _told(case_id, form)
        except NoSuchTime as fault:
            db.session.rollback()
            form.at.errors = [str(fault)]
    case = seeing.one(ALLEGATIONS, case_id, "What the LADO says")
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=ALLEGATIONS, heading="The LADO was told",
        button="Save", lede=f"{contact.name}: ring {contact.phone}, or write to {contact.email} without any detail.",
    )  # fmt: skip


@desk.route("/allegations/<uuid:case_id>/outcome", defaults=HERE, methods=["GET", "POST"])
@requires("safeguarding.lead")
def outcome(store: str, case_id: UUID) -> ResponseReturnValue:
    """Write down what was found; closing is a step of its own, and takes two."""
    form = OutcomeForm()
    if form.validate_on_submit():
        case = seeing.held(ALLEGATIONS, case_id)
        body = {"outcome": form.outcome.data, "reason": form.reason.data, "next_steps": form.next_steps.data}
        write(ALLEGATIONS, case, rules.OUTCOME, body, form.record_id)
        db.session.commit()
        flash("Written down. Propose to close it when everything is done: a second lead decides.", "success")
        return redirect(url_for(".case", store=ALLEGATIONS.name, case_id=case_id))
    case = seeing.one(ALLEGATIONS, case_id, "The outcome")
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=ALLEGATIONS, heading="What was found",
        button="Save", lede="The words are those of the statutory guidance; the LADO's process ends with one.",
    )  # fmt: skip


@desk.get("/low-level")
@requires("safeguarding.lead")
def low_level_log() -> ResponseReturnValue:
    """Low-level worries by adult, those with a pattern first; only what this lead may read."""
    db.session.rollback()
    begin_write()
    adults = low_level.log()
    seeing.noted(ALLEGATIONS, [one.case_id for adult in adults for one in adult.worries], "Low-level worries")
    db.session.commit()
    return page("safeguarding/low_level.html", adults=adults, pattern=rules.PATTERN, months=rules.MONTHS)


def _told(case_id: UUID, form: LadoForm) -> ResponseReturnValue:
    at = local_moment(form.on.data, form.time)
    case = seeing.held(ALLEGATIONS, case_id)
    names = ("spoke_to", "reference", "advice", "police", "police_reference")
    write(ALLEGATIONS, case, rules.LADO, {name: form[name].data for name in names}, form.record_id, occurred_at=at)
    db.session.commit()
    flash("Written down. The clock for the LADO has stopped.", "success")
    return redirect(url_for(".case", store=ALLEGATIONS.name, case_id=case_id))

