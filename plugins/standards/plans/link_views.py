"""Any record of any plugin as what shows an action done: chosen from the page of that record."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from core.api import Link, Ref, begin_write, db, page, requires, resolve
from plugins.standards.blueprint import blueprint
from plugins.standards.here import council, note, or_not_here, reader, row_or_404
from plugins.standards.models import Action, Plan
from plugins.standards.plans import writing
from plugins.standards.plans.forms import LinkForm
from plugins.standards.visibility import DOES_ACTION
from plugins.standards.vocabulary import OPEN

MOST = 200  # open actions in one list: nobody chooses among more


@blueprint.route("/shows/<plugin>/<kind>/<uuid:id>", methods=["GET", "POST"])
@requires("standards.act")
def link_evidence(plugin: str, kind: str, id: UUID) -> Response:
    """Choose the action that this record shows."""
    ref = Ref(plugin, kind, id)
    found: Link = or_not_here(resolve(council(), ref))
    form = LinkForm()
    form.action.choices = _open_actions()
    if form.is_submitted() and form.validate():
        action: Action = row_or_404(Action, DOES_ACTION, id=UUID(form.action.data))
        begin_write()
        added = writing.show(action, reader().person_id, ref=ref)
        note("evidence_added", action)
        db.session.commit()
        flash("It is added." if added else "It stands there already. Nothing was changed.", "success")
        return redirect(url_for("standards.action", id=action.id))
    return page(
        "standards/link.html",
        form=form,
        found=found,
        any=bool(form.action.choices),
        status=400 if form.is_submitted() else 200,
    )


def _open_actions() -> list[SelectChoice]:
    query = (
        db.select(Action.id, Action.title, Plan.title.label("plan"))
        .join(Plan, (Plan.authority_id == Action.authority_id) & (Plan.id == Action.plan_id))
        .where(DOES_ACTION.criteria(reader(), Action), Action.status.in_(OPEN), Plan.ended_on.is_(None))
        .order_by(Plan.position, Action.position, Action.id)
        .limit(MOST)
    )
    return [SelectChoice(str(row.id), f"{row.title} ({row.plan})") for row in db.session.execute(query)]
