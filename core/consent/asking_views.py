"""Asking one person, or an adult who answers for them: by a link, by a form to print, on their own page."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.consent import asking, paper, showing
from core.consent.answerers import Adult, Answerers
from core.consent.asking import Whom
from core.consent.blueprint import blueprint
from core.consent.forms import AskForm, whom
from core.consent.ledger import LedgerRefused, ask
from core.consent.person_views import AGREEMENTS, found_person
from core.consent.purposes import purposes
from core.consent.wording import askable
from core.db import db
from core.people import sightings
from core.people.models import Person
from core.web.render import page
from core.web.request import current_actor


@blueprint.route("/people/<uuid:person_id>/agreements/ask", methods=["GET", "POST"], endpoint="ask")
@requires("consent.record")
def ask_somebody(person_id: UUID) -> ResponseReturnValue:
    """Choose what to ask, whom and how."""
    person, form, can_ask = found_person(person_id), AskForm(), askable()
    able = Answerers((person_id,)).able(person_id, [purpose.name for purpose in can_ask])
    form.offer(can_ask, person.called, able)
    if form.validate_on_submit() and _may_be_asked(form, able):
        answered = _asked(person, form)
        if answered is not None:
            return answered
    sightings.saw(AGREEMENTS, (person_id,))
    return page("consent/ask.html", form=form, person=person, able=able, standings=showing.short(person_id))


@blueprint.get("/people/<uuid:person_id>/agreements/form/<uuid:asking_id>.pdf")
@requires("consent.record")
def one_form(person_id: UUID, asking_id: UUID) -> ResponseReturnValue:
    """A form to print, again and again while it is open."""
    person = found_person(person_id)
    sightings.saw(AGREEMENTS, (person_id,))
    return paper.answer(paper.of_person(person.id, asking_id), "agreement-form.pdf")


def _may_be_asked(form: AskForm, able: dict[Adult, list[str]]) -> bool:
    """An adult is asked only about what they may decide."""
    voice, adult_id = whom(form.who.data)
    if voice == "own":
        return True
    may = next(names for adult, names in able.items() if adult.id == adult_id)
    lost = [purposes()[name].title for name in form.purposes.data if name not in may]
    if lost:
        form.purposes.errors = [
            f"This adult may not decide about: {', '.join(lost)}. Take it out, or ask somebody else"
        ]
    return not lost


def _asked(person: Person, form: AskForm) -> ResponseReturnValue | None:
    """Ask, commit and answer; None with the reason in the form where it was refused."""
    by, (_, adult_id), names = current_actor().user_id, whom(form.who.data), list(form.purposes.data)
    way, asked = form.way.data, Whom(person.id, adult_id)
    try:
        if way == "link":
            return _linked(person, asked, names, form)
        if way == "paper":
            made = asking.make_form(asked, names, by, form.record_id)
            db.session.commit()
            return page("consent/asked_paper.html", person=person, asking_id=made.id)
        for name in names:
            ask(person.id, name, "screen", by)
    except LedgerRefused as why:
        db.session.rollback()
        form.purposes.errors = [str(why)]
        return None
    called = person.called
    db.session.commit()
    flash(f"{called} finds the questions on their own page.", "success")
    return redirect(url_for("agreements.of_person", person_id=asked.person_id))


def _linked(person: Person, asked: Whom, names: Sequence[str], form: AskForm) -> ResponseReturnValue:
    token = asking.make_link(asked, names, current_actor().user_id, form.identity.data, form.record_id)
    db.session.commit()
    if token is None:
        flash("This link was made already and is shown only once. Make a new one if it is lost.", "info")
        return redirect(url_for("agreements.of_person", person_id=asked.person_id))
    address = url_for("agreements.agree", token=token, _external=True)
    checked = form.identity.data != asking.TO_CHECK
    return page(
        "consent/asked_link.html", person=person, address=address, picture=paper.picture(address), checked=checked
    )
