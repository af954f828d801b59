"""What I agreed to: how each agreement stands, one press to change it, and what was said before."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.stamps import requires
from core.consent import ledger
from core.db import db
from core.me import agreements, answering
from core.me.blueprint import blueprint
from core.people.models import Person
from core.people.relationships import adults_of
from core.safeguarding.release.overrides import shown_to
from core.web.languages import gettext
from core.web.render import page
from core.web.request import current_actor


@blueprint.get("/agreements/")
@requires("me.open")
def agreed() -> ResponseReturnValue:
    """Everything that I can say yes or no to, what waits for me first."""
    person = myself()
    found = agreements.of_myself(person)
    lines = agreements.history(ledger.lines(person.id))
    return page(
        "me/agreements.html", found=found, lines=lines, is_read_by_adults=bool(adults_of(person.id)),
        in_spite=shown_to((person.id,)),
    )  # fmt: skip


@blueprint.post("/agreements/<purpose>")
@requires("me.open")
def answer(purpose: str) -> ResponseReturnValue:
    """Say yes or no, or take a yes back: at once, and without a reason."""
    person, asked = myself(), answering.purpose_or_404(purpose)
    reader = agreements.reader_of(person, for_adult=False)
    standing = answering.take(person.id, asked, answering.Voice(current_actor().user_id, reader))
    if standing is not None:
        flash(_thanks(standing.holds, request.form.get("answer") == "yes"), "success")
    return redirect(url_for("me.agreed"))


def myself() -> Person:
    """The record of whoever is signed in; without one the page is not there."""
    person: Person | None = db.session.scalar(select(Person).where(Person.id == current_actor().person_id))
    return person or abort(404)


def _thanks(holds: bool, said_yes: bool) -> str:
    if holds:
        return gettext("Saved. It is a yes. You can change your mind at any time.")
    if said_yes:  # an adult's word is wanted too, and the page says which
        return gettext("Saved. Your yes does not count yet. You can read here what we still need.")
    return gettext("Saved. It counts from now on. You can change your mind at any time.")
