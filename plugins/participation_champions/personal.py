"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

What a service had stays, nobody's; what somebody offered and asked goes with them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, local_moment, period, touch
from plugins.groups.api import months_before
from plugins.participation_champions.models import Champion, Gift, OutsideTest, Question, Reply, SampleLine, Service

OF_OTHERS = frozenset({"tester", "words"})
"""Of a test: who it was drawn for, and what they said."""
HIDDEN = frozenset({"authority_id", "id", "version", "position", "token_hash", "seed", "pool"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, where it is, what goes with it."""

    title: str
    kind: str
    model: Any
    column: str
    words: tuple[str, ...] = ()


NAMED = (
    Held(
        "Services that you are or were a champion of", "parts as a champion", Champion, "person_id", ("offers", "asks")
    ),
    Held("What you asked other champions", "questions to champions", Question, "by_id", ("words",)),
    Held("What you answered other champions", "answers to champions", Reply, "by_id", ("words",)),
    Held("What partners pledged, as you wrote it down", "names beside pledges", Gift, "by_id"),
    Held("Tests from outside that you drew", "names beside tests", OutsideTest, "made_by_id"),
)


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they stand for, asked and answered (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in NAMED]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their name and their own words go; that a service had a champion stays, nobody's (Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in NAMED]
    for held, rows in found if apply else ():
        for row in rows:
            _go(held, row)
    db.session.flush()
    if apply:
        touch(authority.id)  # a gap that this leaves is on the map with the next request
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Parts that ended, questions, answers, pledges and tests, older than what is published is kept."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    after = db.select(Champion.after_id).where(Champion.after_id.is_not(None))
    due = (
        ("parts that ended", Champion, db.and_(Champion.until < oldest, Champion.id.not_in(after))),
        ("answers", Reply, Reply.made_at < since),
        ("questions", Question, db.and_(Question.made_at < since, Question.id.not_in(_recent_replies(since)))),
        ("pledges", Gift, Gift.made_at < since),
        ("outside tests", OutsideTest, OutsideTest.made_at < since),
    )
    found = [(kind, list(db.session.scalars(db.select(model.id).where(when)))) for kind, model, when in due]
    return [RetentionDue(f"champions' {kind}", ids, oldest, "published") for kind, ids in found if ids]


def _recent_replies(since: datetime) -> Any:
    return db.select(Reply.question_id).where(Reply.made_at >= since)


def _forget_questions(rows: Any) -> None:
    ids = [row.id for row in rows]
    db.session.execute(db.delete(Reply).where(Reply.question_id.in_(ids)))
    db.session.execute(db.delete(Question).where(Question.id.in_(ids)))


def _forget_tests(rows: Any) -> None:
    ids = [row.id for row in rows]
    db.session.execute(db.delete(SampleLine).where(SampleLine.test_id.in_(ids)))
    db.session.execute(db.delete(OutsideTest).where(OutsideTest.id.in_(ids)))


KEEPS = {
    "champions' parts that ended": Kept(Champion),
    "champions' answers": Kept(Reply),
    "champions' questions": Kept(Question, _forget_questions),
    "champions' pledges": Kept(Gift),
    "champions' outside tests": Kept(OutsideTest, _forget_tests),
}


def _go(held: Held, row: Any) -> None:
    setattr(row, held.column, None)
    for name in held.words:
        setattr(row, name, "")
    if held.model is Champion:
        row.skills = []


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    for row in _rows(held, person_id):
        names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
        left_out = HIDDEN | (OF_OTHERS if held.model is OutsideTest else frozenset())
        values = {name: getattr(row, name) for name in names if name not in left_out}
        named = {"service": db.session.get_one(Service, row.service_id).title} if held.model is Champion else {}
        yield named | {name: _simple(value) for name, value in values.items() if value not in (None, "", [], False)}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
