"""Whom a case is about, or who is too close to it: they must not read it, whatever their role.

Found again whenever a case gets new words or new people. Every rule gives users with a reason of bars.WHY; where
several hold, the first found is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.people.merging import kept_record, twins_folded_into
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.safeguarding.conflicts.desk_people import Member, staff, users_of
from core.safeguarding.conflicts.naming import Words, is_any_named, is_named_whole, words_of
from core.safeguarding.models import AdultPractice
from core.safeguarding.store import ALLEGATIONS, STORES, Store

ADULT_NAME: Final = "adult_name"  # the answer that names the adult whom a report is about
IS_STAFF: Final = "about_staff"  # the answer whether that adult works or volunteers with children
STAFF_MAYBE: Final = ("yes", "not_sure")
OF_THE_AUTHOR: Final = frozenset({"name", "written_by", "written_in", "page", "signs", "language", "from_council"})
"""Answers that say who wrote and where: a name in them is not that of whom the report is about."""
ADULT, CHILD = ("adult",), ("child", "sibling")
FOLLOWS: Final = ("declared", "close", "line")
"""Reasons that hold for every other case about the same people."""


def of_people(store: Store, case: Any) -> Iterator[tuple[UUID, str]]:
    """Users in conflict by whom the case names: the adult, the child's family, whoever declared it on another case."""
    parts = [(part.person_id, part.part) for part in _parts(store, case)]
    adults = _same({person for person, part in parts if part in ADULT})
    children = _same({person for person, part in parts if part in CHILD})
    yield from ((user, "named") for user in users_of(adults))
    yield from ((user, "line") for user in managers_of(adults))
    yield from ((user, "relative") for user in users_of(children | _family(children)))
    yield from _from_other_cases(case, adults | children)


def of_words(
    store: Store, text: str, answers: Mapping[str, Any], *, by_user_id: UUID | None
) -> Iterator[tuple[UUID, str]]:
    """Users in conflict because their name may stand in the report; who wrote it signs with their own name."""
    named = str(answers.get(ADULT_NAME) or "")
    if named:
        yield from _in_words(words_of(named.title()), None)
    if may_be_about_staff(store, answers):
        yield from _in_words(words_of("\n".join([text, *_texts(answers)])), by_user_id)


def may_be_about_staff(store: Store, answers: Mapping[str, Any]) -> bool:
    """True for an allegation, and for a concern whose author does not rule out that the adult works with children."""
    return store is ALLEGATIONS or answers.get(IS_STAFF) in STAFF_MAYBE


def managers_of(person_ids: Iterable[UUID]) -> list[UUID]:
    """The users who manage these adults, and those who manage them in turn, as far as the council wrote it down."""
    found: dict[UUID, None] = {}
    people = set(person_ids)
    while people:
        query = select(AdultPractice.line_manager_user_id).where(AdultPractice.person_id.in_(people))
        new = {one for one in db.session.scalars(query) if one is not None} - found.keys()
        found |= dict.fromkeys(new)
        people = {one.person_id for one in staff() if one.user_id in new and one.person_id} if new else set()
    return list(found)


def _in_words(words: Words, by_user_id: UUID | None) -> Iterator[tuple[UUID, str]]:
    """Whoever may be named, and the line of those whose whole name stands there."""
    line: list[UUID] = []
    for member in staff():
        if member.user_id == by_user_id:
            continue
        whole = _whole(member, words)
        if whole or (member.is_at_desk and is_any_named(member.names, words)):
            yield member.user_id, "name"
        if whole and member.person_id is not None:
            line.append(member.person_id)
    yield from ((user, "line") for user in managers_of(line) if user != by_user_id)


def _whole(member: Member, words: Words) -> bool:
    return any(is_named_whole(name, words) for name in member.names)


def _parts(store: Store, case: Any) -> Iterable[Any]:
    return db.session.scalars(select(store.part).where(store.part.case_id == case.id))


def _same(person_ids: Iterable[UUID]) -> set[UUID]:
    """All records of the same human beings: the one kept and those folded into it."""
    found = set(person_ids)
    for person in db.session.scalars(select(Person).where(Person.id.in_(found))) if found else ():
        kept = kept_record(person).id
        found |= {kept, *twins_folded_into(kept)}
    return found


def _family(children: set[UUID]) -> set[UUID]:
    """Everybody on record as standing in for these children, past and unchecked ones too."""
    query = select(Relationship.adult_id).where(
        Relationship.child_id.in_(children), Relationship.adult_id.is_not(None)
    )
    adults = {one for one in db.session.scalars(query) if one is not None} if children else set()
    return _same(adults)


def _from_other_cases(case: Any, people: set[UUID]) -> Iterator[tuple[UUID, str]]:
    """Whoever may not read another case about the same people because of who they are."""
    for store in STORES.values() if people else ():
        bar, part = store.bar, store.part
        query = (
            select(bar.user_id, bar.why)
            .join(part, part.case_id == bar.case_id)
            .where(part.person_id.in_(people), bar.case_id != case.id, bar.ended_at.is_(None), bar.why.in_(FOLLOWS))
        )
        yield from ((row.user_id, row.why) for row in db.session.execute(query))


def _texts(answers: Mapping[str, Any]) -> Iterator[str]:
    """What was typed beside the words, in whichever field."""
    for name, value in answers.items():
        if name in OF_THE_AUTHOR or name.startswith("contact"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value)
        elif isinstance(value, list | tuple):
            yield from (str(one) for one in value)
