"""Where a lead looks at cases whose keeping time is over, before anything of them is destroyed."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired, InputRequired, Length

from core.access.stamps import requires
from core.clock import local_today
from core.data_rights.retention.cases import RECORD, DueCase, due_case, due_cases
from core.data_rights.retention.holds import held
from core.data_rights.retention.periods import TRIGGERS, period
from core.db import db
from core.people.forms import choices
from core.people.sightings import leading_role
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.record.destroying import destroy, keep
from core.safeguarding.store import LEAD
from core.web.forms import DateField, Form, LongTextField, RadioField
from core.web.render import page
from core.web.request import current_actor, required_authority

ACTS = {"keep": "Keep it until a day", "destroy": "Destroy what it says, for good"}
GONE = "This case is not due any more. Nothing was changed now: somebody may have looked at it already."


class KeepingForm(Form):
    """What is to become of one case whose time is over."""

    act = RadioField("What should happen?", choices=choices(ACTS.items()), validators=[InputRequired("Choose one")])
    until = DateField("Keep until", description="Only if you keep it. For example 1 9 2032")
    why = LongTextField("Why", validators=[DataRequired("Say why: it stays with the case"), Length(max=2000)])

    def validate(self, extra_validators: Any = None) -> bool:
        """A case that is kept is kept until some later day."""
        fine = bool(super().validate(extra_validators))
        if self.act.data == "keep" and (self.until.data is None or self.until.data <= local_today()):
            self.until.errors = [*self.until.errors, "Give a day that is still to come"]
            return False
        return fine


@blueprint.get("/keeping")
@requires(LEAD)
def keeping() -> ResponseReturnValue:
    """What has been kept long enough."""
    authority = required_authority()
    rule = period(authority, RECORD)
    found = due_cases(authority, held(local_today()), local_today())
    return page("safeguarding/keeping.html", found=found, rule=rule, counted=TRIGGERS[rule.trigger])


@blueprint.route("/keeping/<store>/<uuid:case_id>", methods=["GET", "POST"])
@requires(LEAD)
def keeping_one(store: str, case_id: UUID) -> ResponseReturnValue:
    """Keep one longer or destroy what it says."""
    of, form = seeing.store_of(store), KeepingForm()
    if form.is_submitted():
        seeing.held(of, case_id)
    else:
        seeing.one(of, case_id, "Whether to keep it")
    found = due_case(required_authority(), of, case_id, held(local_today()), local_today())
    if found is None:
        db.session.rollback()
        flash(GONE, "info")
        return redirect(url_for(".keeping"))
    if not form.validate_on_submit():
        return page("safeguarding/keeping_one.html", form=form, due=found)
    _do(found, form)
    return redirect(url_for(".keeping"))


def _do(due: DueCase, form: KeepingForm) -> None:
    actor, why = current_actor(), form.why.data or ""
    role = leading_role(actor)
    if form.act.data == "destroy":
        destroy(due.store, due.case, why, by=actor.user_id, role=role)
        done = "What it said is destroyed. That there was a case, and who did this, stays."
    else:
        keep(due.store, due.case, form.until.data, why, by=actor.user_id, role=role)
        done = "It is kept until that day."
    db.session.commit()
    flash(done, "success")
