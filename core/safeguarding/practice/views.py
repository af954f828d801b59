"""Pages of safe practice: which adults are cleared, the checks of each, and one's own."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.stamps import requires, signed_in
from core.clock import local_today
from core.db import begin_write, db
from core.people import sightings
from core.people.models import Person
from core.people.names import fold
from core.safeguarding.models import AdultCheck
from core.safeguarding.practice import checks
from core.safeguarding.practice.forms import CheckForm, LineForm, WithdrawForm
from core.safeguarding.practice.rules import CHECKS, LEVELS
from core.users.directory import names_of_members
from core.web.forms import Form, create_once
from core.web.render import page
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

blueprint = Blueprint("practice", __name__, url_prefix="/<authority>/safe-practice")
WHO_IS_CLEARED = gettext_noop("Which adults have their checks")
CHECKS_OF_ONE = gettext_noop("The checks of an adult who runs groups")
MOST_FOUND = 8
YOUNG = "young_person"


@blueprint.get("/")
@requires("practice.view")
def listing() -> ResponseReturnValue:
    """Who is cleared and until when; what is missing only for those who keep checks."""
    words, authority = request.args.get("find", "").strip()[:100], required_authority()
    found = checks.adults(authority, local_today(), words)
    sightings.saw(WHO_IS_CLEARED, (one.person_id for one in found))
    return page(
        "safeguarding/practice.html",
        face="worker",
        adults=sorted(found, key=lambda one: one.standing.is_cleared),
        words=words,
        rule=checks.rule_of(authority),
        titles=CHECKS,
        keeps=current_actor().can("practice.keep"),
    )


@blueprint.get("/<uuid:person_id>")
@requires("practice.keep")
def adult(person_id: UUID) -> ResponseReturnValue:
    """One adult: each check, who leads them, and what they still need."""
    person = _adult_or_404(person_id)
    sightings.saw(CHECKS_OF_ONE, (person_id,))
    return page("safeguarding/practice_adult.html", face="worker", person=person, **_shown(person))


@blueprint.route("/<uuid:person_id>/checks/<kind>", methods=["GET", "POST"])
@requires("practice.keep")
def add(person_id: UUID, kind: str) -> ResponseReturnValue:
    """Write down a check that one saw; nobody writes down their own."""
    person, form, rule = _adult_or_404(person_id), CheckForm(), checks.rule_of(required_authority())
    if kind not in CHECKS or person_id == current_actor().person_id:
        abort(404)
    form.offer(kind)
    sightings.saw(CHECKS_OF_ONE, (person_id,))
    if form.validate_on_submit():
        return _added(person, kind, form, form.values(kind, rule.renew_months))
    return page(
        "safeguarding/practice_check.html",
        face="worker",
        form=form,
        person=person,
        what=CHECKS[kind],
        months=rule.renew_months.get(kind),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.route("/checks/<uuid:check_id>/withdraw", methods=["GET", "POST"])
@requires("practice.keep")
def withdraw(check_id: UUID) -> ResponseReturnValue:
    """Say that a check does not count any more; it stays to be read."""
    begin_write()
    check = db.session.scalar(select(AdultCheck).where(AdultCheck.id == check_id)) or abort(404)
    person, form = _adult_or_404(check.person_id), WithdrawForm()
    sightings.saw(CHECKS_OF_ONE, (person.id,))
    if form.validate_on_submit():
        checks.withdraw(check, form.why.data or "", local_today(), current_actor().user_id)
        person_id = person.id
        db.session.commit()
        flash("It does not count any more.", "success")
        return redirect(url_for("practice.adult", person_id=person_id))
    status = 400 if form.is_submitted() else 200
    what = CHECKS.get(check.kind, check.kind)
    return page(
        "safeguarding/practice_withdraw.html", face="worker", form=form, person=person, what=what, status=status
    )


@blueprint.route("/<uuid:person_id>/line", methods=["GET", "POST"])
@requires("practice.keep")
def line(person_id: UUID) -> ResponseReturnValue:
    """Say who leads an adult."""
    person, form = _adult_or_404(person_id), LineForm()
    form.offer(checks.managers())
    sightings.saw(CHECKS_OF_ONE, (person_id,))
    if form.validate_on_submit():
        checks.led_by(person_id, form.manager_user_id, current_actor().user_id)
        db.session.commit()
        flash("Saved.", "success")
        return redirect(url_for("practice.adult", person_id=person_id))
    if not form.is_submitted():
        row = checks.practice_of(person_id)
        form.manager.data = str(row.line_manager_user_id or "") if row else ""
    status = 400 if form.is_submitted() else 200
    return page("safeguarding/practice_line.html", face="worker", form=form, person=person, status=status)


@blueprint.route("/add", methods=["GET", "POST"])
@requires("practice.keep")
def take_on() -> ResponseReturnValue:
    """Find an adult of the record who is no worker, such as a volunteer, and keep their checks from now on."""
    words, form = request.args.get("find", "").strip()[:100], Form()
    found = _called(words)
    if form.validate_on_submit():
        person = _adult_or_404(_id_sent())
        checks.take_on(person.id, current_actor().user_id)
        person_id = person.id
        db.session.commit()
        return redirect(url_for("practice.adult", person_id=person_id))
    sightings.saw(WHO_IS_CLEARED, (row.id for row in found))
    return page("safeguarding/practice_add.html", face="worker", form=form, words=words, found=found)


@blueprint.get("/mine")
@signed_in("every adult may see which checks of theirs are kept, and who saw them")
def mine() -> ResponseReturnValue:
    """My own checks, as they are kept."""
    person_id = current_actor().person_id
    person = db.session.scalar(select(Person).where(Person.id == person_id)) if person_id else None
    if person is None or not checks.is_kept(person):
        abort(404)
    return page("safeguarding/practice_mine.html", person=person, **_shown(person))


def _shown(person: Person) -> dict[str, Any]:
    held, row = checks.of_person(person.id), checks.practice_of(person.id)
    authority, today = required_authority(), local_today()
    names = names_of_members([row.line_manager_user_id if row else None, *(one.seen_by_user_id for one in held)])
    return {
        "held": held,
        "stands": checks.standings(authority, [person.id], today)[person.id],
        "rule": checks.rule_of(authority),
        "titles": CHECKS,
        "levels": LEVELS,
        "names": names,
        "manager": names.get(row.line_manager_user_id, "") if row and row.line_manager_user_id else "",
        "today": today,
        "is_me": person.id == current_actor().person_id,
    }


def _added(person: Person, kind: str, form: CheckForm, values: dict[str, Any]) -> ResponseReturnValue:
    actor, person_id, name = current_actor(), person.id, person.name
    checks.take_on(person_id, actor.user_id)
    made = {**values, "seen_by_user_id": actor.user_id}
    check, is_new = create_once(AdultCheck, form, lambda id: checks.recorded(person_id, kind, id=id, **made))
    if is_new:
        checks.written_down(check, actor.user_id)
    db.session.commit()
    flash(f"Saved for {name}.", "success")
    return redirect(url_for("practice.adult", person_id=person_id))


def _adult_or_404(person_id: UUID | None) -> Person:
    """An adult of this council's record; a child has no checks."""
    here = (Person.id == person_id, Person.kind != YOUNG, Person.merged_into_id.is_(None))
    found: Person | None = db.session.scalar(select(Person).where(*here))
    return found or abort(404)


def _id_sent() -> UUID | None:
    try:
        return UUID(request.form.get("person_id", ""))
    except ValueError:
        return None


def _called(words: str) -> list[Any]:
    """Adults whose name holds these words; none before somebody looked."""
    if not words:
        return []
    here = [Person.kind != YOUNG, Person.merged_into_id.is_(None), Person.left_on.is_(None)]
    here += [Person.find_text.contains(word, autoescape=True) for word in fold(words).split()]
    query = select(Person.id, Person.name, Person.kind).where(*here)
    return list(db.session.execute(query.order_by(Person.sort_name).limit(MOST_FOUND)))
