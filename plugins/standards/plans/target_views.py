"""Targets: the page of one with all its figures, making and changing it, typing in how far it is, ending it."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, local_today, page, requires
from plugins.standards.blueprint import blueprint
from plugins.standards.here import names_of, note, or_not_here, reader, row_or_404
from plugins.standards.models import Plan, Target
from plugins.standards.pages import form_page
from plugins.standards.plans import writing
from plugins.standards.plans.forms import EndForm, FigureForm, TargetForm
from plugins.standards.plans.progress import figures_of, put, target_progress
from plugins.standards.rules import with_unit
from plugins.standards.visibility import SEES_TARGET

WRITES = "standards.plan"
FIELDS = ("title", "number", "denominator", "of_what", "due_on", "source")


@blueprint.route("/targets/new", methods=["GET", "POST"])
@requires(WRITES)
def new_target() -> Response:
    """Add a target, to the plan that the address names or to none."""
    key = request.args.get("plan", "")
    plan = or_not_here(db.session.scalars(db.select(Plan).where(Plan.key == key)).one_or_none()) if key else None
    return _target_form(TargetForm(), None, plan)


@blueprint.route("/targets/<key>", methods=["GET", "POST"])
@requires("standards.view")
def target(key: str) -> Response:
    """One target and every figure that was counted or typed; whoever writes plans types in the next."""
    row: Target = row_or_404(Target, SEES_TARGET, key=key)
    form = FigureForm()
    types = reader().can(WRITES) and row.ended_on is None
    if form.is_submitted() and types and form.validate() and _is_past(form):
        begin_write()
        put(row, form.on_date.data, form.value.data or 0, "typed", form.note.data or "", reader().person_id)
        note("target_figure", row)
        db.session.commit()
        flash("The figure is kept.", "success")
        return redirect(url_for("standards.target", key=key))
    if not form.is_submitted():
        form.on_date.data = local_today()
    figures = figures_of(row.id)
    return page(
        "standards/target.html",
        target=row,
        progress=target_progress([key])[0],
        beside=target_progress([row.beside]) if row.beside else [],
        figures=figures,
        names=names_of(one.by_id for one in figures),
        form=form if types else None,
        today=local_today(),
        plan=db.session.get(Plan, row.plan_id) if row.plan_id else None,
        status=400 if form.is_submitted() else 200,
    )


@blueprint.route("/targets/<key>/edit", methods=["GET", "POST"])
@requires(WRITES)
def edit_target(key: str) -> Response:
    """Change a target."""
    row: Target = row_or_404(Target, key=key)
    return _target_form(TargetForm(obj=row), row, None)


@blueprint.route("/targets/<key>/end", methods=["GET", "POST"])
@requires("standards.end")
def end_target(key: str) -> Response:
    """End a target with its reason; its figures stay."""
    row: Target = row_or_404(Target, SEES_TARGET, key=key)
    form, back = EndForm(), url_for("standards.target", key=key)
    form.why.label.text = "Why does it end?"
    if form.is_submitted() and form.validate():
        begin_write()
        row.ended_on, row.ended_why = row.ended_on or local_today(), form.why.data or ""
        note("target_ended", row)
        db.session.commit()
        flash("The target has ended. Its figures stay.", "success")
        return redirect(back)
    return form_page(form, f"End “{row.title}”", (row.title, back))


def _target_form(form: TargetForm, row: Target | None, plan: Plan | None) -> Response:
    if form.is_submitted() and form.validate():
        begin_write()
        held = row or db.session.get(Target, form.record_id)
        saved = _save(form, held, plan)
        note("target_saved", saved)
        db.session.commit()
        flash("The target is saved.", "success")
        return redirect(url_for("standards.target", key=saved.key))
    if row is not None:
        return form_page(form, f"Change “{row.title}”", (row.title, url_for("standards.target", key=row.key)))
    back = url_for("standards.plan", key=plan.key) if plan else url_for("standards.plans")
    return form_page(form, "Add a target", (plan.title if plan else "Plans", back))


def _save(form: TargetForm, row: Target | None, plan: Plan | None) -> Target:
    title = form.title.data or ""
    made = row or Target(
        id=form.record_id,
        key=writing.new_key(Target, title),
        position=writing.next_position(Target),
        plan_id=plan.id if plan else None,
    )
    for name in FIELDS:
        setattr(made, name, form[name].data)
    made.of_what, made.source, made.unit = made.of_what or "", made.source or "", with_unit(form.unit.data or "")
    db.session.add(made)
    db.session.flush()
    return made


def _is_past(form: FigureForm) -> bool:
    if form.on_date.data > local_today():
        form.on_date.errors = ["That day is still to come. Enter the day on which it was so."]
        return False
    return True
