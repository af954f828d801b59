"""The staff list of what was said: narrowed, searched, newest first, paged by (day, id) and never by counting rows.

Each reader gets what the permission of each view lets them read. What nobody has made a question of yet can be asked
for alone, and waits longest first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db, search
from plugins.groups.api import Group
from plugins.influence.models import AskView, View, ViewTag
from plugins.influence.visibility import READS_VIEW
from plugins.influence.vocabulary import MAY_BE_ASKED, PERMISSIONS, SORTS

BETWEEN = "~"
WAITING, UNASKED = "waiting", "unasked"
"""What people said by themselves and nobody has read yet; anything that no question rests on."""
_NAMES = ("words", "about", "place", "sort", "group", "state", "permission", "after")
_READ = (
    View.id,
    View.words,
    View.sort,
    View.given_as,
    View.voice,
    View.by_words,
    View.permission,
    View.entered,
    View.said_on,
    View.file_id,
    View.read_at,
    Group.name.label("group"),
)


@dataclass(frozen=True)
class Filters:
    """What staff narrowed the list to; "" is no narrowing. `after` is the last row of the page before."""

    words: str = ""
    about: str = ""
    place: str = ""
    sort: str = ""
    group: str = ""
    state: str = ""
    permission: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    @property
    def waits(self) -> bool:
        """True for what nobody has dealt with yet: the oldest first, for it has waited longest."""
        return self.state in (WAITING, UNASKED)

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}


class Line(NamedTuple):
    """One row of the list. `asked`: it is part of a question already; `waits`: nobody of the team has read it."""

    id: UUID
    words: str
    sort: str
    given_as: str
    voice: str
    by_words: str
    permission: str
    entered: str
    said_on: date
    has_file: bool
    group: str
    tags: list[tuple[str, str]]
    asked: bool
    waits: bool


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list and where the next one starts, None on the last page; four statements and no more."""
    rows = db.session.execute(_narrowed(actor, filters).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    following = f"{last.said_on.isoformat()}{BETWEEN}{last.id}" if last else None
    ids = [row.id for row in shown]
    tags, asked = _tags(ids), _asked(ids)
    return [_line(row, tags.get(row.id, []), row.id in asked) for row in shown], following


def how_many_wait(actor: Actor, most: int) -> tuple[int, date | None]:
    """How many that people said by themselves wait to be read by the team, counted up to `most`; the oldest's day."""
    some = _read(actor).where(*_unread()).order_by(View.said_on).limit(most).subquery()
    row = db.session.execute(db.select(db.func.count(), db.func.min(some.c.said_on)).select_from(some)).one()
    return row[0], date.fromisoformat(row[1]) if isinstance(row[1], str) else row[1]


def _read(actor: Actor) -> Any:
    return db.select(View.id, View.said_on).where(READS_VIEW.criteria(actor, View))


def _narrowed(actor: Actor, filters: Filters) -> Any:
    query = (
        db.select(*_READ)
        .outerjoin(Group, (Group.authority_id == View.authority_id) & (Group.id == View.group_id))
        .where(READS_VIEW.criteria(actor, View), *_wanted(filters))
    )
    order = (View.said_on, View.id) if filters.waits else (View.said_on.desc(), View.id.desc())
    return query.where(*_after(filters)).order_by(*order)


def _wanted(filters: Filters) -> Iterable[Any]:
    if filters.words:
        yield search.hits(View.id, "influence", "view", filters.words)
    for word in (filters.about, f"place:{filters.place}" if filters.place else ""):
        if word:
            yield _is_about(word)
    if filters.group:
        yield Group.key == filters.group
    if filters.state == WAITING:
        yield from _unread()
    if filters.state == UNASKED:
        yield _nobody_asked()
    if filters.sort in SORTS:
        yield View.sort == filters.sort
    if filters.permission in PERMISSIONS:
        yield View.permission == filters.permission


def _is_about(word: str) -> Any:
    vocabulary, _, key = word.partition(":")
    return View.id.in_(db.select(ViewTag.view_id).where(ViewTag.vocabulary == vocabulary, ViewTag.key == key))


def _unread() -> Iterable[Any]:
    """What came in without a worker and waits for the team: read by nobody, and no question rests on it."""
    return View.entered == "self", View.read_at.is_(None), View.permission.in_(MAY_BE_ASKED), _nobody_asked()


def _nobody_asked() -> Any:
    return ~db.exists().where(AskView.view_id == View.id, AskView.taken_back_at.is_(None))


def _after(filters: Filters) -> Iterable[Any]:
    day, _, id = filters.after.partition(BETWEEN)
    try:
        on, last = date.fromisoformat(day), UUID(id)
    except ValueError:
        return
    same = View.said_on == on
    if filters.waits:
        yield db.or_(View.said_on > on, db.and_(same, View.id > last))
    else:
        yield db.or_(View.said_on < on, db.and_(same, View.id < last))


def _tags(ids: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    query = db.select(ViewTag.view_id, ViewTag.vocabulary, ViewTag.key).where(ViewTag.view_id.in_(ids))
    for row in db.session.execute(query) if ids else ():
        found.setdefault(row.view_id, []).append((row.vocabulary, row.key))
    return found


def _asked(ids: list[UUID]) -> set[UUID]:
    query = db.select(AskView.view_id).where(AskView.view_id.in_(ids), AskView.taken_back_at.is_(None))
    return set(db.session.scalars(query)) if ids else set()


def _line(row: Any, tags: list[tuple[str, str]], asked: bool) -> Line:
    return Line(
        *(row.id, row.words, row.sort, row.given_as, row.voice, row.by_words, row.permission, row.entered, row.said_on),
        has_file=row.file_id is not None,
        group=row.group or "",
        tags=tags,
        asked=asked,
        waits=row.entered == "self" and row.read_at is None and not asked,
    )
