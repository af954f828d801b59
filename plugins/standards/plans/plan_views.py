"""Plans for staff: the list, the scorecard, making and ending them, priorities; and a plan as everybody reads it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, local_today, page, public, public_page, requires
from plugins.groups.api import Board
from plugins.standards.blueprint import blueprint
from plugins.standards.here import chosen, names_of, not_here, note, or_not_here, reader, row_or_404
from plugins.standards.models import Plan, Priority
from plugins.standards.pages import face_of, form_page
from plugins.standards.plans import listing, writing
from plugins.standards.plans.forms import EndForm, PlanForm, PriorityForm, RoundForm, offer_boards, offer_owners
from plugins.standards.plans.progress import target_progress
from plugins.standards.plans.rolling import roll_on
from plugins.standards.plans.scorecard import card_of
from plugins.standards.visibility import SEES_PLAN
from plugins.standards.vocabulary import ACTION_STATES, ACTION_TONES, MISSING, PRIORITY_STATES, PRIORITY_TONES

WRITES = "standards.plan"
WORDS: dict[str, Any] = {
    "states": ACTION_STATES,
    "tones": ACTION_TONES,
    "priority_states": PRIORITY_STATES,
    "priority_tones": PRIORITY_TONES,
    "missing": MISSING,
}


@blueprint.get("/plans")
@requires("standards.view")
def plans() -> Response:
    """Every plan with how many of its actions are open, done and late, and the targets of no plan."""
    ended = request.args.get("ended") == "yes"
    loose = [one for one in target_progress() if one.key in listing.loose_targets()]
    return page(
        "standards/plans.html", plans=listing.plans(ended=ended), ended=ended, targets=loose, today=local_today()
    )


@blueprint.route("/plans/new", methods=["GET", "POST"])
@requires(WRITES)
def new_plan() -> Response:
    """Add a plan."""
    return _plan_form(PlanForm(), None, "Add a plan")


@blueprint.get("/plans/<key>")
@requires("standards.view")
def plan(key: str) -> Response:
    """The scorecard: each priority with its owner, actions, what shows them, its targets and where it stands."""
    found = _plan(key)
    boards = dict(db.session.execute(db.select(Board.key, Board.name).where(Board.key.in_(found.boards))).all())
    return page(
        "standards/plan.html",
        plan=found,
        card=card_of(found),
        owner=names_of([found.owner_id]).get(found.owner_id) if found.owner_id else None,
        boards=[boards.get(one, one) for one in found.boards],
        today=local_today(),
        **WORDS,
    )


@blueprint.route("/plans/<key>/edit", methods=["GET", "POST"])
@requires(WRITES)
def edit_plan(key: str) -> Response:
    """Change a plan."""
    found = _plan(key)
    form = PlanForm(obj=found)
    if not form.is_submitted():
        form.owner.data, form.boards.data = str(found.owner_id or ""), list(found.boards)
    return _plan_form(form, found, f"Change “{found.title}”")


@blueprint.route("/plans/<key>/end", methods=["GET", "POST"])
@requires("standards.end")
def end_plan(key: str) -> Response:
    """End a plan with its reason; its actions and all that shows them stay."""
    found, form = _plan(key), EndForm()
    back = url_for("standards.plan", key=key)
    if found.ended_on is not None:
        flash("This plan has ended already. Nothing was changed.", "warning")
        return redirect(back)
    form.why.label.text = "Why does it end?"
    if form.is_submitted() and form.validate():
        begin_write()
        found.ended_on, found.ended_why = local_today(), form.why.data
        note("plan_ended", found)
        db.session.commit()
        flash("The plan has ended. Everything that was done under it stays.", "success")
        return redirect(back)
    return form_page(form, f"End “{found.title}”", (found.title, back))


@blueprint.route("/plans/<key>/next", methods=["GET", "POST"])
@requires(WRITES)
def next_round(key: str) -> Response:
    """Take what is still open into the plan's next round."""
    found, form = _plan(key), RoundForm()
    if form.is_submitted() and form.validate():
        if found.ended_on is not None and db.session.get(Plan, form.record_id) is None:
            flash("This plan has ended already, so no round was begun. Nothing was changed.", "warning")
            return redirect(url_for("standards.plan", key=key))
        begin_write()
        made = roll_on(
            found, form.record_id, form.title.data or "", form.starts_on.data, form.until.data, reader().person_id
        )
        note("plan_rolled_on", made)
        db.session.commit()
        flash("The next round has begun. Give each action its new day.", "success")
        return redirect(url_for("standards.plan", key=made.key))
    lede = "Priorities, targets and open actions go on; what was done stays with this round."
    return form_page(
        form, f"Next round of “{found.title}”", (found.title, url_for("standards.plan", key=key)), lede=lede
    )


