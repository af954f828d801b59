"""Which stories everybody may read, asked at the moment of reading: nothing is stored as "may be shown".

A story stands in public while it is published, its group is not hidden, and everybody whom it tells of still agrees:
that others read of them without their name, or to be named where they are.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from core.api import consent, db
from plugins.evidence.models import Story, StoryPerson
from plugins.groups.api import Group

SHARES: Final = "core.share"
USE: Final = "anonymous"
NAMED: Final = "core.named"
GROUP_OF_STORY: Final = db.and_(Group.authority_id == Story.authority_id, Group.id == Story.group_id)
UNSURE: Final = db.or_(StoryPerson.person_id.is_not(None), StoryPerson.withdrawn_on.is_not(None))
"""Rows that can keep a story back; of the others staff hold an agreement that nobody took back."""


def is_published() -> tuple[Any, ...]:
    """Conditions on a story joined to its group by GROUP_OF_STORY, beside what people agree to."""
    return (Story.published_at.is_not(None), db.or_(Story.group_id.is_(None), Group.listing != "hidden"))


def kept_back(story_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these stories that somebody in them does not agree to any more: three statements, however many."""
    if not story_ids:
        return frozenset()
    columns = (StoryPerson.story_id, StoryPerson.person_id, StoryPerson.is_named, StoryPerson.withdrawn_on)
    rows = db.session.execute(db.select(*columns).where(StoryPerson.story_id.in_(list(story_ids)), UNSURE)).all()
    known = {row.person_id for row in rows if row.person_id is not None}
    shares, named = agreements(known)
    return frozenset(row.story_id for row in rows if not may_tell(row, shares, named))


def agreements(people: Iterable[UUID]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Of these people those who agree now that others read of them without their name, and those to being named."""
    wanted = set(people)
    if not wanted:
        return frozenset(), frozenset()
    return consent.agreed(wanted, SHARES, USE), consent.agreed(wanted, NAMED)


def may_tell(row: Any, shares: frozenset[UUID], named: frozenset[UUID]) -> bool:
    """Whether what stands in `row` (of StoryPerson) may be told now."""
    if row.withdrawn_on is not None:
        return False
    if row.person_id is None:
        return True
    return row.person_id in (named if row.is_named else shares)
