"""My page and its quiet parts: what is where, what we know, who can see it and who looked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.me import agreement_views, agreements, children_views, reach
from core.me.agreement_views import myself
from core.me.asked import waiting_for
from core.me.blueprint import blueprint
from core.people import sightings
from core.people.models import Organisation, Person, Place
from core.people.names import other_name
from core.people.relationships import children_of
from core.people.shared import names_of
from core.safeguarding import practice
from core.web.languages import day, gettext
from core.web.render import page
from core.web.request import current_actor, required_authority

__all__ = ["agreement_views", "blueprint", "children_views"]

MESSAGES = "me/messages/"


@blueprint.get("/")
@requires("me.open")
def mine() -> ResponseReturnValue:
    """Everything about me in one place: a card for each part."""
    person_id = current_actor().person_id
    return page(
        "me/mine.html",
        person_id=person_id,
        waits=waiting_for(person_id) if person_id else 0,
        children=children_of(person_id) if person_id else [],
        messages_url=_there(MESSAGES),
        has_checks=person_id is not None and practice.has_own(person_id),
    )


@blueprint.get("/details")
@requires("me.open")
def details() -> ResponseReturnValue:
    """What we know about me, and what was judged about deciding for myself: the result and no more."""
    person = myself()
    return page("me/details.html", facts=_facts(person), judged=agreements.judgements(person.id))


@blueprint.get("/who-can-see")
@requires("me.open")
def who_can_see() -> ResponseReturnValue:
    """Who can see my information: people in my life, my groups, and roles of this council."""
    person = myself()
    return page(
        "me/who_can_see.html",
        adults=reach.adults(person.id),
        blocks=reach.elsewhere(person.id),
        roles=reach.roles(),
    )


@blueprint.get("/who-looked")
@requires("me.open")
def who_looked() -> ResponseReturnValue:
    """Who has looked at my record, in which role, and when."""
    return page("me/who_looked.html", looks=sightings.told(myself().id))


def _facts(person: Person) -> Sequence[tuple[str, Any]]:
    """(label, value) of my record; nothing that a lead keeps to protect somebody."""
    return [
        (gettext("Name"), person.name),
        (gettext("What you like to be called"), other_name(person.name, person.known_as)),
        (gettext("Birthday"), day(person.born_on) if person.born_on else ""),
        (gettext("School or organisation"), _name(Organisation, person.organisation_id)),
        (gettext("Place"), _name(Place, person.place_id)),
        (gettext("E-mail"), person.email),
        (gettext("Phone"), person.phone),
        (gettext("How you like to be heard"), person.heard_how),
        (gettext("What helps you take part"), person.access_needs),
    ]


def _name(model: Any, record_id: UUID | None) -> str:
    return names_of(model, {record_id}).get(record_id, "")


def _there(path: str) -> str:
    """The address of a page of another room, "" where this deployment has none."""
    whole = f"{url_for('web.council')}{path}"
    assert whole.startswith(f"/{required_authority().slug}/")
    return whole if current_app.url_map.bind("").test(whole, "GET") else ""
