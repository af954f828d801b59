"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import Actor, Authority, Ref, access_rules, current_actor, db, record, required_authority, settings, touch
from plugins.learning.models import AwardRound, Course, Nomination, Resource
from plugins.learning.settings import LearningSettings
from plugins.learning.visibility import READS_RESOURCE

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> LearningSettings:
    """What the council has chosen about learning."""
    return settings(authority or council(), "learning", LearningSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def round_called(key: str) -> AwardRound:
    """The award round with this key; one that is still planned is there for those who plan it alone."""
    found: AwardRound | None = db.session.scalars(db.select(AwardRound).where(AwardRound.key == key)).one_or_none()
    hidden = found is not None and found.state == "draft" and not reader().can("learning.awards")
    return or_not_here(None if hidden else found)


def nomination_in(round: AwardRound, id: UUID) -> Nomination:
    """The nomination of this round, else the neutral 404."""
    asked = db.select(Nomination).where(Nomination.id == id, Nomination.round_id == round.id)
    found: Nomination | None = db.session.scalars(asked).one_or_none()
    return or_not_here(found)


def course_called(key: str) -> Course:
    """The course with this key, else the neutral 404."""
    found: Course | None = db.session.scalars(db.select(Course).where(Course.key == key)).one_or_none()
    return or_not_here(found)


def resource_or_404(id: UUID, rule: access_rules.Rule = READS_RESOURCE) -> Resource:
    """The resource with this id if the reader may read it, else the neutral 404."""
    asked = db.select(Resource).where(Resource.id == id, rule.criteria(reader(), Resource))
    found: Resource | None = db.session.scalars(asked).one_or_none()
    return or_not_here(found)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go."""
    about, people = Ref("learning", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"learning.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
