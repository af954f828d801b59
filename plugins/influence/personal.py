"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

What they said goes; that something was asked, answered and promised stays, nobody's.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, local_moment, period, touch
from plugins.groups.api import months_before
from plugins.influence.answers.links import forget as forget_links
from plugins.influence.models import (
    Ask,
    Change,
    CheckAnswer,
    Mode,
    ModeRating,
    Owner,
    Proof,
    Pulse,
    Told,
    Verdict,
    View,
    ViewNote,
)
from plugins.influence.voice.forgetting import forget

HIDDEN = frozenset({"authority_id", "id", "version", "position", "code_hash", "number"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str = "person_id"


SAID = Held("What you said", "things said", View)
OWN = (
    Held("Your answers to: did it really happen?", "answers to checks", CheckAnswer),
    Held("What we told you about what came of it", "notes that they were told", Told),
    Held("Whether you felt listened to", "answers about being listened to", Pulse),
    Held("How you say an activity was run", "ratings of how activities were run", ModeRating),
)
TO_ANSWER = Held("Questions that you must answer", "names of who must answer", Owner)
NAMED = (
    Held("What you think came of what you asked", "names beside verdicts", Verdict),
    Held("Words of others that were meant for you to read", "names of workers beside words", View, "worker_id"),
    Held("Words that you wrote down for others", "names of who wrote words down", View, "entered_by_id"),
    Held("What you made of what others said", "names beside notes", ViewNote, "by_id"),
    Held("Questions that you look after", "names of who looks after questions", Ask, "worker_id"),
    TO_ANSWER,
    Held("Questions that you present to a board", "names of who presents", Owner, "presenter_id"),
    Held("What you did about questions", "names in trails", Change, "by_id"),
    Held("Proof that you gave", "names beside proof", Proof, "by_id"),
    Held("People that you told", "names of who told", Told, "by_id"),
    Held("How you say that you ran an activity", "names beside modes", Mode, "by_id"),
)
"""The record belongs to a question or to somebody else: on erasure the name goes and the rest stays, nobody's."""
WRITTEN: dict[Any, tuple[str, ...]] = {
    (Verdict, "person_id"): ("words", "public_words"),
    (Owner, "person_id"): ("name", "email"),  # whoever presents it to a board leaves these alone
    (Change, "by_id"): ("by_words",),
}
"""What stands beside the link to a person, and goes with it."""


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they said, asked, judged and answered (UK GDPR Art. 15); of others' words only that they had to do with."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in (SAID, *OWN, *NAMED)]
    parts.append(ExportPart("What adults noted about what you said", list(_noted(person_id))))
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their words go everywhere; questions, promises and numbers stay without a name (UK GDPR Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in (SAID, *OWN, *NAMED)]
    for held, rows in found if apply else ():
        for row in rows:
            _go(held, row)
    db.session.flush()
    if apply:
        touch(authority.id)  # public pages with their words are gone with the next request
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """What was said, and who was told and asked about it, longer ago than the council keeps what is published."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    due = [("things said", View, View.said_on < oldest, View.taken_back_at.is_(None))]
    due += [(kind, model, model.made_at < since, model.made_at.is_not(None)) for kind, model in _BY_DAY.items()]
    found = [(kind, list(db.session.scalars(db.select(model.id).where(*when)))) for kind, model, *when in due]
    return [RetentionDue(f"influence {kind}", ids, oldest, "published") for kind, ids in found if ids]


_BY_DAY: dict[str, Any] = {
    "answers to checks": CheckAnswer,
    "notes of who was told": Told,
    "answers about being listened to": Pulse,
    "ratings of modes": ModeRating,
}


def _forget_old(rows: Sequence[Any]) -> None:
    for row in rows:
        forget(row, "kept_long_enough")


KEEPS = {
    "influence things said": Kept(View, _forget_old),
    **{f"influence {kind}": Kept(model) for kind, model in _BY_DAY.items()},
}


def _go(held: Held, row: Any) -> None:
    if held is SAID:
        forget(row, "erased")
        row.person_id = None
    elif held in OWN:
        db.session.delete(row)
    else:
        if held is TO_ANSWER:
            forget_links(row)
        setattr(row, held.column, None)
        for name in WRITTEN.get((held.model, held.column), ()):
            setattr(row, name, "")


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    others = held.model in (View, ViewNote) and held is not SAID
    for row in _rows(held, person_id):
        if others:
            yield {"made_at": _simple(row.made_at)}
            continue
        names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
        values = {name: getattr(row, name) for name in names if name not in HIDDEN}
        yield {name: _simple(value) for name, value in values.items() if value not in (None, "", [], {})}


def _noted(person_id: UUID) -> Iterator[dict[str, object]]:
    """It is about whoever said it, whoever wrote it."""
    said = db.select(View.id).where(View.person_id == person_id)
    notes = db.select(ViewNote.words, ViewNote.made_at).where(ViewNote.view_id.in_(said)).order_by(ViewNote.made_at)
    for row in db.session.execute(notes):
        yield {"made_at": _simple(row.made_at), "words": row.words}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
