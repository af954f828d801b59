"""The desk of the data protection officer: what was asked, how long there is, and the next step of each request."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, select

from core import jobs, notify
from core.access.stamps import requires
from core.clock import local_today
from core.data_rights.requests import folders, packing, restricting, rules
from core.data_rights.requests.blueprints import desk as blueprint
from core.data_rights.requests.desk_forms import AssignForm, StepForm
from core.data_rights.requests.handling import (
    StepRefused,
    clock_of,
    facts,
    is_off_in,
    state_of,
    step_on,
    take,
)
from core.data_rights.requests.listing import Line, closed_lines, open_lines, to_look_over
from core.data_rights.requests.models import RightsRequest
from core.data_rights.requests.standing import standing
from core.data_rights.requests.words import STAFF_KINDS, STATES, STEPS
from core.db import begin_write, db
from core.people.forms import choices
from core.people.models import Person
from core.users.models import Membership, MembershipRole
from core.web.forms import Form
from core.web.render import page
from core.web.request import current_actor, required_authority

HINTS: Final[Mapping[str, str]] = {
    "identity_asked": "You have asked them to show who they are. The clock stands still until they do.",
    "clarity_asked": "You have asked what they mean. Write the question: they read it on their own page.",
    "clarity_given": "They have answered. The clock runs again from today.",
    "extended": "Two more months, where the request is complex. Say why within the first month; what you write here is "
    "shown on their own page.",
    "refused": "Say no, with the reason and how they can complain. What you write is shown on their own page.",
    "withdrawn": "They have told you that they no longer want it.",
    "grave_asked": "What could put somebody in danger, if there is any, stays out of a copy. Ask a safeguarding lead "
    "whether it may go into this one.",
    "redacted": "You have gone through everything. Somebody else now looks it over; you cannot do that yourself.",
    "sent": "The person can download the copy on their own page for 30 days.",
    "handed_over": "You have handed the copy over yourself, on paper or on a stick. Write to whom and how.",
    "acknowledged": "You have told them that you have the complaint and are looking into it. The law gives 30 days.",
    "outcome": "What came of it. What you write is shown on their own page.",
    "done": "It is done. What you write is shown on their own page.",
    "lifted": "The record may be used again. Tell the person before you lift it.",
    "note": "For whoever handles this after you. It is part of what the person may ask to see.",
}
BY_THEMSELVES: Final = frozenset(HINTS)
"""Steps that need no more than a reason; the others have a page of their own."""


@blueprint.get("/")
@requires("rights.handle")
def listing() -> ResponseReturnValue:
    """Everything that was asked: overdue first."""
    authority, actor = required_authority(), current_actor()
    waiting, closed = open_lines(authority, actor), closed_lines(authority, actor)
    return page(
        "data_rights/desk.html", waiting=waiting, closed=closed, overdue=sum(one.overdue for one in waiting),
        names=_names(waiting), kinds=STAFF_KINDS, states=STATES, looks=len(to_look_over(authority, actor)),
    )  # fmt: skip


@blueprint.get("/requests/<uuid:request_id>")
@requires("rights.handle")
def one(request_id: UUID) -> ResponseReturnValue:
    """One request: who asks about whom, its time, what was done, and what can be done next."""
    asked, authority = found(request_id), required_authority()
    here = facts(asked)
    may = rules.next_steps(here, asked.steps, current_actor().user_id, local_today(), is_off_in(authority))
    return page(
        "data_rights/desk_one.html", asked=asked, state=state_of(asked), clock=clock_of(authority, asked),
        may=may, standing=standing(asked), by_themselves=[step for step in may if step in BY_THEMSELVES],
        kinds=STAFF_KINDS, states=STATES, steps=STEPS, today=local_today(), names=names_of_staff(asked), form=Form(),
        has_found=(folders.folder(authority.id, asked.id) / folders.FOUND).is_file(),
    )  # fmt: skip


@blueprint.route("/requests/<uuid:request_id>/step/<step>", methods=["GET", "POST"])
@requires("rights.handle")
def step(request_id: UUID, step: str) -> ResponseReturnValue:
    """Take a step that needs no more than a reason."""
    asked = found(request_id)
    if step not in BY_THEMSELVES:
        abort(404)
    form = StepForm()
    if form.validate_on_submit():
        try:
            return _taken(asked, step, form.why.data or "")
        except StepRefused as refused:
            db.session.rollback()
            form.why.errors = [str(refused)]
    return page(
        "data_rights/desk_step.html", form=form, asked=found(request_id), step=step, title=STEPS[step],
        hint=HINTS[step],
    )  # fmt: skip


@blueprint.post("/requests/<uuid:request_id>/gather")
@requires("rights.handle")
def gather(request_id: UUID) -> ResponseReturnValue:
    """Have everything searched for; the search runs by itself and takes seconds."""
    begin_write()
    asked = found(request_id)
    if asked.person_id is None:
        flash("Say first whose record it is about. Nothing was searched for.", "info")
    else:
        jobs.enqueue("rights.gather", {"request_id": asked.id}, key=f"{asked.id}:{len(asked.steps)}")
        flash("The search has begun. Reload this page in a minute: what was found will be here.", "success")
    db.session.commit()
    return redirect(url_for(".one", request_id=request_id))


@blueprint.route("/requests/<uuid:request_id>/assign", methods=["GET", "POST"])
@requires("rights.handle")
def assign(request_id: UUID) -> ResponseReturnValue:
    """Say who looks after the request."""
    asked, form = found(request_id), AssignForm()
    officers = _officers()
    form.to.choices = choices((str(user_id), name) for user_id, name in officers)
    if form.validate_on_submit():
        begin_write()
        asked = found(request_id)
        asked.assigned_to = UUID(form.to.data)
        take(asked, "assigned", current_actor().user_id, detail={"to": form.to.data})
        db.session.commit()
        flash("Assigned.", "success")
        return redirect(url_for(".one", request_id=request_id))
    return page("data_rights/desk_assign.html", form=form, asked=asked)


def found(request_id: UUID) -> RightsRequest:
    """The request, unless it is about whoever looks, or they asked it: then somebody else handles it."""
    asked, actor = db.session.get(RightsRequest, request_id), current_actor()
    if asked is None or asked.asked_by == actor.user_id:
        abort(404)
    if actor.person_id is not None and actor.person_id in (asked.person_id, asked.asker_id):
        abort(404)
    return asked


def names_of_staff(asked: RightsRequest) -> dict[UUID, str]:
    """What this council calls those who took the steps."""
    ids = {taken.by for taken in asked.steps if taken.by} | ({asked.assigned_to} if asked.assigned_to else set())
    return _called(ids)


def _taken(asked: RightsRequest, step: str, why: str) -> ResponseReturnValue:
    authority, by = required_authority(), current_actor().user_id
    taken = step_on(authority, asked, step, by, why)
    if step in ("sent", "handed_over") and not (folders.folder(authority.id, asked.id) / folders.COPY).is_file():
        packing.pack(authority, asked)
    if asked.kind == "restriction" and step in ("done", "lifted"):
        restricting.follow(asked, step, taken.why)
    if step == "sent" and asked.asker_id is not None:
        mine = f"/{authority.slug}/me/requests/"
        notify.tell([asked.asker_id], "rights.ready", mine, key=f"rights.ready:{asked.id}")
    db.session.commit()
    flash(f"{STEPS[step]}.", "success")
    return redirect(url_for(".one", request_id=asked.id))


def _officers() -> list[tuple[UUID, str]]:
    """Those who may handle requests here."""
    handles = MembershipRole.role == "data_protection_officer"
    query = select(Membership.user_id, Membership.name).join(Membership.held).where(handles, *_live())
    return [(row.user_id, row.name) for row in db.session.execute(query.order_by(Membership.name))]


def _live() -> tuple[ColumnElement[bool], ...]:
    here = Membership.authority_id == required_authority().id
    return (here, Membership.ended_at.is_(None), Membership.accepted_at.is_not(None))


def _called(ids: Iterable[UUID]) -> dict[UUID, str]:
    here = Membership.authority_id == required_authority().id
    rows = db.session.execute(select(Membership.user_id, Membership.name).where(here, Membership.user_id.in_(set(ids))))
    return {row.user_id: row.name for row in rows}


def _names(lines: Iterable[Line]) -> dict[UUID, str]:
    """Names of the people that the requests are about, in one query."""
    ids = {line.asked.person_id for line in lines if line.asked.person_id}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))) if ids else ()
    return {row.id: row.name for row in rows}
