"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

A story that tells of somebody and their words go with them; that a report was made and signed stays, nobody's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import (
    Authority,
    Erased,
    ExportPart,
    HandedOn,
    Kept,
    RetentionDue,
    db,
    hookimpl,
    local_moment,
    period,
    touch,
)
from plugins.evidence.models import Figure, Quote, Report, SignOff, Story, StoryPart, StoryPerson
from plugins.evidence.quotes.ending import forget as forget_quote
from plugins.groups.api import months_before

HIDDEN = frozenset({"authority_id", "id", "version", "position"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str = "person_id"


TOLD = Held("Stories that tell of you", "stories that tell of them", StoryPerson)
SAID = Held("Words of yours that may be shown", "quotes", Quote)
NAMED = (
    Held("Stories that you look after", "names of who looks after stories", Story, "worker_id"),
    Held("Quotes that you wrote down", "names of who wrote quotes down", Quote, "worker_id"),
    Held("Reports that you look after", "names of who looks after reports", Report, "worker_id"),
    Held("Reports that you signed", "signatures under reports", SignOff),
)
"""The record belongs to the council or to somebody else: on erasure the name goes and the rest stays, nobody's."""


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What is told of them, what they said, and what they wrote and signed for the council (UK GDPR Art. 15)."""
    told = ExportPart(TOLD.title, list(_told(person_id)))
    parts = [ExportPart(held.title, [_plain(row) for row in _rows(held, person_id)]) for held in (SAID, *NAMED)]
    return [part for part in (told, *parts) if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Stories about them and their words go everywhere; reports and stories of others stay, without their name."""
    found = [(held, _rows(held, person_id)) for held in (TOLD, SAID, *NAMED)]
    if apply:
        for held, rows in found:
            _go(held, rows)
        db.session.flush()
        touch(authority.id)  # public pages with their words are gone with the next request
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Stories and quotes that were written down longer ago than the council keeps what is published."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    stories = list(db.session.scalars(db.select(Story.id).where(Story.made_at < since)))
    old = (Quote.made_at < since, Quote.taken_back_at.is_(None))
    quotes = list(db.session.scalars(db.select(Quote.id).where(*old)))
    due = (("evidence stories", stories), ("evidence quotes", quotes))
    return [RetentionDue(kind, ids, oldest, "published") for kind, ids in due if ids]


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on the stories and reports that somebody is still writing; what is public keeps who made it."""
    found = []
    for kind, model in (("stories that they write", Story), ("reports that they put together", Report)):
        mine = db.select(model).where(model.worker_id == from_id, model.published_at.is_(None)).order_by(model.made_at)
        rows: Sequence[Any] = db.session.scalars(mine).all()
        for row in rows if apply else ():
            row.worker_id = to_id
        titles = () if model is Story else tuple(row.title for row in rows)
        found.append(HandedOn(kind, len(rows), titles))
    db.session.flush()
    return [one for one in found if one.count]


def forget_stories(rows: Iterable[Story]) -> None:
    """Delete these stories with all that hangs on them; a quote of one stays by itself."""
    for story in rows:
        for model in (StoryPart, StoryPerson, Figure):
            db.session.execute(db.delete(model).where(model.story_id == story.id))
        db.session.execute(db.update(Quote).where(Quote.story_id == story.id).values(story_id=None))
        db.session.delete(story)
        touch(story.authority_id)  # public pages with it are gone with the next request
    db.session.flush()


def _forget_quotes(rows: Iterable[Quote]) -> None:
    for row in rows:
        forget_quote(row, "kept_long_enough")


KEEPS = {"evidence stories": Kept(Story, forget_stories), "evidence quotes": Kept(Quote, _forget_quotes)}


def _go(held: Held, rows: Sequence[Any]) -> None:
    if held is TOLD:
        ids = {row.story_id for row in rows}
        forget_stories(db.session.scalars(db.select(Story).where(Story.id.in_(ids))).all())
        return
    for row in rows:
        if held is SAID:
            forget_quote(row, "erased")
            row.person_id = None
            continue
        setattr(row, held.column, None)
        if isinstance(row, SignOff):
            row.as_words = ""


def _rows(held: Held, person_id: UUID) -> Sequence[Any]:
    return db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)).all()


def _told(person_id: UUID) -> Iterator[dict[str, object]]:
    """The whole story as it is written: it is about them, whoever wrote it."""
    for row in _rows(TOLD, person_id):
        story = db.session.scalars(db.select(Story).where(Story.id == row.story_id)).one()
        words = db.session.scalars(db.select(StoryPart.words).where(StoryPart.story_id == story.id)).all()
        agreed = {"agreed_how": row.agreed_how} if row.agreed_how else {}
        yield {"called": row.name, "title": story.title, "summary": story.summary, "words": [*words], **agreed}


def _plain(row: Any) -> dict[str, object]:
    names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
    values = {name: getattr(row, name) for name in names if name not in HIDDEN}
    return {name: _simple(value) for name, value in values.items() if value not in (None, "", [], {})}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
