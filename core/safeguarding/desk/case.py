"""What the page of one case shows, worked out from its chronology: nothing of it is kept a second time.

Entries that name a case which the reader may not see are left out whole, so that nobody learns that it is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.access.roles import ROLES
from core.clock import local_today
from core.db import db
from core.people.access import SEES_PERSON
from core.people.models import Person
from core.safeguarding import seeing
from core.safeguarding.conflicts import bars
from core.safeguarding.desk import offering, words
from core.safeguarding.record.chronology import Read, latest, read
from core.safeguarding.store import LEAD, STORES, Store
from core.users.directory import names_of_members
from core.web.request import current_actor

FROM_AUTHOR: Final = ("raised", "added")
REFERRALS: Final = ("referral", "referral_sent", "referral_accepted", "lado", "transferred", "transfer_received")
GONE: Final = "Somebody whose record is gone"


@dataclass(frozen=True)
class Line:
    """One entry as it is read: what it is, when, by whom, what it says; `later` are those that put it right."""

    seq: int
    kind: str
    title: str
    recorded_at: datetime
    occurred_at: datetime | None
    who: str
    facts: Sequence[tuple[str, str]]
    amends: int | None = None
    is_destroyed: bool = False
    by_user_id: UUID | None = None
    later: Sequence["Line"] = ()


@dataclass(frozen=True)
class Words:
    """What the author wrote, exactly; `language` as they had the page, "" if nobody knows."""

    text: str
    at: datetime
    language: str
    facts: Sequence[tuple[str, str]]
    later: Sequence[Line]


@dataclass(frozen=True)
class Action:
    """Something to be done: `is_late` once its day has passed."""

    seq: int
    what: str
    who: str
    by: date | None
    is_late: bool


@dataclass(frozen=True)
class Named:
    """Somebody whom the case names; `person_id` only where the reader may open the record."""

    name: str
    part: str
    person_id: UUID | None


@dataclass(frozen=True)
class Shown:
    """Everything on the page of one case."""

    raised_by: str
    own_words: Sequence[Words]
    contact: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    actions: Sequence[Action]
    referrals: Sequence[Line]
    told: Line | None
    triage: Line | None
    decision: Line | None
    closing: Line | None
    named: Sequence[Named]
    given_to: Mapping[UUID, str]
    facts: Mapping[str, Any] = field(default_factory=dict)


def shown(store: Store, case: Any) -> Shown:
    """Read the case; raises keys.Unreadable where it does not open."""
    entries = visible(read(store, case))
    named = people_of(store, case)
    given = offering.live_allocations(store, case.id)
    who = _Names.of(case, entries, named, given)
    lines = _lines(entries, who)
    return Shown(
        raised_by=who.author(case),
        own_words=[_words(one, lines[one.seq]) for one in entries if one.kind in FROM_AUTHOR and one.body],
        contact=_contact(entries),
        lines=list(lines.values()),
        actions=[_action(one) for one in offering.open_actions(entries)],
        referrals=[lines[one.seq] for one in entries if one.kind in REFERRALS],
        told=_last(entries, lines, "told"),
        triage=_last(entries, lines, "triaged"),
        decision=_last(entries, lines, "decided"),
        closing=_last(entries, lines, "closing" if case.state == "closing" else "closed"),
        named=named,
        given_to={user_id: who.users.get(user_id, "Somebody") for user_id in given},
        facts=_facts_now(entries),
    )


def visible(entries: Sequence[Read]) -> list[Read]:
    """The entries without those that point at a case which the reader may not see, or say who must not see this."""
    entries = _without_bars(entries)
    pointed = {found for one in entries if (found := _pointer(one)) is not None}
    seen = {one for store in STORES.values() for one in _seen(store, pointed)}
    return [one for one in entries if _pointer(one) is None or _pointer(one) in seen]


def _without_bars(entries: Sequence[Read]) -> list[Read]:
    """Who must not know of a case is for leads; whoever it was given to might tell them."""
    lead = current_actor().can(LEAD)
    return [one for one in entries if lead or one.kind not in ("barred", "bar_ended")]


def people_of(store: Store, case: Any) -> list[Named]:
    """Those whom the case names: the child first; open to those who may see the record."""
    part, allowed = store.part, SEES_PERSON.criteria(current_actor())
    query = (
        select(part.person_id, part.part, Person.name, allowed.label("may_open"))
        .outerjoin(Person, (Person.id == part.person_id) & (Person.authority_id == part.authority_id))
        .where(part.case_id == case.id)
    )
    order = list(words.PARTS)
    rows = sorted(db.session.execute(query), key=lambda row: (order.index(row.part), row.name or ""))
    return [Named(row.name or GONE, row.part, row.person_id if row.name and row.may_open else None) for row in rows]


def _facts_now(entries: Sequence[Read]) -> dict[str, Any]:
    """The last word on safety: from the triage or a later review, else what the author answered."""
    found: dict[str, Any] = {}
    for one in entries:
        if one.kind in ("raised", "triaged", "reviewed") and one.body:
            found |= {name: one.body[name] for name in ("safe_now", "about_staff", "conflict") if name in one.body}
    return found


def _contact(entries: Sequence[Read]) -> list[tuple[str, str]]:
    """How whoever raised it may be reached safely, from their last word on it."""
    for one in reversed(entries):
        given = {name: value for name, value in (one.body or {}).items() if _is_contact(name) and value}
        if one.kind in FROM_AUTHOR and given:
            return [(words.label(name), words.value(name, value)) for name, value in given.items()]
    return []


def _is_contact(name: str) -> bool:
    return name.startswith(words.CONTACT)


def _action(entry: Read) -> Action:
    body = entry.body or {}
    by = date.fromisoformat(body["by"]) if body.get("by") else None
    return Action(entry.seq, body.get("what", ""), body.get("who", ""), by, by is not None and by < local_today())


def _last(entries: Sequence[Read], lines: Mapping[int, Line], kind: str) -> Line | None:
    found = latest(entries, kind)
    return lines[found.seq] if found else None


def _words(entry: Read, line: Line) -> Words:
    body = entry.body or {}
    text = str(body.get("words", "")).replace("\x00", "\ufffd")
    return Words(text, entry.occurred_at or entry.recorded_at, str(body.get("language", "")), line.facts, line.later)


def _lines(entries: Sequence[Read], who: "_Names") -> dict[int, Line]:
    made = {one.seq: _line(one, who) for one in entries}
    later: dict[int, list[Line]] = {}
    for line in made.values():
        if line.amends is not None:
            later.setdefault(line.amends, []).append(line)
    return {seq: _with_later(line, later.get(seq, [])) for seq, line in made.items()}


def _with_later(line: Line, later: Sequence[Line]) -> Line:
    return Line(**{**line.__dict__, "later": tuple(later)}) if later else line


def _line(entry: Read, who: "_Names") -> Line:
    return Line(
        entry.seq, entry.kind, words.KINDS.get(entry.kind, entry.kind), entry.recorded_at, entry.occurred_at,
        who.of_entry(entry), who.facts(entry), entry.amends, entry.body is None,
        entry.by_user_id,
    )  # fmt: skip


def _pointer(entry: Read) -> tuple[str, UUID] | None:
    body = entry.body or {}
    if body.get("store") in STORES and body.get("case_id"):
        return body["store"], UUID(body["case_id"])
    return None


def _seen(store: Store, pointed: Iterable[tuple[str, UUID]]) -> Iterable[tuple[str, UUID]]:
    ids = [case_id for name, case_id in pointed if name == store.name]
    if not ids:
        return []
    query = seeing.listed(store, store.case.id.in_(ids)).with_only_columns(store.case.id)
    return [(store.name, case_id) for case_id in db.session.scalars(query)]


@dataclass(frozen=True)
class _Names:
    """What those are called whom a chronology names by their ids."""

    users: Mapping[UUID, str]
    people: Mapping[UUID, str]

    @classmethod
    def of(cls, case: Any, entries: Sequence[Read], named: Sequence[Named], given: Iterable[UUID]) -> "_Names":
        users = {case.raised_by_user_id, *given, *(one.by_user_id for one in entries), *_ids(entries, "user_id")}
        people = {case.raised_by_person_id, *_ids(entries, "person_id")} - {None}
        query = select(Person.id, Person.name).where(Person.id.in_(people))
        called = {row.id: row.name for row in db.session.execute(query)} if people else {}
        return cls(names_of_members(users), called)

    def author(self, case: Any) -> str:
        """Who raised the case, as far as anybody knows."""
        if case.how == "screen":
            return words.HOW["screen"]
        known = self.users.get(case.raised_by_user_id) or self.people.get(case.raised_by_person_id)
        return known or ("Another council" if case.how == "transfer" else "Somebody without a sign-in")

    def of_entry(self, entry: Read) -> str:
        """Name and role of whoever wrote an entry."""
        role = ROLES[entry.by_role].title if entry.by_role in ROLES else ""
        if entry.by_user_id is not None:
            return ", ".join(filter(None, (self.users.get(entry.by_user_id, "Somebody"), role)))
        return role or ("Whoever raised it" if entry.kind in FROM_AUTHOR else "Heard")

    def facts(self, entry: Read) -> list[tuple[str, str]]:
        """What an entry says, as label and words; what stands elsewhere on the page or is for the software is out."""
        out = words.NOT_SHOWN | ({"words"} if entry.kind in FROM_AUTHOR else frozenset())
        given = [one for one in (entry.body or {}).items() if one[0] not in out and one[1] not in ("", None)]
        return [(words.label(name), self._said(name, value)) for name, value in given]

    def _said(self, name: str, value: Any) -> str:
        if name == "users":
            return ", ".join(self._kept_away(one) for one in value)
        if name in ("user_id", "person_id"):
            known = self.users if name == "user_id" else self.people
            return known.get(UUID(value), GONE)
        return words.value(name, value)

    def _kept_away(self, one: Mapping[str, str]) -> str:
        why = bars.WHY.get(one.get("why", ""), "")
        return f"{self.users.get(UUID(one['user_id']), 'Somebody')} ({why})"


def _ids(entries: Iterable[Read], name: str) -> set[UUID]:
    """Every id under this name in what was written, and in its lists."""
    bodies = [one.body or {} for one in entries]
    inner = [one for body in bodies for one in body.get("users", ()) if isinstance(one, dict)]
    return {UUID(body[name]) for body in (*bodies, *inner) if body.get(name)}
