"""Pages of legal holds: which stand, making one about a person or a class of record, and ending it."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.stamps import requires
from core.clock import by_the_clock, local_today
from core.data_rights.retention import holds
from core.data_rights.retention.forms import EndForm, HoldForm
from core.data_rights.retention.models import LegalHold
from core.data_rights.retention.periods import RECORDS
from core.data_rights.subject import subject_of
from core.db import db
from core.people.models import Person
from core.people.names import fold
from core.people.shared import names_of
from core.users.directory import names_of_members
from core.web.forms import create_once
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("holds", __name__, url_prefix="/holds")


@blueprint.get("")
@requires("keeping.decide")
def listing() -> ResponseReturnValue:
    """Every hold, those that stand first."""
    today = local_today()
    rows = sorted(holds.all_holds(), key=lambda row: not holds.stands(row, today))
    return page(
        "data_rights/holds.html",
        face="worker",
        rows=[(row, holds.stands(row, today)) for row in rows],
        people=names_of(Person, {row.person_id for row in rows}),
        records=RECORDS,
        names=names_of_members({row.made_by for row in rows} | {row.ended_by for row in rows}),
        local=by_the_clock,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires("keeping.decide")
def new() -> ResponseReturnValue:
    """Make one."""
    form = HoldForm()
    if form.validate_on_submit():
        person_id = _person(form) if form.about.data == "person" else None
        if not form.person.errors:
            return _made(form, person_id)
    status = 400 if form.is_submitted() else 200
    return page("data_rights/hold_new.html", face="worker", status=status, form=form)


@blueprint.route("/<uuid:hold_id>/end", methods=["GET", "POST"])
@requires("keeping.decide")
def end(hold_id: UUID) -> ResponseReturnValue:
    """End one, with the reason."""
    hold = db.session.get(LegalHold, hold_id) or abort(404)
    form = EndForm()
    if hold.ended_at is not None:
        flash("This hold was ended already. Nothing was changed.")
        return redirect(url_for("keeping.holds.listing"))
    if form.validate_on_submit():
        holds.end(hold, form.why.data or "", current_actor().user_id)
        db.session.commit()
        flash("The hold is ended. What is due can be deleted again.", "success")
        return redirect(url_for("keeping.holds.listing"))
    status = 400 if form.is_submitted() else 200
    return page("data_rights/hold_end.html", face="worker", status=status, form=form, title=_title(hold))


def _made(form: HoldForm, person_id: UUID | None) -> ResponseReturnValue:
    def make(record_id: UUID) -> LegalHold:
        return LegalHold(
            id=record_id,
            person_id=person_id,
            record="" if person_id else form.record.data,
            reason=form.reason.data or "",
            until=form.until.data,
            made_by=current_actor().user_id,
        )

    hold, is_new = create_once(LegalHold, form, make)
    if is_new:
        holds.make(hold)
        db.session.commit()
    flash("The hold stands from now on.", "success")
    return redirect(url_for("keeping.holds.listing"))


def _person(form: HoldForm) -> UUID | None:
    """The person who was typed; where there is none, or more than one, the form says so."""
    typed = form.person.data or ""
    subject = subject_of(typed)
    if subject.person_ids and subject.is_known:
        return subject.person_ids[0]
    named = (Person.sort_name == fold(typed)[:200], Person.merged_into_id.is_(None))
    found = list(db.session.scalars(select(Person.id).where(*named).limit(2)))
    if len(found) == 1:
        return found[0]
    form.person.errors = [
        "There is more than one person of this name: open the right record and take the number from its address"
        if found
        else "Nobody of this name, user name or number is known here"
    ]
    return None


def _title(hold: LegalHold) -> str:
    if hold.person_id is None:
        return RECORDS.get(hold.record, hold.record)
    return str(names_of(Person, {hold.person_id}).get(hold.person_id, "Somebody"))
