"""Pages of overrides: propose one, answer it, say that it was done, review it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.actor import Actor
from core.access.stamps import requires
from core.db import begin_write, db, utcnow
from core.hooks.values import Link
from core.people import sightings
from core.people.access import person_or_404
from core.people.forms import choices
from core.people.models import Person
from core.safeguarding import seeing
from core.safeguarding.alarms import send_now
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.models import DutyOverride
from core.safeguarding.release import overrides, rules, sealing
from core.safeguarding.release.override_forms import DoneForm, OverrideReviewForm, ProposeForm, StepForm
from core.safeguarding.store import LEAD, Store
from core.users.directory import names_of_members
from core.web.forms import Form
from core.web.render import page
from core.web.request import current_actor

WORK: Final = "safeguarding.work"
PAGE_NAME: Final = "Sharing against a refusal"
EXISTS: Final = "Something was shared or kept in spite of a no, because the law asks for it."


@dataclass(frozen=True)
class Ask:
    """One step: what it is called, its form and its button."""

    title: str
    form: type[Form]
    button: str


ASKS: Final[Mapping[str, Ask]] = {
    "approved": Ask("Approve it", StepForm, "Approve it"),
    "agreed_after": Ask("It was right to act", StepForm, "Save"),
    "refused": Ask("Refuse it", StepForm, "Refuse it"),
    "done": Ask("It is done", DoneForm, "Save"),
    "reviewed": Ask("Review it", OverrideReviewForm, "Save the review"),
}


@blueprint.get("/overrides")
@requires(WORK)
def override_list() -> ResponseReturnValue:
    """Every override that one may know of."""
    rows = list(db.session.scalars(overrides.seen(current_actor()).limit(200)))
    sightings.saw(PAGE_NAME, {row.person_id for row in rows}, secret=True)
    return page("safeguarding/overrides.html", rows=rows, people=_names(rows), rules=rules, now=utcnow())


@blueprint.route("/overrides/about/<uuid:person_id>", methods=["GET", "POST"])
@requires(WORK)
def override_about(person_id: UUID) -> ResponseReturnValue:
    """Propose one that belongs to no case."""
    found = person_or_404(person_id)
    sightings.saw(PAGE_NAME, (person_id,), secret=True)
    return _proposing([(found.id, found.name)], url_for("people.person", person_id=person_id))


@blueprint.route("/<store>/<uuid:case_id>/override", methods=["GET", "POST"])
@requires(WORK)
def override_in_case(store: str, case_id: UUID) -> ResponseReturnValue:
    """Propose one about somebody whom a case names."""
    of = seeing.store_of(store)
    seeing.one(of, case_id, "Form: sharing against a refusal")
    if db.session.scalar(select(of.case.id).where(of.works.criteria(current_actor()), of.case.id == case_id)) is None:
        abort(404)
    named = select(Person.id, Person.name).join(of.part, of.part.person_id == Person.id)
    people = [(row[0], row[1]) for row in db.session.execute(named.where(of.part.case_id == case_id))]
    return _proposing(people, url_for(".case", store=store, case_id=case_id), of, case_id)


@blueprint.get("/overrides/<uuid:override_id>")
@requires(WORK)
def override(override_id: UUID) -> ResponseReturnValue:
    """One override: its reasons, and what was said and done."""
    row, actor = _found(override_id), current_actor()
    steps = sealing.read(row)
    sightings.saw(PAGE_NAME, (row.person_id,), secret=True)
    return page(
        "safeguarding/override.html", row=row, steps=steps, rules=rules, people=_names([row]), asks=ASKS,
        staff=names_of_members(step.by_user_id for step in steps), may=overrides.may(row, actor), now=utcnow(),
    )  # fmt: skip


@blueprint.route("/overrides/<uuid:override_id>/<step>", methods=["GET", "POST"])
@requires(WORK)
def override_step(override_id: UUID, step: str) -> ResponseReturnValue:
    """Take a step."""
    row, ask = _found(override_id), ASKS.get(step) or abort(404)
    if step not in overrides.may(row, current_actor()):
        flash("That cannot be done now, or not by you. Nothing was changed.", "info")
        return redirect(url_for(".override", override_id=override_id))
    form = ask.form()
    if form.validate_on_submit():
        begin_write()
        held = overrides.locked(override_id) or abort(404)
        done = overrides.take(held, step, _said(form), current_actor())
        db.session.commit()
        flash("Saved." if done else "Somebody was faster. Nothing was changed.", "success" if done else "warning")
        return redirect(url_for(".override", override_id=override_id))
    return page("safeguarding/override_step.html", form=form, ask=ask, row=row, people=_names([row]))


def beside_agreements(actor: Actor, person_id: UUID) -> Link | None:
    """For a lead beside a person's agreements: that there is an override. Nothing for anybody else."""
    if not actor.can(LEAD):
        return None
    rows = overrides.of_person(actor, person_id)
    if not rows:
        return None
    return Link(EXISTS, url_for("safeguarding.override", override_id=rows[0].id))


def _proposing(
    people: list[tuple[UUID, str]], back: str, store: Store | None = None, case_id: UUID | None = None
) -> ResponseReturnValue:
    form = ProposeForm()
    form.person.choices = choices((str(person_id), name) for person_id, name in people)
    if form.validate_on_submit():
        begin_write()
        made = overrides.Proposal(
            id=form.record_id, person_id=UUID(form.person.data), days=form.days.data or 1,
            is_emergency=form.is_emergency.data, body=_said(form, but=("person", "is_emergency")), store=store,
            case_id=case_id,
        )  # fmt: skip
        override_id = overrides.propose(made, current_actor()).id
        db.session.commit()
        send_now()
        flash("Written down. The safeguarding leads hear of it now.", "success")
        return redirect(url_for(".override", override_id=override_id))
    return page("safeguarding/override_new.html", form=form, back=back, nobody=not people)


def _said(form: Form, but: Iterable[str] = ()) -> dict[str, Any]:
    left_out = {"csrf_token", "once", *but}
    return {name: value for name, value in form.data.items() if name not in left_out and value not in (None, "")}


def _found(override_id: UUID) -> DutyOverride:
    found: DutyOverride | None = db.session.scalar(
        overrides.seen(current_actor()).where(DutyOverride.id == override_id)
    )
    return found or abort(404)


def _names(rows: list[DutyOverride]) -> dict[UUID, str]:
    query = select(Person.id, Person.name).where(Person.id.in_({row.person_id for row in rows}))
    return {row[0]: row[1] for row in db.session.execute(query)} if rows else {}
