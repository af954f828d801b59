"""What core itself holds about a person, table by table: how each is shown, or why it is kept or not shown.

A test walks the metadata: a core table with a personal column, or a link to a person or a sign-in, stands
in one of these lists or the test fails.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.audit import SECRET, AuditEntry
from core.audit.concerned import SEEN
from core.authority.models import CouncilDraft
from core.consent import own as consent
from core.data_rights.requests import own as requests
from core.data_rights.requests.models import Restriction, RightsRequest, RightsStep, Withheld
from core.data_rights.retention.models import PERSON_KIND, DueRecord, LegalHold
from core.data_rights.subject import Subject
from core.db import current_authority_id, db
from core.files import of_person
from core.files.models import FileTag, FileUse, StoredFile
from core.hooks.values import ExportPart
from core.notify import personal as messages
from core.people import sightings
from core.people.models import Merge, Organisation, Person, Place
from core.people.plain import plain, plain_row
from core.people.shared import names_of
from core.safeguarding import own as duty
from core.safeguarding.practice import own as practice
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
        *consent.TABLES,
        Person,
        Merge,
        User,
        Membership,
        MembershipRole,
        UserSession,
        AccessLink,
        RoleRequest,
        PlatformGrant,
        CouncilDraft,
        StoredFile,
        FileTag,
        FileUse,
        LegalHold,
        RightsRequest,
        RightsStep,
        Withheld,
        Restriction,
        *messages.TABLES,
        *practice.TABLES,
        *duty.TABLES,
    )
)
SHOWN_AND_KEPT = {
    "core_due_record": "that a record was due and when it was deleted stays, with an id that names nobody by then",
    "core_audit_entry": "the record of who did what stays, with ids that name nobody once the person is erased",
    "core_sighting": "who looked stays as long, by the same ids: a breach may be found after somebody has gone",
}
_PARTS_OF_A_CASE = ("_entry", "_body", "_part", "_allocation", "_bar")
_CASES = (
    *(f"core_{case}{part}" for case in ("concern", "allegation") for part in ("", *_PARTS_OF_A_CASE)),
    *("core_case_enclosure", "core_case_grant", "core_case_grant_step"),
    *("core_duty_override", "core_duty_override_step"),
)
NEITHER = {
    "core_search_entry": "made from words that stand elsewhere, are shown there, and take this along when they go",
    "core_search_word": "made from the same words",
    "core_consent_round": "which forms were made for whom to fill in; who made them stands there by an id",
    "core_basis_decision": "what the council decided; who decided it stands there by an id",
    "core_period_decision": "what the council decided; who decided it stands there by an id",
    "core_release": "numbers of whole councils; who signed stands there by an id, under the signature",
    "core_sign_off": "who signed for the council, which has to be able to show it",
    "core_job": "ids of what is to be done and who asked for it; forgotten within a month",
    "core_platform_audit_entry": "acts outside any council, by ids; it names nobody",
    **dict.fromkeys(_CASES, "kept by law, by ids; only a safeguarding lead lets anything of it into a copy"),
    "core_case_look": "who read a case: its number alone would tell that there is one",
    "core_case_alarm": "which leads were told in time; ids only",
    "core_case_alarm_way": "whether an address of the desk can be reached; never the address itself",
    "core_case_trial": "trials of the alarm: that a lead's address could be reached",
    "core_message_guest": "an address that somebody without an account left; no person is known, the letter stops it, "
    "and what it was left with forgets it (core/notify/guests.py)",
    "core_guest_message": "that somebody without an account was told something; forgotten with the address",
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


def _drafts(subject: Subject) -> Iterable[dict[str, Any]]:
    """Councils that they began; what stands in the answers is about others."""
    rows = _of(CouncilDraft, CouncilDraft.user_id, sign_ins(subject))
    return ({key: value for key, value in row.items() if key != "answers"} for row in rows)


def _requests(subject: Subject) -> Iterable[dict[str, Any]]:
    return _of(RoleRequest, RoleRequest.membership_id, subject.membership_ids)


def _files(subject: Subject) -> Iterable[dict[str, Any]]:
    for person_id in subject.person_ids:
        yield from ({name: plain(value) for name, value in one.facts.items()} for one in of_person(person_id))


def _holds(subject: Subject) -> Iterable[dict[str, Any]]:
    """That something must not be deleted, and until when; why may be advice that only the council's lawyers see."""
    for row in db.session.scalars(select(LegalHold).where(LegalHold.person_id.in_(subject.person_ids))):
        yield {name: value for name, value in _shown(row).items() if name in ("made_at", "until", "ended_at")}


def _due(subject: Subject) -> Iterable[dict[str, Any]]:
    own = (DueRecord.owner == "core", DueRecord.kind == PERSON_KIND)
    return _of(DueRecord, DueRecord.record_id, subject.person_ids, *own)


def _audit(subject: Subject) -> Iterable[dict[str, Any]]:
    """What was done about the person's record; who did it is another person's data and is left out."""
    ids = [str(one) for one in (*subject.person_ids, *subject.membership_ids, *sign_ins(subject))]
    told = (~AuditEntry.action.startswith(SECRET), AuditEntry.action != SEEN)
    query = select(AuditEntry).where(AuditEntry.about_id.in_(ids), *told).order_by(AuditEntry.seq)
    for row in db.session.scalars(query):
        yield {"when": plain(row.at), "what": row.action, "why": row.why, "about": row.about_kind}


def _looks(subject: Subject) -> Iterable[dict[str, Any]]:
    """Who looked, by role: never a name, and never what a safeguarding lead read."""
    for look in sightings.told_of(subject.person_ids, None):
        yield {"when": plain(look.at), "what": look.what, "by": look.role}


def _of(model: type[Any], column: Any, ids: Iterable[UUID], *also: Any) -> Iterable[dict[str, Any]]:
    return (_shown(row) for row in db.session.scalars(select(model).where(column.in_(list(ids)), *also)))


def _here(model: type[Any]) -> Any:
    """What one sign-in does in other councils is theirs to tell."""
    return or_(model.authority_id == current_authority_id(), model.authority_id.is_(None))


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in plain_row(row).items() if name not in SECRETS}


_PARTS: dict[str, Callable[[Subject], Iterable[dict[str, Any]]]] = {
    "Your record": _records,
    "What you agreed to": lambda subject: consent.agreements(subject.person_ids),
    "Whether you can decide for yourself": lambda subject: consent.judgements(subject.person_ids),
    "Who stands in for whom": lambda subject: consent.links(subject.person_ids),
    "Forms and links made for you": lambda subject: consent.askings(subject.person_ids),
    "What workers had to do": lambda subject: consent.todo(subject.person_ids),
    "Records that were merged": _merges,
    "Your access to this council": _memberships,
    "Your sign-in": _users,
    "Where you signed in": _sessions,
    "One-time links made for you": _links,
    "Your access beyond this council": _grants,
    "New councils that you began": _drafts,
    "Requests to give you a role": _requests,
    "What was asked about your data": requests.requests_about,
    "When your record was kept and not used": requests.restrictions_of,
    "Photos and files that you are on": _files,
    "Your record must not be deleted yet": _holds,
    "When your record was to go": _due,
    "What was done about your record": _audit,
    "Who has looked at your record": _looks,
    "Your checks as an adult who runs groups": lambda subject: practice.checks_of(subject.person_ids),
    "What you were told": lambda subject: messages.told(subject.person_ids),
    "Your duty as a safeguarding lead": lambda subject: duty.duty_of(sign_ins(subject)),
    "How you wish to hear": lambda subject: messages.choices(subject.person_ids),
}
