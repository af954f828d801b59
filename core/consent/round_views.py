"""Rounds of paper forms: picking people, what is asked, printing, and how far the answers have come in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.consent import asking, paper, rounds
from core.consent.blueprint import blueprint
from core.consent.ledger import LedgerRefused
from core.consent.models import Asking, Round
from core.consent.person_views import AGREEMENTS
from core.consent.picking import Picked, found_by, picked, uuids
from core.consent.round_forms import RoundForm
from core.consent.wording import askable
from core.db import db
from core.people import sightings
from core.people.shared import organisation_choices
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

FORMS = gettext_noop("Agreement forms to print")


@blueprint.route("/agreements/rounds/new", methods=["GET", "POST"])
@requires("consent.record")
def new_round() -> ResponseReturnValue:
    """Pick people, say what is asked, make the forms. Other pages send the ids of the people that they show."""
    form = RoundForm()
    form.offer(askable(), organisation_choices())
    chosen = picked(uuids(request.form.getlist("person")) if request.method == "POST" else ())
    if form.wants_more():
        chosen = found_by(chosen, form)
        form.names.data = "\n".join([*chosen.unknown, *chosen.several])  # what is left to look at
    elif form.wants_forms() and form.validate_on_submit() and _enough(form, chosen):
        made = _made(form, chosen)
        if made is not None:
            return redirect(url_for("agreements.one_round", round_id=made))
    sightings.saw(FORMS, (person.id for person in chosen.people))
    return page("consent/round_new.html", form=form, chosen=chosen)


@blueprint.get("/agreements/rounds/<uuid:round_id>/")
@requires("consent.view")
def one_round(round_id: UUID) -> ResponseReturnValue:
    """How many forms of a round were handed out, are answered and missing, and each of them."""
    found = _round(round_id)
    lines = rounds.sheets(found)
    sightings.saw(AGREEMENTS, (line.person_id for line in lines))
    left_out = rounds.handout({line.person_id for line in lines}, rounds.Wanted(found.title, found.purposes))
    shown: dict[str, Any] = {"progress": rounds.progress(found), "lines": lines, "left_out": left_out}
    return page("consent/round.html", round=found, **shown)


@blueprint.get("/agreements/rounds/<uuid:round_id>/forms.pdf")
@requires("consent.record")
def round_forms(round_id: UUID) -> ResponseReturnValue:
    """Every form that is not back yet, as one PDF; in Easy Read for everybody where that is wished."""
    found = _round(round_id)
    missing = rounds.askings(found, missing=True)
    if not missing:
        flash("Every form of this round is back: there is nothing to print.", "info")
        return redirect(url_for("agreements.one_round", round_id=round_id))
    sightings.saw(FORMS, (one.person_id for one in missing), why=found.title)
    return paper.answer(paper.forms(_in_order(found, missing), request.args.get("band", "")), "agreement-forms.pdf")


@blueprint.post("/agreements/rounds/<uuid:round_id>/<uuid:asking_id>/back")
@requires("consent.record")
def take_form_back(round_id: UUID, asking_id: UUID) -> ResponseReturnValue:
    """Make a form useless that was lost or handed to the wrong person."""
    found = db.session.get(Asking, asking_id)
    if found is None or found.round_id != round_id or found.state != asking.OPEN:
        abort(404)
    asking.take_back(found, current_actor().user_id)
    db.session.commit()
    flash("This form can no longer be entered. What was answered before stays as it is.", "success")
    return redirect(url_for("agreements.one_round", round_id=round_id))


def _round(round_id: UUID) -> Round:
    return db.session.get(Round, round_id) or abort(404)


def _enough(form: RoundForm, chosen: Picked) -> bool:
    """There is somebody, and not more than one round takes."""
    if chosen.people and len(chosen.people) <= rounds.MOST:
        return True
    many = f"A round takes up to {rounds.MOST} people. Take some out and make a second round for them"
    form.names.errors = [many if chosen.people else "Add the people first: nobody is on the list yet"]
    return False


def _made(form: RoundForm, chosen: Picked) -> UUID | None:
    """Make it and return its id; None with the reason in the form where it was refused."""
    try:
        made = rounds.make(form, [person.id for person in chosen.people], form.wanted, current_actor().user_id)
    except LedgerRefused as why:
        db.session.rollback()
        form.purposes.errors = [str(why)]
        return None
    round_id = made.id
    db.session.commit()
    return round_id


def _in_order(found: Round, missing: Sequence[Asking]) -> list[Asking]:
    """The forms as the round lists them, so that a stack can be handed out from top to bottom."""
    order = {line.id: place for place, line in enumerate(rounds.sheets(found))}
    return sorted(missing, key=lambda one: order[one.id])
