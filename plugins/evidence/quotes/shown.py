"""Which quotes everybody may read, asked at the moment of reading: a withdrawal bites at the next one."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Link, Person, consent, db, gettext
from plugins.evidence.models import Quote
from plugins.evidence.stories.shown import NAMED, SHARES, USE
from plugins.evidence.vocabulary import VOICES


class Shown(NamedTuple):
    """A quote as everybody reads it: words that were cleared, and who speaks by role, under another name."""

    id: UUID
    words: str
    who: str


def public_quotes(ids: Collection[UUID] | None = None, story_id: UUID | None = None) -> dict[UUID, Shown]:
    """Of these quotes (or those of a story) the ones that may be shown now: two statements, however many."""
    columns = (
        Quote.id, Quote.public_words, Quote.voice, Quote.pseudonym, Quote.person_id, Person.name, Person.known_as,
    )  # fmt: skip
    same = db.and_(Person.authority_id == Quote.authority_id, Person.id == Quote.person_id)
    query = db.select(*columns).outerjoin(Person, same).order_by(Quote.said_on, Quote.id)
    query = query.where(Quote.cleared_at.is_not(None), Quote.taken_back_at.is_(None), Quote.public_words != "")
    query = query.where(Quote.story_id == story_id) if ids is None else query.where(Quote.id.in_(list(ids)))
    rows = db.session.execute(query).all()
    known = {row.person_id for row in rows if row.person_id is not None}
    shares = consent.agreed(known, SHARES, USE) if known else frozenset()
    named = consent.agreed(known, NAMED) if known else frozenset()
    return {row.id: Shown(row.id, row.public_words, _who(row)) for row in rows if not why_not(row, shares, named)}


def why_not(row: Any, shares: frozenset[UUID], named: frozenset[UUID]) -> str:
    """Why a cleared quote may not be shown now, a plain sentence; "" where it may."""
    if row.person_id is None:
        return ""
    if row.person_id not in shares:
        return "Whoever said it does not agree that others read it, even without a name."
    if row.person_id not in named and real_names(f"{row.name} {row.known_as}", row.public_words, row.pseudonym):
        return "Their name stands in it, and they have not agreed to be named."
    return ""


def real_names(name: str, *texts: str) -> list[str]:
    """The words of somebody's own name that stand in these texts, as they are written there."""
    wanted = {word for word in name.casefold().split() if len(word) > 1}
    found = dict[str, None]()
    for text in texts:
        for word in text.replace("’s", " ").replace("'s", " ").split():
            bare = word.strip(".,;:!?'’\"“”()[]-")
            if bare.casefold() in wanted:
                found[bare] = None
    return list(found)


def links(ids: Collection[UUID]) -> Mapping[UUID, Link]:
    """Of these quotes those that may be shown, their words as title; they have no page of their own."""
    return {id: Link(f"{one.words} ({one.who})", "") for id, one in public_quotes(ids).items()}


def _who(row: Any) -> str:
    role = gettext(VOICES[row.voice])
    return f"{row.pseudonym}, {role[:1].lower()}{role[1:]}" if row.pseudonym else role
