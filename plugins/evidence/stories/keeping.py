"""Keeping a story: the one way in for pages, for a council's file and for other plugins."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from core.api import db
from plugins.evidence.models import Figure, Story, StoryPart

Boxes = Mapping[tuple[str, str], str]
"""The words of a story by (part, audience); "" where a part is not told by audience."""


def story_called(key: str) -> Story | None:
    """The story of this key, where there is one."""
    found: Story | None = db.session.scalar(db.select(Story).where(Story.key == key))
    return found


def stories_in(series: str) -> list[Story]:
    """All stories of one collection, published or not, the oldest first."""
    query = db.select(Story).where(Story.series == series).order_by(Story.made_at, Story.key)
    return list(db.session.scalars(query))


def keep(key: str, boxes: Boxes, **columns: Any) -> Story:
    """Make the story of this key or write it anew; flushes. What is public stays until it is published again."""
    story = story_called(key)
    if story is None:
        story = Story(key=key, title=columns.pop("title", key))
        db.session.add(story)
    for name, value in columns.items():
        setattr(story, name, value)
    db.session.flush()
    write(story.id, boxes)
    return story


def write(story_id: UUID, boxes: Boxes) -> None:
    """Put these words into the parts of a story; a part that is left out stays as it is; flushes."""
    held = {(row.part, row.audience): row for row in parts_of(story_id)}
    for (part, audience), words in boxes.items():
        row = held.get((part, audience))
        if row is None and words:
            db.session.add(StoryPart(story_id=story_id, part=part, audience=audience, words=words))
        elif row is not None:
            row.words = words
    db.session.flush()


def parts_of(story_id: UUID) -> list[StoryPart]:
    """What is written of a story."""
    query = db.select(StoryPart).where(StoryPart.story_id == story_id).order_by(StoryPart.part, StoryPart.audience)
    return list(db.session.scalars(query))


def count(story_id: UUID, figures: Iterable[tuple[str, int, bool]]) -> None:
    """Put these counts, as (what, how many, are they people), in place of those that the story has; flushes."""
    db.session.execute(db.delete(Figure).where(Figure.story_id == story_id))
    for place, (title, number, of_people) in enumerate(figures):
        db.session.add(Figure(story_id=story_id, position=place, title=title, count=number, of_people=of_people))
    db.session.flush()


def figures_of(story_id: UUID) -> list[Figure]:
    """The counts of a story in their order."""
    return list(db.session.scalars(db.select(Figure).where(Figure.story_id == story_id).order_by(Figure.position)))
