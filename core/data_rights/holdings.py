"""What core itself holds about a person, table by table: how each is shown, or why it is kept or not shown.

A test walks the metadata: a core table with a personal column, or a link to a person or a sign-in, stands
in one of these lists or the test fails.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.audit import AuditEntry
from core.data_rights.subject import Subject
from core.db import current_authority_id, db
from core.hooks.values import ExportPart
from core.people import protection
from core.people.models import Merge, Organisation, Person, Place
from core.people.plain import plain, plain_row
from core.people.shared import names_of
from core.users.models import (
    AccessLink,
    Membership,
    MembershipRole,
    PlatformGrant,
    RoleRequest,
    User,
    UserSession,
)

SHOWN_AND_ERASED = frozenset(
    model.__tablename__
    for model in (
        Person,
        Merge,
        User,
        Membership,
        MembershipRole,
        UserSession,
        AccessLink,
        RoleRequest,
        PlatformGrant,
    )
)
SHOWN_AND_KEPT = {
    "core_audit_entry": "the record of who did what stays, with ids that name nobody once the person is erased",
}
NEITHER = {
    "core_platform_audit_entry": "acts outside any council, by ids; it names nobody",
    "core_sign_in_failure": "keyed hashes that cannot be turned back into a name, forgotten after a day",
}
# is_protected: whoever a child is kept from may be the one who asks for the copy (Data Protection Act 2018, Sch. 3).
SECRETS = {"password_hash", "token_hash", "authority_id", "sort_name", "find_text", "version", "is_protected"}


def parts(subject: Subject) -> list[ExportPart]:
    """Everything that core holds about the subject, under headings that the person understands."""
    found = [ExportPart(name, list(rows(subject))) for name, rows in _PARTS.items()]
    return [part for part in found if part.rows]


def sign_ins(subject: Subject) -> tuple[UUID, ...]:
    """Ids of the sign-ins behind the subject's memberships here."""
    query = select(Membership.user_id).where(Membership.id.in_(subject.membership_ids))
    return tuple(db.session.scalars(query)) if subject.membership_ids else ()


def _records(subject: Subject) -> Iterable[dict[str, Any]]:
    rows = list(db.session.scalars(select(Person).where(Person.id.in_(subject.person_ids))))
    organisations = names_of(Organisation, {row.organisation_id for row in rows})
    places = names_of(Place, {row.place_id for row in rows})
    for row in rows:
        names = {"organisation": organisations.get(row.organisation_id), "place": places.get(row.place_id)}
        yield _shown(row) | names


def _merges(subject: Subject) -> Iterable[dict[str, Any]]:
    about = or_(Merge.kept_id.in_(subject.person_ids), Merge.merged_id.in_(subject.person_ids))
    return (_shown(row) for row in db.session.scalars(select(Merge).where(about)))


def _memberships(subject: Subject) -> Iterable[dict[str, Any]]:
    for row in db.session.scalars(select(Membership).where(Membership.id.in_(subject.membership_ids))):
        yield _shown(row) | {"roles": [{"role": held.role, "since": plain(held.granted_at)} for held in row.held]}


def _users(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(User, User.id, sign_ins(subject))


def _sessions(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(UserSession, UserSession.user_id, sign_ins(subject), _here(UserSession))


def _links(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(AccessLink, AccessLink.user_id, sign_ins(subject), _here(AccessLink))


def _grants(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(PlatformGrant, PlatformGrant.user_id, sign_ins(subject))


def _requests(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(RoleRequest, RoleRequest.membership_id, subject.membership_ids)


def _audit(subject: Subject) -> Iterable[dict[str, Any]]:
    """What was done about the person's record; who did it is another person's data and is left out."""
    ids = [str(one) for one in (*subject.person_ids, *subject.membership_ids, *sign_ins(subject))]
    told = AuditEntry.action.not_in(protection.ACTIONS)
    query = select(AuditEntry).where(AuditEntry.about_id.in_(ids), told).order_by(AuditEntry.seq)
    for row in db.session.scalars(query):
        yield {"when": plain(row.at), "what": row.action, "why": row.why, "about": row.about_kind}


def _of(model: type[Any], column: Any, ids: Iterable[UUID], *also: Any) -> Iterable[dict[str, Any]]:
    return (_shown(row) for row in db.session.scalars(select(model).where(column.in_(list(ids)), *also)))


def _here(model: type[Any]) -> Any:
    """What one sign-in does in other councils is theirs to tell."""
    return or_(model.authority_id == current_authority_id(), model.authority_id.is_(None))


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in plain_row(row).items() if name not in SECRETS}


_PARTS: dict[str, Callable[[Subject], Iterable[dict[str, Any]]]] = {
    "Your record": _records,
    "Records that were merged": _merges,
    "Your access to this council": _memberships,
    "Your sign-in": _users,
    "Where you signed in": _sessions,
    "One-time links made for you": _links,
    "Your access beyond this council": _grants,
    "Requests to give you a role": _requests,
    "What was done about your record": _audit,
}
