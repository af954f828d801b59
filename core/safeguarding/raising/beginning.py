"""Where the page for staff begins: from a person, a meeting or anything else, as whoever asks may see them."""

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from sqlalchemy import select

from core.access.actor import Actor
from core.clock import local_today
from core.db import db
from core.hooks.values import Link, Ref
from core.people.access import SEES_PERSON
from core.people.finding import Wanted, find
from core.people.keyset import Cursor
from core.people.models import Person
from core.web.house import house

RAISE = "safeguarding.raise"
MOST = 10  # people offered for one name


def raise_url(actor: Actor, *, about: Ref | None = None, person_id: UUID | None = None) -> str:
    """The address of the page that says something is wrong with this person or record; "" for whoever has no right.

    The same for every person and record: it says nothing of what is known of them.
    """
    if not actor.can(RAISE):
        return ""
    return url_for("safeguarding.raise_concern", about=written(about) if about else None, person=person_id)


def written(about: Ref) -> str:
    """A reference as it stands in an address."""
    return f"{about.plugin}:{about.kind}:{about.id}"


def read_back(text: str) -> Ref | None:
    """The reference that an address holds; None for anything else."""
    parts = text.split(":")
    try:
        return Ref(parts[0], parts[1], UUID(parts[2])) if len(parts) == 3 else None
    except ValueError:
        return None


def link_of(about: Ref | None) -> Link | None:
    """The title and page of a record; None where there is none, or none that can be named."""
    return house().plugins.resolve(about) if about else None


def seen(actor: Actor, person_id: UUID | None) -> Person | None:
    """The person, for whoever may see them; for others there is nobody."""
    if person_id is None:
        return None
    query = select(Person).where(Person.id == person_id, SEES_PERSON.criteria(actor))
    found: Person | None = db.session.scalar(query)
    return found


def called(actor: Actor, name: str) -> Sequence[tuple[UUID, str]]:
    """People whom this actor may see and who may be called so; none for a name that was not given."""
    if not name.strip() or not actor.can("people.view"):
        return []
    rows = find(Wanted(words=name, left_too=True), local_today(), SEES_PERSON.criteria(actor), Cursor(), MOST).rows
    return [(row.id, row.name) for row in rows]
