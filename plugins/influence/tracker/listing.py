"""The public tracker's list: narrowed by theme, place, group and state, paged by key and never by counting rows.

Only columns that were cleared for everybody are read. Who must answer and what those who asked think are read in one
statement each for the page's rows.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased

from core.api import Authority, day, db, gettext, local_today, prepared
from plugins.groups.api import Group
from plugins.influence import rules
from plugins.influence.here import chosen
from plugins.influence.models import Ask, AskTag, Owner
from plugins.influence.tracker import judged, public
from plugins.influence.vocabulary import OWN_VOCABULARIES, STATUSES, TONES
from plugins.influence.voice import about

BETWEEN: Final = "~"
LATE: Final = "late"
ANSWERED: Final = "answered"
SHOWN: Final = ("waiting", "doing", "done", "partly", "cannot")
READ: Final = (
    Ask.id,
    Ask.number,
    Ask.public_title,
    Ask.status,
    Ask.asked_on,
    Ask.due_on,
    Ask.answered_on,
    Ask.published_at,
    Group.name.label("group"),
    Group.listing,
    Group.members_hidden,
)


@dataclass(frozen=True)
class Filters:
    """What a reader narrowed the list to; "" is everything. `theme` is "vocabulary:key", `after` the row before."""

    theme: str = ""
    place: str = ""
    group: str = ""
    status: str = ""
    order: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address; a state or an order that there is not counts as none."""
        found = {name: asked.get(name, "").strip()[:200] for name in cls.__dataclass_fields__}
        found["status"] = found["status"] if found["status"] in (*SHOWN, LATE) else ""
        found["order"] = found["order"] if found["order"] == ANSWERED else ""
        return cls(**found)

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        named = {name: getattr(self, name) for name in ("theme", "place", "group", "status", "order")}
        return {name: value for name, value in named.items() if value}

    @property
    def by_day(self) -> bool:
        """True where the order is that of a day, not of the moment of publishing."""
        return self.order == ANSWERED or self.status == LATE

    @property
    def is_plain(self) -> bool:
        """True where nothing was asked for."""
        return not (self.theme or self.place or self.group or self.status)


class Line(NamedTuple):
    """One ask of the list, ready to print; `young` is what those who asked think, "" where it may not be told."""

    number: int
    title: str
    by: str
    to: str
    status: str
    tone: str
    when: str
    late: bool
    young: str


