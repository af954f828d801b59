"""Who stands in for a child: seen, added, checked, changed, ended; and who is kept away from them.

Every change is followed through: what an adult agreed to stops counting on the next request once they may no longer
decide. That somebody is kept away is never shown to them, nor does anything they see differ by it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlalchemy.orm.exc import StaleDataError

from core import audit
from core.access.actor import Actor
from core.access.stamps import requires
from core.clock import local_today
from core.consent.consequences import followed
from core.consent.relationship_forms import KIND_WORDS, NEW, AddForm, FlagForm, RightsForm
from core.consent.wording import askable
from core.db import db
from core.hooks.values import Panel, Ref
from core.people import sightings
from core.people.access import person_or_404
from core.people.models import Person
from core.people.names import fold
from core.people.relationships.models import Relationship
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

blueprint = Blueprint("relationships", __name__, url_prefix="/<authority>/people")
SEEN = gettext_noop("Who stands in for somebody")
MOST_FOUND = 8
CLASH = "Somebody else has just changed this. Your changes are below and not saved: compare, then save again."


def panel(actor: Actor, person_id: UUID) -> Sequence[Panel]:
    """The block on a person's page: who stands in for them, or for whom they do."""
    if not actor.can("relationships.view"):
        return ()
    adults, children = _rows(Relationship.child_id, person_id), _rows(Relationship.adult_id, person_id)
    shown = {"person_id": person_id, "adults": adults, "children": children, "kinds": KIND_WORDS}
    return (Panel("Who stands in for whom", "consent/panel_relationships.html", shown, order=6),)


@blueprint.get("/<uuid:person_id>/relationships")
@requires("relationships.view")
def around(person_id: UUID) -> ResponseReturnValue:
    """The adults around a child, or the children around an adult."""
    person = person_or_404(person_id)
    sightings.saw(SEEN, (person_id,))
    today = local_today()
    adults, children = _rows(Relationship.child_id, person_id), _rows(Relationship.adult_id, person_id)
    titles = {purpose.name: purpose.title for purpose in askable()}
    return page(
        "consent/relationships.html",
        person=person,
        adults=adults,
        children=children,
        kinds=KIND_WORDS,
        titles=titles,
        today=today,
    )


@blueprint.route("/<uuid:person_id>/relationships/add", methods=["GET", "POST"])
@requires("relationships.edit")
def add(person_id: UUID) -> ResponseReturnValue:
    """Say who stands in for a child."""
    child, words = person_or_404(person_id), request.args.get("find", "").strip()[:100]
    form = AddForm()
    form.offer(askable())
    form.offer_people(_adults_called(words, person_id))
    if form.validate_on_submit() and _added(child, form):
        return redirect(url_for("relationships.around", person_id=person_id))
    sightings.saw(SEEN, (person_id,))
    return page("consent/relationship_add.html", form=form, person=child, words=words)


@blueprint.route("/relationships/<uuid:relationship_id>", methods=["GET", "POST"])
@requires("relationships.edit")
def edit(relationship_id: UUID) -> ResponseReturnValue:
    """Change what an adult may do for a child, or end it."""
    found = _found(relationship_id)
    child = person_or_404(found.child_id)
    form = RightsForm(**_present(found)) if request.method == "GET" else RightsForm()
    form.offer(askable())
    if form.validate_on_submit() and _saved(found, form):
        flash("Saved.", "success")
        return redirect(url_for("relationships.around", person_id=child.id))
    sightings.saw(SEEN, (child.id,))
    return page("consent/relationship_edit.html", form=form, person=child, name=_name(found), relationship=found)


@blueprint.route("/relationships/<uuid:relationship_id>/kept-away", methods=["GET", "POST"])
@requires("relationships.flag")
def keep_away(relationship_id: UUID) -> ResponseReturnValue:
    """Say that an adult is kept from a child, or is not any more."""
    found = _found(relationship_id)
    child = person_or_404(found.child_id)
    sightings.saw(SEEN, (child.id,), secret=True)
    form = FlagForm(obj=found) if request.method == "GET" else FlagForm()
    if form.validate_on_submit() and _flagged(found, form):
        flash("Saved. It holds from the next page that anybody opens.", "success")
        return redirect(url_for("relationships.around", person_id=child.id))
    return page("consent/relationship_flag.html", form=form, person=child, name=_name(found))


