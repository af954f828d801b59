"""Resources by words, audience, language, topic and kind: what the reader may read, the newest first, paged by key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db, search
from plugins.learning.models import Resource, ResourceTag
from plugins.learning.visibility import FINDS_RESOURCE
from plugins.learning.vocabulary import KINDS, TAG_SORTS

BETWEEN = "~"
_NAMES = ("words", "audience", "language", "topic", "kind", "easy", "after")
_READ = (
    Resource.id,
    Resource.title,
    Resource.about,
    Resource.kind,
    Resource.open_to,
    Resource.easy_read,
    Resource.changed_on,
)


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; "" is no narrowing. `after` is the last row of the page before."""

    words: str = ""
    audience: str = ""
    language: str = ""
    topic: str = ""
    kind: str = ""
    easy: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}

    @property
    def is_plain(self) -> bool:
        """True when nothing was narrowed."""
        return not self.kept()


class Found(NamedTuple):
    """One resource in a list; `tags` as (sort, key)."""

    id: UUID
    title: str
    about: str
    kind: str
    open_to: str
    easy_read: bool
    changed_on: date
    tags: Sequence[tuple[str, str]]


def found(actor: Actor, filters: Filters, size: int) -> tuple[list[Found], str | None]:
    """One page and where the next one starts, None on the last page; three statements at most."""
    query = db.select(*_READ).where(FINDS_RESOURCE.criteria(actor, Resource), *_wanted(filters), *_after(filters))
    rows = db.session.execute(query.order_by(Resource.changed_on.desc(), Resource.id.desc()).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.changed_on.isoformat()}{BETWEEN}{last.id}" if last else None
    return _with_tags(rows[:size]), following


def resources_about(actor: Actor, topic: str = "", audience: str = "", most: int = 5) -> list[Found]:
    """The newest resources on a topic or for an audience that `actor` may read; for panels of other plugins."""
    return found(actor, Filters(topic=topic, audience=audience), most)[0]


def _wanted(filters: Filters) -> Iterable[Any]:
    if filters.words:
        yield search.hits(Resource.id, "learning", "resource", filters.words)
    if filters.kind in KINDS:
        yield Resource.kind == filters.kind
    if filters.easy:
        yield Resource.easy_read.is_(True)
    for sort in TAG_SORTS:
        if key := getattr(filters, sort):
            yield Resource.id.in_(
                db.select(ResourceTag.resource_id).where(ResourceTag.sort == sort, ResourceTag.key == key)
            )


def _after(filters: Filters) -> Iterable[Any]:
    day, _, id = filters.after.partition(BETWEEN)
    try:
        on, last = date.fromisoformat(day), UUID(id)
    except ValueError:
        return
    yield db.or_(Resource.changed_on < on, db.and_(Resource.changed_on == on, Resource.id < last))


def _with_tags(rows: Sequence[Any]) -> list[Found]:
    query = db.select(ResourceTag.resource_id, ResourceTag.sort, ResourceTag.key)
    tags: dict[UUID, list[tuple[str, str]]] = {}
    asked = query.where(ResourceTag.resource_id.in_([row.id for row in rows])).order_by(ResourceTag.key)
    for row in db.session.execute(asked) if rows else ():
        tags.setdefault(row.resource_id, []).append((row.sort, row.key))
    return [Found(**row._mapping, tags=tags.get(row.id, [])) for row in rows]