@blueprint.post("/plans/<key>/again")
@requires("standards.end")
def take_up_plan(key: str) -> Response:
    """Take up a plan that ended."""
    found = _plan(key)
    begin_write()
    found.ended_on, found.ended_why = None, ""
    note("plan_taken_up", found)
    db.session.commit()
    flash("The plan goes on.", "success")
    return redirect(url_for("standards.plan", key=key))


@blueprint.route("/plans/<key>/priorities/new", methods=["GET", "POST"])
@requires(WRITES)
def new_priority(key: str) -> Response:
    """Add a priority to a plan."""
    return _priority_form(PriorityForm(), _plan(key), None)


@blueprint.route("/priorities/<uuid:id>", methods=["GET", "POST"])
@requires(WRITES)
def edit_priority(id: UUID) -> Response:
    """Change a priority: its words, whose it is."""
    row: Priority = row_or_404(Priority, id=id)
    form = PriorityForm(obj=row)
    if not form.is_submitted():
        form.owner.data = str(row.owner_id or "")
    return _priority_form(form, row.plan, row)


@blueprint.get("/what-we-do/<key>")
@public("a plan is here once staff have marked it to be shown; any other is the neutral 404")
@public_page
def public_plan(key: str) -> Response:
    """A plan as everybody reads it: priorities, actions, days and states, with posts and never names."""
    found = db.session.scalars(db.select(Plan).where(Plan.key == key, Plan.shown.is_(True))).one_or_none()
    if not chosen().public_plans:
        not_here()
    card = card_of(or_not_here(found))
    return page(
        "standards/public_plan.html", face=face_of(reader()), plan=found, card=card, today=local_today(), **WORDS
    )


def _plan_form(form: PlanForm, row: Plan | None, title: str) -> Response:
    offer_owners(form, writing.owners(), row.owner_id if row else None)
    offer_boards(form, listing.boards(), row.boards if row else ())
    if form.is_submitted() and form.validate():
        begin_write()
        saved = _save_plan(form, row or db.session.get(Plan, form.record_id))
        note("plan_saved", saved)
        db.session.commit()
        flash("The plan is saved.", "success")
        return redirect(url_for("standards.plan", key=saved.key))
    back = url_for("standards.plan", key=row.key) if row else url_for("standards.plans")
    return form_page(form, title, (row.title if row else "Plans", back))


def _save_plan(form: PlanForm, row: Plan | None) -> Plan:
    title = form.title.data or ""
    made = row or Plan(id=form.record_id, key=writing.new_key(Plan, title), position=writing.next_position(Plan))
    for name in ("title", "about", "starts_on", "until", "review_on", "source", "shown"):
        setattr(made, name, form[name].data)
    made.boards = list(form.boards.data or [])
    made.owner_id = UUID(form.owner.data) if form.owner.data else None
    db.session.add(made)
    db.session.flush()
    return made


def _priority_form(form: PriorityForm, plan: Plan, row: Priority | None) -> Response:
    offer_owners(form, writing.owners(), row.owner_id if row else None)
    back = url_for("standards.plan", key=plan.key)
    if form.is_submitted() and form.validate():
        begin_write()
        made = row or db.session.get(Priority, form.record_id) or _new_priority(form, plan)
        made.title, made.about, made.owner_post = form.title.data, form.about.data or "", form.owner_post.data or ""
        made.owner_id = UUID(form.owner.data) if form.owner.data else None
        db.session.add(made)
        db.session.flush()
        note("priority_saved", made)
        db.session.commit()
        flash("The priority is saved.", "success")
        return redirect(back)
    return form_page(form, "Change a priority" if row else "Add a priority", (plan.title, back))


def _new_priority(form: PriorityForm, plan: Plan) -> Priority:
    key = writing.new_key(Priority, form.title.data or "", plan_id=plan.id)
    position = writing.next_position(Priority, plan_id=plan.id)
    return Priority(id=form.record_id, plan_id=plan.id, key=key, position=position)


def _plan(key: str) -> Plan:
    found: Plan = row_or_404(Plan, SEES_PLAN, key=key)
    return found
