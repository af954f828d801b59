"""Which people somebody may see, as one rule for a record in hand and for a query.

Until the caseload rule narrows it, whoever may see people sees those of the whole council; a young person
and a parent see their own record.
"""

from uuid import UUID

from flask import abort
from sqlalchemy import select

from core.access.rules import Rule, any_of, equals_actor, has
from core.db import db
from core.people.models import Person
from core.web.request import current_actor

SEES_PERSON = Rule(any_of(has("people.view"), equals_actor("id")), model=Person)


def person_or_404(person_id: UUID) -> Person:
    """The person with this id if the viewer may see them; otherwise the same 404 as for nobody."""
    seen = SEES_PERSON.criteria(current_actor())
    found: Person | None = db.session.scalar(select(Person).where(Person.id == person_id, seen))
    return found or abort(404)
