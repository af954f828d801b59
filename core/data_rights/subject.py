"""Whom a request is about: a person's record with every twin folded into it, and the sign-in that goes with
it.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from core.db import current_authority_id, db
from core.people.merging import kept_record, twins_folded_into
from core.people.models import Person
from core.users.models import Membership, User
from core.users.sign_in import normal_email, normal_username


@dataclass(frozen=True)
class Subject:
    """Ids of all records about one human being in this council, the kept one first; and their memberships
    here.
    """

    person_ids: tuple[UUID, ...]
    membership_ids: tuple[UUID, ...] = ()

    @property
    def is_known(self) -> bool:
        """True when anything here is about them."""
        return bool(self.membership_ids) or any(db.session.get(Person, one) for one in self.person_ids)


def subject_of(text: str) -> Subject:
    """The subject named by a person's id, a user name or an e-mail of this council.

    An id that is known to nobody gives a subject that is not known, so that erasing twice can check that
    none is left.
    """
    try:
        return _by_person(UUID(text))
    except ValueError:
        return _by_sign_in(text)


def _by_person(person_id: UUID) -> Subject:
    person = db.session.get(Person, person_id)
    kept = kept_record(person).id if person else person_id
    ids = (kept, *twins_folded_into(kept))
    return Subject(ids, memberships_of(ids))


def _by_sign_in(name: str) -> Subject:
    own = Membership.authority_id == current_authority_id()
    called = or_(User.username == normal_username(name), User.email == normal_email(name))
    here = or_(User.home_authority_id == current_authority_id(), User.email == normal_email(name))
    query = select(Membership).join(User, User.id == Membership.user_id).where(own, called, here)
    found = db.session.scalar(query)
    if found is None:
        return Subject(())
    return _by_person(found.person_id) if found.person_id else Subject((), (found.id,))


def memberships_of(person_ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The memberships in the open council of these records."""
    own = Membership.authority_id == current_authority_id()
    query = select(Membership.id).where(own, Membership.person_id.in_(person_ids))
    return tuple(db.session.scalars(query))
