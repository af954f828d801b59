"""What keeps one person safe on an evening: whom to call, allergies, how they get home; read by whoever leads.

Who may change it: a worker of a group that the person is in, and the person. Nobody reads it by role alone.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.api import Actor, Person, Ref, db, safeguarding
from plugins.groups.api import Membership, run_by
from plugins.meetings.models import Safety

FIELDS = ("contact_name", "contact_phone", "allergies", "medical", "home", "home_note", "said_on", "said_by")


TO_ASK = "They say that they may go home alone: ask."


class Overtaken(Exception):
    """Somebody else saved in between; nothing was changed."""


def of(person_id: UUID) -> Safety | None:
    """What is known of this person."""
    found: Safety | None = db.session.scalars(db.select(Safety).where(Safety.person_id == person_id)).one_or_none()
    return found


def looked_after_by(actor: Actor, person_id: UUID) -> Person | None:
    """The person, if this worker runs a group that they are in just now."""
    groups = run_by(actor) if actor.can("meetings.lead") else frozenset()
    if not groups or not db.session.scalar(_places(person_id).where(Membership.group_id.in_(groups)).limit(1)):
        return None
    return db.session.get(Person, person_id)


def is_asked(person_id: UUID) -> bool:
    """True for somebody who is in a group: nobody else is asked for more than is needed."""
    return db.session.scalar(_places(person_id).limit(1)) is not None


def save(person_id: UUID, values: Mapping[str, Any], version: str) -> Safety:
    """Keep what was said, if the record is still as it was shown (`version`, "0" for none); raises Overtaken."""
    row = of(person_id)
    if version != str(row.version if row else 0):
        raise Overtaken
    row = row or Safety(person_id=person_id)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as first:  # somebody made the record at the same moment
        db.session.rollback()
        raise Overtaken from first
    texts = (row.allergies, row.medical, row.home_note)
    safeguarding.screened(texts, Ref("meetings", "safety", row.id), person_id=person_id)
    return row


def by_themselves(row: Safety | None, values: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """What a young person said, as columns, and whether an adult must be asked before it holds.

    Who is collected, as an adult told us, does not go home alone because they tick it: both stand on the sheet.
    """
    to_ask = row is not None and row.home == "collected" and values["home"] == "alone"
    return dict(values) | ({"home": "collected", "home_note": TO_ASK} if to_ask else {}), to_ask


def _places(person_id: UUID) -> Any:
    return db.select(Membership.id).where(
        Membership.person_id == person_id, Membership.status == "active", Membership.supports.is_(False)
    )
