"""Agreements for staff: answers that wait until somebody has said who gave them, and what else there is to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from core.access.actor import Actor
from core.access.stamps import requires
from core.consent import asking, rounds
from core.consent.blueprint import blueprint
from core.consent.forms import CheckForm
from core.consent.models import Asking
from core.consent.person_views import AGREEMENTS, found_person
from core.consent.purposes import purposes
from core.consent.words import titles
from core.db import db
from core.hooks.values import HomeItem
from core.people import sightings
from core.people.models import Person
from core.people.shared import names_of
from core.web.render import page
from core.web.request import current_actor

MOST = 200  # lines of the list; more than a team answers in a week


@dataclass(frozen=True)
class Waiting:
    """An answer that waits: about whom, from whom, since when, and to what it says yes."""

    id: UUID
    person: str
    who: str
    answered_at: datetime | None
    says_yes_to: Sequence[str]


def answers_waiting(actor: Actor) -> list[HomeItem]:
    """A line of the home page while there are answers to check."""
    if not actor.can("consent.record"):
        return []
    number = db.session.scalar(select(func.count(Asking.id)).where(Asking.state == asking.ANSWERED)) or 0
    title = "1 answer about agreements to check" if number == 1 else f"{number} answers about agreements to check"
    note = "A yes counts once you say who gave it"
    return [HomeItem("needs", title, url_for("agreements.listing"), note)] if number else []


@blueprint.get("/agreements/")
@requires("consent.view")
def listing() -> ResponseReturnValue:
    """Answers to check, and the ways to rounds, codes and counts."""
    found = list(asking.waiting())[:MOST]
    sightings.saw(AGREEMENTS, (one.person_id for one in found))
    return page("consent/list.html", waiting=_lines(found), rounds=rounds.latest())


@blueprint.route("/agreements/check/<uuid:asking_id>", methods=["GET", "POST"])
@requires("consent.record")
def check(asking_id: UUID) -> ResponseReturnValue:
    """Say how you know who answered; then what they said yes to counts."""
    found = _waiting(asking_id)
    person, form = found_person(found.person_id), CheckForm()
    if form.validate_on_submit():
        refused = asking.check(found, form.identity.data, current_actor().user_id)
        person_id = person.id
        db.session.commit()
        for why in refused:
            flash(why, "warning")
        flash("Checked. What they said yes to counts from now on." if not refused else "Checked.", "success")
        return redirect(url_for("agreements.of_person", person_id=person_id))
    sightings.saw(AGREEMENTS, (person.id,))
    return page("consent/check.html", form=form, person=person, line=_lines([found])[0], asked=found)


@blueprint.post("/agreements/check/<uuid:asking_id>/aside")
@requires("consent.record")
def put_aside(asking_id: UUID) -> ResponseReturnValue:
    """It was not them, or nobody can tell."""
    asking.put_aside(_waiting(asking_id), current_actor().user_id)
    db.session.commit()
    flash("Put aside. No yes of it counts; what was refused stays refused. Ask again if you still need an answer.")
    return redirect(url_for("agreements.listing"))


def _waiting(asking_id: UUID) -> Asking:
    found = db.session.get(Asking, asking_id)
    return found if found is not None and found.state == asking.ANSWERED else abort(404)


def _lines(found: Sequence[Asking]) -> list[Waiting]:
    names = names_of(Person, {who for one in found for who in (one.person_id, one.adult_id)})
    return [
        Waiting(
            one.id,
            names.get(one.person_id, ""),
            names.get(one.adult_id, "") if one.adult_id else "the person themselves",
            one.answered_at,
            [_yes(name, kept.get("options", ())) for name, kept in one.answers.items() if name in purposes()],
        )
        for one in found
    ]


def _yes(name: str, options: Sequence[str]) -> str:
    purpose = purposes()[name]
    uses = ", ".join(titles(purpose, options))
    return f"{purpose.title} ({uses})" if uses else purpose.title
