"""What a form offers to choose from where that is found at run time: people, members, cases, entries."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.clock import local_today
from core.db import db
from core.people.access import SEES_PERSON
from core.people.finding import Wanted, find
from core.people.keyset import Cursor
from core.people.models import Organisation
from core.people.names import fold
from core.people.shared import names_of
from core.safeguarding import seeing
from core.safeguarding.conflicts import bars
from core.safeguarding.conflicts.desk_people import staff
from core.safeguarding.desk import related, words
from core.safeguarding.desk.forms import Offered
from core.safeguarding.record.chronology import Read
from core.safeguarding.store import STORES, Store
from core.users.directory import names_of_members
from core.web.languages import moment
from core.web.request import current_actor

_REFERENCE = re.compile(rf"[0-9a-fA-F]{{{words.REFERENCE}}}")
MOST: Final = 20  # choices of a search
Pairs = Sequence[tuple[str, str]]


def offered(step: str, store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Offered:
    """For each field of the step whose choices are found now; `wanted` is what was typed into the search."""
    found = OFFERS.get(step)
    return {found[0]: found[1](store, case, entries, wanted)} if found else {}


def open_actions(entries: Sequence[Read]) -> list[Read]:
    """Actions that nobody has said are done."""
    done = {str((one.body or {}).get("of")) for one in entries if one.kind == "action_done"}
    return [one for one in entries if one.kind == "action" and str(one.seq) not in done]


def live_allocations(store: Store, case_id: UUID) -> dict[UUID, Any]:
    """Who has the case now, by user, with the row."""
    given = store.allocation
    query = select(given).where(given.case_id == case_id, given.ended_at.is_(None)).order_by(given.since, given.id)
    return {row.user_id: row for row in db.session.scalars(query)}


def _members(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    """Leads and practitioners who could read it; never those who must not know of it."""
    out = bars.barred(store, case.id) | set(live_allocations(store, case.id))
    here = [one for one in staff() if one.is_at_desk and one.has_come and one.user_id not in out]
    looked_for = fold(wanted)
    named = [one for one in here if any(looked_for in fold(name) for name in one.names)]
    return sorted(((str(one.user_id), one.names[0]) for one in named), key=lambda pair: pair[1])[:MOST]


def _given(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    users = live_allocations(store, case.id)
    names = names_of_members(users)
    return [(str(user_id), names.get(user_id, "Somebody")) for user_id in users]


def _people(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    if not wanted.strip():
        return []
    allowed = SEES_PERSON.criteria(current_actor())
    rows = find(Wanted(wanted, left_too=True), local_today(), allowed, Cursor(), MOST).rows
    schools = names_of(Organisation, {row.organisation_id for row in rows})
    return [(str(row.id), _told_apart(row, schools)) for row in rows]


def _told_apart(row: Any, schools: Mapping[Any, str]) -> str:
    more = [schools.get(row.organisation_id, ""), f"born {row.born_on:%d %m %Y}" if row.born_on else ""]
    return ", ".join([row.name, *filter(None, more)])


def _cases(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    """Cases about the same people, and the one that was asked for by reference; only those this reader may read."""
    found = [(other.store, other.row) for other in related.to(store, case)]
    for other in STORES.values() if _REFERENCE.fullmatch(wanted.strip()) else ():
        start = wanted.strip().lower()
        first, last = (UUID(start.ljust(32, end)) for end in "0f")
        query = seeing.listed(other, other.case.id.between(first, last), other.case.id != case.id)
        shown = query.with_only_columns(other.case.id, other.case.raised_at, other.case.state).limit(MOST)
        found += [(other.name, row) for row in db.session.execute(shown)]
    return list(dict.fromkeys((f"{name}.{row.id}", _case_words(name, row)) for name, row in found))


def _case_words(store: str, row: Any) -> str:
    named = f"{words.STORES[store]} {words.reference(row.id)}"
    return f"{named}, raised {moment(row.raised_at)}, {words.STATES[row.state].lower()}"


def _entries(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    return [(str(one.seq), f"{words.KINDS.get(one.kind, one.kind)}, {moment(one.recorded_at)}") for one in entries]


def _actions(store: Store, case: Any, entries: Sequence[Read], wanted: str) -> Pairs:
    return [(str(one.seq), _action_words(one.body or {})) for one in open_actions(entries)]


def _action_words(body: Mapping[str, Any]) -> str:
    return f"{body.get('what', '')} ({body.get('who', '')})"


OFFERS: Final[Mapping[str, tuple[str, Callable[[Store, Any, Sequence[Read], str], Pairs]]]] = {
    "allocate": ("user_id", _members),
    "take-back": ("user_id", _given),
    "name": ("person_id", _people),
    "link": ("case_id", _cases),
    "amend": ("of", _entries),
    "done": ("of", _actions),
}
"""Steps with a field whose choices are found: the field, and what finds them."""
