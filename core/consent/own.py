"""What this room holds about somebody: shown to them, and erased with them.

An adult who is erased leaves behind what they once answered about a child: the line stays in the child's story and
names nobody. As their place in the child's life goes too, their yes no longer counts.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update

from core.consent.models import Asking, Competence, Entry
from core.consent.purposes import purposes
from core.db import db
from core.hooks.values import Erased
from core.people.plain import plain
from core.people.relationships.models import Relationship
from core.tasks import Task

TABLES = (Entry, Competence, Asking, Relationship, Task)
SECRET = "secret."  # kinds of tasks that would tell of danger to somebody
STORY = "what an adult answered about a child stays in the child's story and names nobody"


def agreements(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """Every line of the ledger about them, and what they said as an adult about somebody else, who is not named."""
    query = select(Entry).where(or_(Entry.person_id.in_(person_ids), Entry.adult_id.in_(person_ids)))
    for entry in db.session.scalars(query.order_by(Entry.at, Entry.seq)):
        yield _line(entry, own=entry.person_id in person_ids)


def judgements(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """What was judged about their deciding for themselves, with what was written down about it."""
    for row in db.session.scalars(select(Competence).where(Competence.person_id.in_(person_ids))):
        yield {
            "decision": _title(row.decision),
            "judgement": row.judgement.replace("_", " "),
            "on": plain(row.assessed_on),
            "until": plain(row.review_on),
            "information": row.information,
            "understanding": row.understanding,
            "weighing": row.weighing,
            "communication": row.communication,
            "freedom": row.freedom,
            "advice about parents": row.parent_advice,
            "second view": row.second_view,
            "ended because": row.ended_why,
        }


def links(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """Their place in others' lives and others' in theirs; whether anybody is kept away is not told here (S4)."""
    query = select(Relationship).where(
        or_(Relationship.child_id.in_(person_ids), Relationship.adult_id.in_(person_ids))
    )
    for row in db.session.scalars(query):
        yield {
            "what": row.kind.replace("_", " "),
            "of": "you" if row.child_id in person_ids else "a child",
            "parental responsibility": row.parental_responsibility,
            "checked on": plain(row.verified_on),
            "from": plain(row.starts_on),
            "until": plain(row.ends_on),
        }


def askings(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """Forms and links that were made for them."""
    query = select(Asking).where(or_(Asking.person_id.in_(person_ids), Asking.adult_id.in_(person_ids)))
    for row in db.session.scalars(query):
        yield {
            "asked about": [_title(name) for name in row.purposes],
            "by": row.by,
            "made": plain(row.made_at),
            "answered": plain(row.answered_at),
        }


def todo(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """What workers had to do about them, but for what is kept from them to keep somebody safe."""
    told = Task.kind.not_like(f"{SECRET}%")
    for row in db.session.scalars(select(Task).where(Task.person_id.in_(person_ids), told)):
        made, ended = plain(row.made_at), plain(row.done_at)
        yield {"what": row.title, "note": row.note, "made": made, "done": ended, "outcome": row.outcome}


def erase(person_ids: Sequence[UUID], apply: bool) -> list[Erased]:
    """Erase all of it, or count it."""
    doomed: list[tuple[str, Any, Any]] = [
        ("agreement", Entry, Entry.person_id.in_(person_ids)),
        ("judgement of competence", Competence, Competence.person_id.in_(person_ids)),
        ("form or link", Asking, or_(Asking.person_id.in_(person_ids), Asking.adult_id.in_(person_ids))),
        ("link between people", Relationship, _either(person_ids)),
        ("task", Task, Task.person_id.in_(person_ids)),
    ]
    spoken = Entry.adult_id.in_(person_ids)
    found = [Erased("answer about a child", _count(Entry, spoken), STORY)]
    found += [Erased(kind, _count(model, which)) for kind, model, which in doomed]
    if apply:
        for _, model, which in doomed:
            db.session.execute(delete(model).where(which))
        db.session.execute(update(Entry).where(spoken).values(adult_id=None, note=""))
    return found


def _either(person_ids: Sequence[UUID]) -> Any:
    return or_(Relationship.child_id.in_(person_ids), Relationship.adult_id.in_(person_ids))


def _count(model: Any, which: Any) -> int:
    return db.session.scalar(select(func.count(model.id)).where(which)) or 0


def _line(entry: Entry, own: bool) -> dict[str, Any]:
    return {
        "about": _title(entry.purpose),
        "what": entry.state,
        "whose word": entry.voice if own and entry.voice != "own" else "yours",
        "in what right": entry.capacity.replace("_", " "),
        "uses": entry.options,
        "how": entry.how,
        "on": plain(entry.said_on),
        "until": plain(entry.until),
        "note": entry.note if own else "",
    }


def _title(name: str) -> str:
    declared = purposes().get(name)
    return declared.title if declared else name
