"""The induction of one member as staff keep it: which line was done, and on which day."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from core.api import Form, Person, db, forms, local_today, page, requires
from plugins.groups.here import members_open, or_not_here
from plugins.groups.joining import induction
from plugins.groups.models import Group, Membership
from plugins.groups.views.blueprint import blueprint


class InductionForm(Form):
    """The lines that are done, and the day for those that are ticked now."""

    done = forms.ChoicesField("Done")
    on = forms.DateField("On which day", validators=[Optional()], description="For what you tick now.")


@blueprint.route("/manage/<key>/members/<uuid:id>/induction", methods=["GET", "POST"])
@requires("groups.members")
def member_induction(key: str, id: UUID) -> Response:
    """Tick what a member has done; the member sees it too."""
    group = members_open(key)
    held = _held(group, id)
    form = InductionForm()
    form.done.choices = [SelectChoice(line, line) for line in group.induction]
    if form.validate_on_submit():
        induction.tick(group, held, set(form.done.data or ()), form.on.data or local_today())
        db.session.commit()
        flash("The induction is up to date. The member sees it on their page.", "success")
        return redirect(url_for("groups.members", key=key))
    steps = induction.lines(group, held)
    if not form.is_submitted():
        form.done.data = [step.words for step in steps if step.on]
        form.on.data = local_today()
    person = db.session.get_one(Person, held.person_id)
    status = 400 if form.is_submitted() else 200
    return page(
        "groups/induction.html",
        face="worker",
        form=form,
        group=group,
        person=person,
        held=held,
        steps=steps,
        status=status,
    )


def _held(group: Group, id: UUID) -> Membership:
    found = db.select(Membership).where(Membership.id == id, Membership.group_id == group.id)
    row: Membership | None = db.session.scalars(found).one_or_none()
    return or_not_here(row)
