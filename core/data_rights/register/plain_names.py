"""What tables and columns are called in words that anybody understands; the rest is made from their names.

A plugin's class can say `__plain__` (what such records are) and `__whom__` (whom they are about) itself.
"""

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from core.db import Base

EVERYBODY = "Young people, parents and carers, workers and partners"
STAFF_AND_MEMBERS = "Everybody with a sign-in"
ASKED = "Whoever did it, and whom it was about"

RECORDS: Final[Mapping[str, tuple[str, str]]] = {
    "core_person": ("Records of people", EVERYBODY),
    "core_merge": ("Records that were put together", EVERYBODY),
    "core_user": ("Sign-ins", STAFF_AND_MEMBERS),
    "core_membership": ("Access to this council", STAFF_AND_MEMBERS),
    "core_membership_role": ("Roles", STAFF_AND_MEMBERS),
    "core_platform_grant": ("Access beyond one council", "Those who run the platform or a region"),
    "core_council_draft": ("New councils that were begun", "Operators, and the posts that they wrote down"),
    "core_user_session": ("Where somebody is signed in", STAFF_AND_MEMBERS),
    "core_access_link": ("One-time links", STAFF_AND_MEMBERS),
    "core_sign_in_failure": ("Sign-ins that failed", "Whoever tried"),
    "core_role_request": ("Requests for a role", "Staff"),
    "core_audit_entry": ("The record of who did what", ASKED),
    "core_sighting": ("Who saw and changed what about whom", ASKED),
    "core_platform_audit_entry": ("The record of who did what outside councils", ASKED),
    "core_basis_decision": ("Decisions about lawful bases", "Staff who decided"),
    "core_period_decision": ("Decisions about keeping times", "Staff who decided"),
    "core_legal_hold": ("Legal holds", EVERYBODY),
    "core_due_record": ("Records whose keeping time ended", EVERYBODY),
    "core_sign_off": ("Signatures under impact assessments", "Staff who signed"),
    "core_relationship": ("Who looks after whom", "Children, and the adults who look after them"),
    "core_adult_practice": ("Who leads which adult", "Adults who run groups"),
    "core_adult_check": ("Checks of adults who run groups", "Adults who run groups"),
    "core_task": ("Tasks for staff", "Whom the task is about"),
}
COLUMNS: Final[Mapping[str, str]] = {
    "about_id": "id of what it is about",
    "access_needs": "access needs",
    "age_band": "age band",
    "age_band_said_on": "day the age band was said",
    "born_on": "date of birth",
    "by_role": "the role in which they did it",
    "by_user_id": "who did it",
    "by_words": "how they are named",
    "code_hash": "mark of a code (the code cannot be read from it)",
    "detail": "ids and names of fields",
    "device": "kind of browser",
    "email": "e-mail address",
    "external_ref": "number in another system",
    "find_text": "name as it is searched for",
    "heard_how": "how they heard of us",
    "held": "roles",
    "home": "how they get home",
    "home_authority_id": "council of the sign-in",
    "is_protected": "must not be found by somebody",
    "key": "mark of who tried (nobody can be read from it)",
    "kind": "kind",
    "known_as": "name they like to be called by",
    "left_on": "day they left",
    "merged_into_id": "record that is used instead",
    "organisation_id": "school or service",
    "password_hash": "mark of the password (it cannot be read from it)",
    "person_id": "whom it is about",
    "place_id": "area",
    "record_id": "id of the record",
    "sort_name": "name for sorting",
    "token_hash": "mark of a link (the link cannot be read from it)",
    "user_id": "sign-in",
    "username": "user name",
    "why": "reason",
    "words": "their words",
}
_ENDINGS = ("_user_id", "_id", "_ids")


def records(table: str, prefix: str) -> str:
    """What the rows of a table are, in words."""
    said = getattr(_model(table), "__plain__", "") or RECORDS.get(table, ("", ""))[0]
    return said or table.removeprefix(prefix).replace("_", " ").capitalize()


def whom(table: str) -> str:
    """Whom the rows of a table are about."""
    return getattr(_model(table), "__whom__", "") or RECORDS.get(table, ("", EVERYBODY))[1]


def column(found: sa.Column[Any]) -> str:
    """What a column holds, in words: `paused_on` is "paused on"."""
    if found.name in COLUMNS:
        return COLUMNS[found.name]
    name = next((found.name.removesuffix(end) for end in _ENDINGS if found.name.endswith(end)), found.name)
    return _moment(name).replace("_", " ")


def _moment(name: str) -> str:
    for ending in ("_at", "_on"):
        if name.endswith(ending):
            return f"day_{name.removesuffix(ending)}" if ending == "_on" else f"time_{name.removesuffix(ending)}"
    return name


def _model(table: str) -> Any:
    mappers = Base.registry.mappers
    return next((mapper.class_ for mapper in mappers if getattr(mapper.local_table, "name", "") == table), None)
