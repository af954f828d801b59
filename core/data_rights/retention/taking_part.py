"""Who still takes part: they come and go, have a sign-in, or a part of Heard knows them. Nothing about them is due."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.db import current_authority_id, db
from core.people.models import Person
from core.plugging.manifest import Plugin
from core.users.models import Membership

AT_ONCE = 500


def members_still_here(person_ids: Collection[UUID], plugins: Iterable[Plugin], today: date) -> frozenset[UUID]:
    """The same without staff: what they wrote or ran is not about them."""
    found = list(still_here(person_ids, plugins, today))
    staff = set[UUID]()
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        staff |= set(db.session.scalars(select(Person.id).where(Person.id.in_(some), Person.kind == "worker")))
    return frozenset(found) - staff


def still_here(person_ids: Collection[UUID], plugins: Iterable[Plugin], today: date) -> frozenset[UUID]:
    """Those of these people who still take part in anything, asked in slices that every database takes."""
    ids, asked = list(person_ids), [plugin.takes_part for plugin in plugins if plugin.takes_part is not None]
    found = set[UUID]()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found |= set(_with_sign_in(some)) | set(_leaving_later(some, today))
        for takes_part in asked:
            found |= takes_part(some)
    return frozenset(found)


def _with_sign_in(ids: list[UUID]) -> Iterable[UUID]:
    own = (Membership.authority_id == current_authority_id(), Membership.ended_at.is_(None))
    query = select(Membership.person_id).where(*own, Membership.person_id.in_(ids))
    return (one for one in db.session.scalars(query) if one is not None)


def _leaving_later(ids: list[UUID], today: date) -> Iterable[UUID]:
    return db.session.scalars(select(Person.id).where(Person.id.in_(ids), Person.left_on > today))
