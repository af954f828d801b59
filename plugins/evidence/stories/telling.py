"""One public story as everybody reads it: cleared words, counts, quotes and pictures that may be shown now."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from core.api import Authority, Place, Ref, db
from plugins.evidence import pictures
from plugins.evidence.models import Story, StoryPerson
from plugins.evidence.quotes.shown import Shown, public_quotes
from plugins.evidence.reports.shown import Counted, counted
from plugins.evidence.stories import keeping, shown
from plugins.evidence.stories.shape import Slot, slots
from plugins.groups.api import Group


class Told(NamedTuple):
    """A part of a story: its heading, and its words by audience ("" where it is not told by audience)."""

    title: str
    words: Sequence[tuple[str, str]]


class Tale(NamedTuple):
    """A story as everybody reads it; `gone` counts pictures that stood there and are not shown any more."""

    title: str
    summary: str
    series: str
    on: date | None
    until: date | None
    place: str
    group: str
    group_key: str
    parts: Sequence[Told]
    figures: Sequence[Counted]
    quotes: Sequence[Shown]
    pictures: Sequence[pictures.Picture]
    gone: int
    contact: Any
    names_changed: bool


def tell(authority: Authority, key: str) -> Tale | None:
    """The story with this key, None where it may not be read now."""
    row = _row(key)
    if row is None or shown.kept_back([row.Story.id]):
        return None
    story, about = row.Story, Ref("evidence", "story", row.Story.id)
    seen = pictures.shown_at(about)
    nameable = row.listing == "public" and not row.members_hidden
    return Tale(
        title=story.public_title,
        summary=story.public_summary,
        series=story.series,
        on=story.happened_on,
        until=story.until,
        place=row.place or "",
        group=row.group_name if nameable else "",
        group_key=row.group_key if nameable else "",
        parts=_parts(story),
        figures=[counted(one) for one in keeping.figures_of(story.id) if one.cleared_at is not None],
        quotes=list(public_quotes(story_id=story.id).values()),
        pictures=seen,
        gone=max(story.pictures - len(seen), 0),
        contact=next((one for one in authority.file.contacts if one.key == story.contact), None),
        names_changed=_has_changed_names(story),
    )


def _row(key: str) -> Any:
    columns = (
        Story, Group.name.label("group_name"), Group.key.label("group_key"), Group.listing, Group.members_hidden,
        Place.name.label("place"),
    )  # fmt: skip
    place = db.and_(Place.authority_id == Story.authority_id, Place.id == Story.place_id)
    query = db.select(*columns).outerjoin(Group, shown.GROUP_OF_STORY).outerjoin(Place, place)
    return db.session.execute(query.where(Story.key == key, *shown.is_published())).one_or_none()


def _parts(story: Story) -> list[Told]:
    """What is told, part by part in the council's order; a part without cleared words is left out."""
    held = {(row.part, row.audience): row.public_words for row in keeping.parts_of(story.id)}
    found: dict[str, list[tuple[Slot, str]]] = {}
    for slot in slots():
        if words := held.get((slot.part, slot.audience)):
            found.setdefault(slot.title, []).append((slot, words))
    return [Told(title, [(slot.audience_title, words) for slot, words in some]) for title, some in found.items()]


def _has_changed_names(story: Story) -> bool:
    query = db.select(StoryPerson.id).where(StoryPerson.story_id == story.id, StoryPerson.is_named.is_(False))
    return db.session.scalar(query.limit(1)) is not None