def _rows(column: Any, person_id: UUID) -> list[Any]:
    """Relationships in which somebody stands on one side, with the other side's name."""
    other = aliased(Person)
    far = Relationship.adult_id if column is Relationship.child_id else Relationship.child_id
    query = (
        select(Relationship, other.id.label("other_id"), other.name)
        .outerjoin(other, (other.authority_id == Relationship.authority_id) & (other.id == far))
        .where(column == person_id)
        .order_by(Relationship.ends_on.is_not(None), Relationship.made_at)
    )
    return list(db.session.execute(query))


def _adults_called(words: str, child_id: UUID) -> list[Any]:
    """Parents, carers and partners whose name holds the words; none before somebody looked."""
    if not words:
        return []
    query = select(Person.id, Person.name).where(
        Person.find_text.contains(fold(words), autoescape=True),
        Person.kind != "young_person",
        Person.merged_into_id.is_(None),
        Person.left_on.is_(None),
        Person.id != child_id,
    )
    return list(db.session.execute(query.order_by(Person.sort_name).limit(MOST_FOUND)))


def _added(child: Person, form: AddForm) -> bool:
    child_id = child.id
    try:
        with followed(child_id):
            adult_id = _new_adult(form) if form.adult.data == NEW else form.adult_id
            made = Relationship(id=form.record_id, child_id=child_id, adult_id=adult_id)
            _apply(made, form)
            if db.session.get(Relationship, form.record_id) is None:
                db.session.add(made)
                db.session.flush()
                _note("relationship.added", made)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        form.adult.errors = ["This adult is recorded in this place already. Nothing was saved: change that entry."]
        return False
    flash("Saved. They can decide what you said." if form.checked.data else "Saved. Now check it.", "success")
    return True


def _new_adult(form: AddForm) -> UUID:
    made = Person(kind="parent_carer", name=form.name.data, phone=form.phone.data, email=form.email.data or "")
    db.session.add(made)
    db.session.flush()
    audit.record("person.added", Ref("core", "person", made.id), by=current_actor().user_id)
    return made.id


def _saved(found: Relationship, form: RightsForm) -> bool:
    if form.version.data and form.version.data != str(found.version):
        form.kind.errors = [CLASH]
        return False
    try:
        with followed(found.child_id):
            _apply(found, form)
            db.session.flush()
            _note("relationship.changed", found)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        form.kind.errors = [CLASH]
        return False
    return True


def _apply(found: Relationship, form: RightsForm) -> None:
    found.kind = form.kind.data
    found.parental_responsibility = bool(form.parental_responsibility.data)
    found.delegated = sorted(form.delegated.data or ())
    found.emergency_contact = bool(form.emergency_contact.data)
    found.ends_on = form.ends_on.data
    checked_before = found.verified_on
    found.verified_on = (checked_before or local_today()) if form.checked.data else None
    found.verified_how = (form.verified_how.data or "") if form.checked.data else ""
    found.verified_by_user_id = current_actor().user_id if form.checked.data else None


def _flagged(found: Relationship, form: FlagForm) -> bool:
    if form.version.data and form.version.data != str(found.version):
        form.no_contact.errors = [CLASH]
        return False
    with followed(found.child_id):
        found.no_contact, found.court_order = bool(form.no_contact.data), bool(form.court_order.data)
        found.flag_note = form.flag_note.data or ""
        db.session.flush()
        # The action's name keeps it from everybody's own copy: an adult must not learn of it from the record.
        audit.record(f"{audit.SECRET}relationship", Ref("core", "relationship", found.id), by=current_actor().user_id)
    db.session.commit()
    return True


def _present(found: Relationship) -> dict[str, Any]:
    names = ("kind", "parental_responsibility", "delegated", "emergency_contact", "verified_how", "ends_on", "version")
    return {name: getattr(found, name) for name in names} | {"checked": found.verified_on is not None}


def _found(relationship_id: UUID) -> Relationship:
    found: Relationship | None = db.session.scalar(select(Relationship).where(Relationship.id == relationship_id))
    return found or abort(404)


def _name(found: Relationship) -> str:
    return found.adult.name if found.adult else "the council"


def _note(action: str, found: Relationship) -> None:
    people = (found.child_id, found.adult_id)
    detail = {"kind": found.kind, "checked": found.verified_on is not None}
    about = Ref("core", "relationship", found.id)
    audit.record(action, about, detail=detail, by=current_actor().user_id, people=people)