def lines(authority: Authority, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list, and where the next one starts: None on the last page."""
    rows, following = found(filters, size)
    return printed(authority, rows), following


def found(filters: Filters, size: int) -> tuple[Sequence[Any], str | None]:
    """The asks of one page as columns, `id` among them, and where the next page starts."""
    values = _values(filters, size)
    rows = db.session.execute(_narrowed(_shape(filters, "last" in values)), values).all()
    shown = rows[:size]
    return shown, _key(shown[-1], filters) if len(rows) > size else None


def printed(authority: Authority, rows: Sequence[Any]) -> list[Line]:
    """These asks, ready to print, in the same order."""
    ids = [row.id for row in rows]
    owners, young = _owners(ids), judged.of_lines(authority, ids)
    today, days, words = local_today(), _Days(), _Words()
    return [_line(row, owners.get(row.id, []), young.get(row.id, ""), today, days, words) for row in rows]


def answered_lately(authority: Authority, most: int) -> list[Line]:
    """The asks that were answered last, for a front page."""
    return lines(authority, Filters(order=ANSWERED), most)[0]


def choices(authority: Authority) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed by: themes of the council's own lists, places, groups that may be named, states."""
    lists = about.choices(authority)
    themes = {name: one for name, one in lists.items() if name not in OWN_VOCABULARIES}
    several = len(themes) > 1
    return {
        "theme": [
            (about.word_of((name, key)), f"{one.title}: {title}" if several else title)
            for name, one in themes.items()
            for key, title in one.entries.items()
        ],
        "place": list(lists["place"].entries.items()) if "place" in lists else [],
        "group": _groups(),
        "status": [*((key, gettext(STATUSES[key])) for key in SHOWN), (LATE, gettext("The answer is late"))],
    }


def _groups() -> list[tuple[str, str]]:
    """The groups that have asked something in public and may be named."""
    asked = db.select(Ask.group_id).where(Ask.published_at.is_not(None), Ask.group_id.is_not(None))
    named = (Group.listing == "public", Group.members_hidden.is_(False), Group.id.in_(asked))
    query = db.select(Group.key, Group.name).where(*named).order_by(Group.name, Group.id)
    return [(row.key, row.name) for row in db.session.execute(query)]


class _Shape(NamedTuple):
    """Which parts a statement has: its values come with each request."""

    theme: bool
    place: bool
    group: bool
    status: str
    answered: bool
    after: bool


def _shape(filters: Filters, after: bool) -> _Shape:
    status = LATE if filters.status == LATE else "one" if filters.status else ""
    return _Shape(
        bool(filters.theme), bool(filters.place), bool(filters.group), status, filters.order == ANSWERED, after
    )


def _values(filters: Filters, size: int) -> dict[str, Any]:
    vocabulary, _, key = filters.theme.partition(":")
    return {
        "most": size + 1,
        "vocabulary": vocabulary,
        "key": key,
        "place": filters.place,
        "group": filters.group,
        "status": filters.status,
        "today": local_today(),
        **_after(filters),
    }


@lru_cache(maxsize=128)
def _narrowed(shape: _Shape) -> Any:
    query = _begun(shape).outerjoin(Group, public.GROUP_OF_ASK).where(*public.is_public())
    if shape.theme and shape.place:
        query = query.where(_is_at(db.bindparam("place")))
    if shape.group:  # a group that may not be named cannot be asked for either
        named = (Group.key == db.bindparam("group"), Group.listing == "public", Group.members_hidden.is_(False))
        query = query.where(*named)
    if shape.status == LATE:
        query = query.where(Ask.status == "waiting", Ask.due_on < db.bindparam("today"))
    elif shape.status:
        query = query.where(Ask.status == db.bindparam("status"))
    return prepared(_ordered(query, shape).limit(db.bindparam("most")))


def _begun(shape: _Shape) -> Any:
    """From the tags where there is a theme or a place: these stand in the order in which the asks became public."""
    if not (shape.theme or shape.place):
        return db.select(*READ).select_from(Ask)
    wanted = (db.bindparam("vocabulary"), db.bindparam("key")) if shape.theme else ("place", db.bindparam("place"))
    same = db.and_(Ask.authority_id == AskTag.authority_id, Ask.id == AskTag.ask_id)
    tags = (AskTag.vocabulary == wanted[0], AskTag.key == wanted[1], AskTag.published_at.is_not(None))
    return db.select(*READ).select_from(AskTag).join(Ask, same).where(*tags)


def _ordered(query: Any, shape: _Shape) -> Any:
    """The newest first, or what was answered last; of late answers the one that is late for longest."""
    if shape.status == LATE:
        query = query.order_by(Ask.due_on, Ask.id)
        return query.where(_beyond(Ask.due_on, operator.gt)) if shape.after else query
    column, id = _newest(shape)
    if shape.answered:
        query = query.where(Ask.answered_on.is_not(None))
    query = query.order_by(column.desc(), id.desc())
    return query.where(_beyond(column, operator.lt, id)) if shape.after else query


def _newest(shape: _Shape) -> tuple[Any, Any]:
    """What the order is by, from the table whose index has it."""
    if shape.answered:
        return Ask.answered_on, Ask.id
    return (AskTag.published_at, AskTag.ask_id) if shape.theme or shape.place else (Ask.published_at, Ask.id)


def _beyond(column: Any, is_further: Callable[[Any, Any], Any], row: Any = Ask.id) -> Any:
    """What stands after the last row of the page before."""
    last, id = db.bindparam("last", type_=column.type), db.bindparam("id", type_=Ask.id.type)
    return db.or_(is_further(column, last), db.and_(column == last, is_further(row, id)))


def _is_at(place: Any) -> Any:
    """Whether the ask is about a place as well; looked up for each row of the theme."""
    here = aliased(AskTag)
    same = (here.authority_id == Ask.authority_id, here.ask_id == Ask.id)
    return db.exists(db.select(here.id).where(*same, here.vocabulary == "place", here.key == place))


def _key(row: Any, filters: Filters) -> str:
    value = row.due_on if filters.status == LATE else row.answered_on if filters.by_day else row.published_at
    return f"{value.isoformat()}{BETWEEN}{row.id}"


def _after(filters: Filters) -> dict[str, Any]:
    """Where the page starts; what cannot be read starts at the top."""
    value, _, id = filters.after.rpartition(BETWEEN)
    try:
        if filters.by_day:
            return {"last": date.fromisoformat(value), "id": UUID(id)}
        moment = datetime.fromisoformat(value)
        return {"last": moment, "id": UUID(id)} if moment.tzinfo else {}
    except ValueError:
        return {}


def _line(row: Any, owners: Iterable[str], young: str, today: date, days: "_Days", words: "_Words") -> Line:
    late = rules.is_late(row.status, row.due_on, today)
    return Line(
        number=row.number,
        title=row.public_title,
        by=public.by_words(row.group, row.listing, row.members_hidden),
        to=public.joined(owners),
        status=words[row.status],
        tone=TONES.get(row.status, "neutral"),
        when=_when(row, late, days),
        late=late,
        young=young,
    )


def _when(row: Any, late: bool, days: "_Days") -> str:
    if row.status == "waiting" and row.due_on is not None:
        said = gettext("The answer was due on %(day)s") if late else gettext("Answer due by %(day)s")
        return said % {"day": days[row.due_on]}
    if row.answered_on is not None:
        return gettext("Answered on %(day)s") % {"day": days[row.answered_on]}
    return gettext("Asked on %(day)s") % {"day": days[row.asked_on]} if row.asked_on else ""


class _Days(dict[date, str]):
    """Days in words, each worked out once for a page."""

    def __missing__(self, on: date) -> str:
        self[on] = day(on)
        return self[on]


class _Words(dict[str, str]):
    """States in words, each worked out once for a page."""

    def __missing__(self, status: str) -> str:
        self[status] = gettext(STATUSES[status])
        return self[status]


def _owners(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Who must answer each of these asks, but those who passed it on."""
    found: dict[UUID, list[str]] = {}
    if not ids:
        return found
    values = {"ids": list(ids)}
    for row in db.session.execute(_owners_of(chosen().name_officers), values):
        found.setdefault(row.ask_id, []).append(public.owner_words(row))
    return found


@lru_cache(maxsize=2)
def _owners_of(named: bool) -> Any:
    from_asks = Owner.ask_id.in_(db.bindparam("ids", expanding=True))
    return prepared(public.owners_read(named).where(from_asks, Owner.state != "passed_on"))
