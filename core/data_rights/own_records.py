"""Erasing what core itself holds about a person: their access here, their sign-in if nobody else needs it,
their record.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.authority.models import CouncilDraft
from core.consent import own as consent
from core.data_rights.holdings import sign_ins
from core.data_rights.requests import own as requests
from core.data_rights.retention import holds
from core.data_rights.subject import Subject
from core.db import current_authority_id, db
from core.files import erase_person as erase_files
from core.hooks.values import Erased
from core.notify import personal as messages
from core.people.models import Merge, Person
from core.safeguarding import own as duty
from core.safeguarding.practice import own as practice
from core.users.models import AccessLink, Membership, PlatformGrant, RoleRequest, User, UserSession

EMPTY_NAME = "Erased"
ELSEWHERE = "the same person also signs in elsewhere on this platform"
LEANED_ON = "another record must be kept by law and needs something to point at; it names nobody"


def erase(subject: Subject, apply: bool, keep_empty: bool) -> list[Erased]:
    """Erase core's records of the subject, or count them; `keep_empty` leaves the person as a record of
    nobody.
    """
    users = sign_ins(subject)
    found = [
        Erased("photo or file", sum(erase_files(one, apply) for one in subject.person_ids)),
        Erased("legal hold", holds.forget(subject.person_ids) if apply else holds.count(subject.person_ids)),
        *requests.erase(subject, apply),
        *messages.erase(subject.person_ids, apply),
        *consent.erase(subject.person_ids, apply),
        *practice.erase(subject.person_ids, users, apply),
        *duty.erase(users, apply),
        _drop("merge record", _merges(subject), apply),
        _drop("request for a role", _rows(RoleRequest, RoleRequest.membership_id, subject.membership_ids), apply),
        _drop("signed-in browser", _rows(UserSession, UserSession.user_id, users, _here(UserSession)), apply),
        _drop("one-time link", _rows(AccessLink, AccessLink.user_id, users, _here(AccessLink)), apply),
        _drop("access to this council", _rows(Membership, Membership.id, subject.membership_ids), apply),
    ]
    if apply:
        db.session.flush()
    found += [_user(user_id, subject, apply) for user_id in users]
    found += _person(subject, apply, keep_empty)
    return found


def _user(user_id: UUID, subject: Subject, apply: bool) -> Erased:
    """The sign-in goes with its last membership, and stays for those that other councils gave."""
    others = select(Membership.id).where(Membership.user_id == user_id, Membership.id.not_in(subject.membership_ids))
    live = select(PlatformGrant.id).where(PlatformGrant.user_id == user_id, PlatformGrant.ended_at.is_(None))
    if db.session.scalar(others) or db.session.scalar(live):
        return Erased("sign-in", 1, ELSEWHERE)
    if apply:
        for model in (UserSession, AccessLink, PlatformGrant, CouncilDraft):
            _drop("", _rows(model, model.user_id, [user_id]), apply)
        db.session.flush()
    return _drop("sign-in", _rows(User, User.id, [user_id]), apply)


def _person(subject: Subject, apply: bool, keep_empty: bool) -> list[Erased]:
    rows = _rows(Person, Person.id, subject.person_ids)
    if not keep_empty:
        return [_drop_people(rows, apply)]
    if apply:
        for row in rows:
            _empty(row)
    return [Erased("person", len(rows), LEANED_ON)]


def _drop_people(rows: list[Person], apply: bool) -> Erased:
    if apply:
        for row in rows:
            row.merged_into_id = None
        db.session.flush()
    return _drop("person", rows, apply)


def _empty(row: Person) -> None:
    """Nothing is left that says who this was."""
    row.name, row.known_as = EMPTY_NAME, ""
    for name in ("access_needs", "heard_how", "email", "phone"):
        setattr(row, name, "")
    for name in ("born_on", "age_band", "age_band_said_on", "school_year", "school_year_from", "organisation_id"):
        setattr(row, name, None)
    row.place_id, row.external_ref, row.left_on, row.is_protected = None, None, row.created_at.date(), False


def _merges(subject: Subject) -> list[Merge]:
    about = or_(Merge.kept_id.in_(subject.person_ids), Merge.merged_id.in_(subject.person_ids))
    return list(db.session.scalars(select(Merge).where(about)))


def _rows(model: type[Any], column: Any, ids: Iterable[UUID], *also: Any) -> list[Any]:
    wanted = list(ids)
    return list(db.session.scalars(select(model).where(column.in_(wanted), *also))) if wanted else []


def _here(model: type[Any]) -> Any:
    return model.authority_id == current_authority_id()


def _drop(kind: str, rows: list[Any], apply: bool) -> Erased:
    if apply:
        for row in rows:
            db.session.delete(row)
    return Erased(kind, len(rows))
