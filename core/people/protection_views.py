"""The page on which a practitioner or a safeguarding lead protects a person or ends it, and what their page says."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired

from core.access.stamps import requires
from core.clock import by_the_clock
from core.db import db
from core.people import protection, sightings
from core.people.access import person_or_404
from core.people.forms import choices
from core.people.models import Person
from core.web.forms import Form, RadioField
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("protection", __name__)


class ProtectionForm(Form):
    """Which kind of reason there is."""

    reason = RadioField("Why?", validators=[InputRequired("Choose the reason that fits best")])


@dataclass(frozen=True)
class Shown:
    """What the block on a person's page says; `since` is "" where nothing was ever recorded."""

    is_protected: bool
    since: str


@blueprint.route("/<uuid:person_id>/protection", methods=["GET", "POST"])
@requires("people.protect")
def change(person_id: UUID) -> ResponseReturnValue:
    """Protect a person, or end it, with the kind of reason there is."""
    found = person_or_404(person_id)
    sightings.saw("Whether somebody is kept safe", (person_id,), secret=True)
    ends = found.is_protected
    form = ProtectionForm()
    form.reason.choices = choices((protection.REASONS_TO_END if ends else protection.REASONS_TO_BEGIN).items())
    if form.validate_on_submit():
        return _changed(found, not ends, form.reason.data)
    return page("people/protection.html", form=form, person=found, ends=ends)


def shown(person: Person) -> Shown:
    """The block for whoever may see it; never call it for anybody else."""
    entry = protection.latest(person.id) if person.is_protected else None
    return Shown(person.is_protected, f"Since {by_the_clock(entry.at)}." if entry else "")


def _changed(found: Person, protect: bool, reason: str) -> ResponseReturnValue:
    person_id, name = found.id, found.name
    protection.change(person_id, protect, reason, current_actor().user_id)
    db.session.commit()
    flash(f"{name} is protected now." if protect else f"{name} is not protected any more.", "success")
    return redirect(url_for("people.person", person_id=person_id))
