"""One person's agreements, for staff: how each stands and why, writing an answer down, settling, asking."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.actor import Actor
from core.access.stamps import requires
from core.consent import scans, showing
from core.consent.answerers import Adult, Answerers
from core.consent.blueprint import blueprint
from core.consent.forms import RecordForm, SettleForm, whom
from core.consent.ledger import LedgerRefused, Said, answer
from core.consent.models import Entry
from core.consent.purposes import Purpose, purposes
from core.consent.rules import Standing
from core.consent.words import STATES, standing_words
from core.db import db
from core.hooks.values import Panel
from core.people import sightings
from core.people.access import person_or_404
from core.people.models import Person
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

AGREEMENTS = gettext_noop("What somebody agreed to")


def panel(actor: Actor, person_id: UUID) -> Sequence[Panel]:
    """The block on a person's page: each agreement in a line."""
    if not actor.can("consent.view"):
        return ()
    lines = {"person_id": person_id, "lines": showing.short(person_id)}
    return (Panel("Agreements", "consent/panel_person.html", lines, order=5),)


@blueprint.get("/people/<uuid:person_id>/agreements")
@requires("consent.view")
def of_person(person_id: UUID) -> ResponseReturnValue:
    """How every agreement of one person stands, why, and how it came to be."""
    person = found_person(person_id)
    sightings.saw(AGREEMENTS, (person_id,))
    bases = url_for("keeping.register.lawful_bases") if current_actor().can("keeping.read") else ""
    beside = house().beside_agreements(current_actor(), person_id)
    found = showing.agreements(person_id)
    return page("consent/person.html", person=person, agreements=found, basis_url=bases, beside=beside)


@blueprint.get("/people/<uuid:person_id>/agreements/<purpose>/words")
@requires("consent.view")
def words_used(person_id: UUID, purpose: str) -> ResponseReturnValue:
    """The words by which this person was asked about one thing, as they stood then."""
    person, declared = found_person(person_id), found_purpose(purpose)
    sightings.saw(AGREEMENTS, (person_id,))
    return page("consent/words.html", person=person, purpose=declared, versions=showing.versions(person_id, purpose))


@blueprint.route("/people/<uuid:person_id>/agreements/<purpose>/record", methods=["GET", "POST"])
@requires("consent.record")
def record(person_id: UUID, purpose: str) -> ResponseReturnValue:
    """Write down what somebody said in a call, in person or on paper."""
    scans.take_large()
    person, declared, form = found_person(person_id), found_purpose(purpose), RecordForm()
    decision = Answerers((person_id,)).decision(person_id, purpose)
    form.offer(declared, person.called, decision.adults)
    if form.validate_on_submit() and _recorded(person, declared, form, decision.adults):
        return redirect(url_for("agreements.of_person", person_id=person_id))
    sightings.saw(AGREEMENTS, (person_id,))
    return page("consent/record.html", form=form, person=person, purpose=declared, decision=decision)


scans.large_door(blueprint, record)


@blueprint.route("/people/<uuid:person_id>/agreements/<purpose>/settle", methods=["GET", "POST"])
@requires("consent.settle")
def settle(person_id: UUID, purpose: str) -> ResponseReturnValue:
    """Say what holds where people said different things."""
    person, declared, form = found_person(person_id), found_purpose(purpose), SettleForm()
    form.offer_uses(declared)
    if form.validate_on_submit() and _settled(person, declared, form):
        return redirect(url_for("agreements.of_person", person_id=person_id))
    sightings.saw(AGREEMENTS, (person_id,))
    found = next(one for one in showing.agreements(person_id) if one.purpose is declared)
    return page("consent/settle.html", form=form, person=person, agreement=found)


def found_person(person_id: UUID) -> Person:
    """The person whom the viewer may see; a record that was merged is not the one in use."""
    person = person_or_404(person_id)
    return abort(404) if person.merged_into_id else person


def found_purpose(name: str) -> Purpose:
    """The purpose of this name."""
    return purposes().get(name) or abort(404)


def _recorded(person: Person, purpose: Purpose, form: RecordForm, adults: Sequence[Adult]) -> bool:
    """Write it down and return True; False with the reason beside the field."""
    if db.session.get(Entry, form.record_id) is not None:
        return True
    by, (voice, adult_id) = current_actor().user_id, whom(form.who.data)
    try:
        scan_id = scans.keep(form.scan.data, by_user_id=by, people=(person.id,), file_id=uuid5(form.record_id, "scan"))
        said = Said(
            yes=form.is_yes, voice=voice, adult_id=adult_id, options=form.chosen, how=form.how.data, scan_id=scan_id,
            note=form.note.data or "", said_on=form.said_on.data, by_user_id=by, id=form.record_id,
        )  # fmt: skip
        _write(person, purpose, said)
    except scans.ScanRefused as why:
        return _not_taken(form.scan, why)
    except LedgerRefused as why:
        return _not_taken(form.options if "Choose at least" in str(why) else form.who, why)
    return True


def _settled(person: Person, purpose: Purpose, form: SettleForm) -> bool:
    if db.session.get(Entry, form.record_id) is not None:
        return True
    by = current_actor().user_id
    said = Said(
        yes=form.is_yes, voice="worker", options=form.chosen, how="spoken", note=form.note.data or "", by_user_id=by,
        id=form.record_id,
    )  # fmt: skip
    try:
        _write(person, purpose, said)
    except LedgerRefused as why:
        return _not_taken(form.answer, why)
    return True


def _write(person: Person, purpose: Purpose, said: Said) -> None:
    called, person_id = person.called, person.id
    after = answer(person_id, purpose.name, said)
    db.session.commit()
    flash(f"Written down. {_now(called, purpose, after)}", "success" if after.holds else "info")


def _now(called: str, purpose: Purpose, after: Standing) -> str:
    return f"{purpose.title}, {called}: {STATES[after.state][0].casefold()}. {standing_words(after)}"


def _not_taken(field: object, why: Exception) -> bool:
    """Nothing of it stays, and the form says why."""
    db.session.rollback()
    field.errors = [str(why)]  # type: ignore[attr-defined]
    return False
