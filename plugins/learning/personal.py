"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

Who was put forward goes; that an area had a winner stays, nobody's. A course that somebody did goes whole.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, local_moment, period, touch
from plugins.groups.api import months_before
from plugins.learning.models import AwardInterest, AwardRound, Course, CourseTaken, Nomination, Resource
from plugins.learning.vocabulary import WON

HIDDEN = frozenset({"authority_id", "id", "version"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str = "person_id"
    of_others: frozenset[str] = frozenset()


NOMINEE = Held(
    "That you were put forward for an award",
    "nominations of them",
    Nomination,
    of_others=frozenset({"by_name", "contact"}),
)
OWN = (
    Held("Courses that you did", "courses that they did", CourseTaken),
    Held("Whom you know among those put forward", "notes that they know a nominee", AwardInterest),
)
NAMED = (
    Held(
        "Whom you put forward for an award",
        "names beside nominations",
        Nomination,
        "by_id",
        of_others=frozenset({"name"}),
    ),
    Held("Courses that you wrote down for others", "names of who wrote courses down", CourseTaken, "by_id"),
    Held("Resources that you look after", "names of who looks after resources", Resource, "owner_id"),
)
EVERY = (NOMINEE, *OWN, *NAMED)


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they were put forward for, learned, and look after (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in EVERY]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their name goes everywhere; that there was a winner, or that something is to be read, stays (Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in EVERY]
    for held, rows in found if apply else ():
        _go(held, rows)
    db.session.flush()
    if apply:
        touch(authority.id)  # public pages with a winner's name are gone with the next request
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Nominations that are older than what is published, and courses that ran out as long ago as members are kept."""
    old = months_before(today, period(authority, "published").months)
    ended = months_before(today, period(authority, "member").months)
    since = local_moment(old, time(0))
    over = db.or_(
        CourseTaken.expires_on < ended, db.and_(CourseTaken.expires_on.is_(None), CourseTaken.done_on < ended)
    )
    due = (("nominations", Nomination, Nomination.made_at < since, old, "published"),)
    courses = (("courses done", CourseTaken, over, ended, "member"),)
    found = [
        RetentionDue(f"learning {kind}", list(db.session.scalars(db.select(model.id).where(when))), on, record)
        for kind, model, when, on, record in (*due, *courses)
    ]
    return [one for one in found if one.ids]


def forget_nominations(rows: Sequence[Any]) -> None:
    """Delete nominations, and with each what judges noted beside it."""
    ids = [row.id for row in rows]
    db.session.execute(db.delete(AwardInterest).where(AwardInterest.nomination_id.in_(ids)))
    for row in rows:
        db.session.delete(row)


KEEPS = {
    "learning nominations": Kept(Nomination, forget_nominations),
    "learning courses done": Kept(CourseTaken),
}


def _go(held: Held, rows: Sequence[Any]) -> None:
    if held is NOMINEE:
        forget_nominations([row for row in rows if row.stage not in WON])
        for row in rows:
            _nobodys(row)
    elif held in OWN:  # by id: what hung on a nomination may have gone with it
        ids = [row.id for row in rows]
        db.session.execute(db.delete(held.model).where(held.model.id.in_(ids)))
    else:
        for row in rows:
            setattr(row, held.column, None)
            if held.model is Nomination:
                row.by_name, row.contact = "", ""


def _nobodys(row: Nomination) -> None:
    """A winner without a name: the round keeps its count."""
    if row.stage in WON:
        row.person_id, row.name, row.why, row.contact = None, "", "", ""
        row.by_name, row.by_id = "", None


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    for row in _rows(held, person_id):
        names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
        values = {name: getattr(row, name) for name in names if name not in HIDDEN | held.of_others}
        if held.model is CourseTaken and held not in OWN:
            values = {"made_at": row.made_at}
        yield dict(_belonging(row)) | {
            name: _simple(value) for name, value in values.items() if value not in (None, "")
        }


def _belonging(row: Any) -> Iterator[tuple[str, object]]:
    if isinstance(row, Nomination):
        yield "round", db.session.get_one(AwardRound, row.round_id).title
    if isinstance(row, CourseTaken):
        yield "course", db.session.get_one(Course, row.course_id).title


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
