"""Pages of the duty: who is lead and deputy, where texts reach them, when they are away, and test alarms."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from core.access.stamps import public, requires
from core.clock import local_today
from core.db import begin_write, db, utcnow
from core.safeguarding.alarms import duty, standing, trials
from core.safeguarding.alarms.crew import CHANNELS, DEPUTY, LEAD
from core.safeguarding.alarms.finding import crew_of
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.store import LEAD as MAY
from core.users.directory import names_of_members
from core.web.forms import DateField, Form, RadioField, TextField, YesField
from core.web.render import page
from core.web.request import current_actor, required_authority

RANKS = {LEAD: "Lead", DEPUTY: "Deputy"}
WAYS = dict(zip(CHANNELS, ("by mail", "by text"), strict=True))
WHY_NOT = {
    "away": "what carries it did not answer",
    "not_taken": "not taken now, it is tried again",
    "refused": "the address or number does not work",
    "unclear": "the connection broke: it may have arrived",
}


class PartForm(Form):
    """How a lead takes part in the duty."""

    rank = RadioField(
        "Lead or deputy",
        choices=[
            SelectChoice(LEAD, "Lead: is told at once"),
            SelectChoice(DEPUTY, "Deputy: is told when no lead has read it in time, or fewer than two leads are there"),
        ],
    )
    mobile = TextField("Mobile number for texts", description="Leave it empty for mail alone.")
    away_from = DateField("Away from", description="The first day, for example 27 3 2027. Empty: not away.")
    away_until = DateField("Away until", description="The last day. Empty: until further notice.")

    def validate_mobile(self, field: Any) -> None:
        """A number that texts reach."""
        try:
            duty.checked_mobile(field.data or "")
        except duty.NoMobile as fault:
            raise ValidationError(str(fault)) from fault

    def validate_away_until(self, field: Any) -> None:
        """Not before the first day."""
        if field.data and not self.away_from.data:
            raise ValidationError("Enter the first day as well.")
        if field.data and field.data < self.away_from.data:
            raise ValidationError("The last day is before the first. Enter a later one.")


class TrialForm(Form):
    """A test alarm."""

    duty_too = YesField("Also text the duty number")


class ReadForm(Form):
    """One button."""


@blueprint.app_template_global("alarms_stand")
def alarms_stand() -> standing.State:
    """For pages of the desk: whether notices go out."""
    return standing.state(required_authority())


@blueprint.get("/duty")
@requires(MAY)
def duty_page() -> ResponseReturnValue:
    """Who is on duty, who is told besides, and how the last test alarm went."""
    return _duty_page(TrialForm())


@blueprint.route("/duty/<uuid:user_id>", methods=["GET", "POST"])
@requires(MAY)
def duty_part(user_id: UUID) -> ResponseReturnValue:
    """Change how somebody takes part; any lead may, for whoever is ill does not do it themselves."""
    begin_write()
    member = duty.is_lead_here(required_authority(), user_id) or abort(404)
    form = PartForm(obj=duty.of(user_id))
    if form.validate_on_submit():
        part = duty.Part(form.rank.data, form.mobile.data or "", form.away_from.data, form.away_until.data)
        duty.change(user_id, part, current_actor().user_id)
        db.session.commit()
        flash("Saved. It holds from the next alarm on.", "success")
        return redirect(url_for(".duty_page"))
    return page("safeguarding/duty_part.html", form=form, member=member, status=400 if form.is_submitted() else 200)


@blueprint.post("/duty/test")
@requires(MAY)
def trial() -> ResponseReturnValue:
    """Send a test alarm to everybody on duty now."""
    form = TrialForm()
    if not form.validate_on_submit():
        return _duty_page(form, 400)
    begin_write()
    sent = trials.send(required_authority(), current_actor().user_id, duty_too=form.duty_too.data)
    if sent:
        flash("The test alarm is sent. This page shows who has read it.", "success")
    else:
        flash("Nothing was sent: a test went out within the last minute, or nobody can be reached. See below.", "error")
    return redirect(url_for(".duty_page"))


@blueprint.route("/duty/test/<token>", methods=["GET", "POST"])
@public("whoever is on duty says that a test alarm arrived, a post without an account too; the link is theirs alone")
def trial_read(token: str) -> ResponseReturnValue:
    """The page behind a test alarm's link. Only the button says that somebody read it."""
    begin_write()
    found, form = trials.found(token) or abort(404), ReadForm()
    if form.validate_on_submit():
        trials.read(found)
        db.session.commit()
        return redirect(url_for(".trial_read", token=token))
    return page("safeguarding/trial_read.html", form=form, is_read=found.read_at is not None)


def _duty_page(form: TrialForm, status: int = 200) -> ResponseReturnValue:
    council = required_authority()
    crew, letters = crew_of(council), trials.latest()
    return page(
        "safeguarding/duty.html",
        form=form,
        crew=crew,
        posts=council.file.safeguarding.leads,
        part_of={one.user_id: duty.of(one.user_id) for one in crew.users if one.user_id},
        failing=standing.failing(council),
        gaps=duty.gaps(council, local_today()),
        clocks=council.file.safeguarding.clocks,
        letters=letters,
        asked_by=names_of_members(one.asked_by_user_id for one in letters),
        ranks=RANKS,
        ways=WAYS,
        why_not=WHY_NOT,
        now=utcnow(),
        status=status,
    )
