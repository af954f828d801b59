"""Publishes the examples of the council's file as if somebody had looked them through, and notes what teams learned.

Where a council declares none, two made-up ones stand in. The same for the same seed, and none twice.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, Organisation, db, utcnow
from plugins.evidence.api import Story, stories_in, story_figures, story_parts
from plugins.practice_examples import stored
from plugins.practice_examples.here import SERIES
from plugins.practice_examples.models import Shared

NAMESPACE: Final = UUID("7c0b6c2f-5f0e-4a35-8b0a-6f8f7f1e2d11")  # any fixed one: it makes demo ids repeatable
MADE_UP: Final[dict[str, dict[str, Any]]] = {
    "story-walk": {
        "title": "A walk with a worker",
        "summary": "Children showed their workers the way to school, and what is hard about it.",
        "part": [
            {"part": "what", "words": "Children walked to school with their worker and said what they saw."},
            {"part": "how", "words": "Each child chose the way and took photos of places, never of people."},
            {"part": "difference", "audience": "children", "words": "They felt listened to, and proud to lead."},
            {"part": "difference", "audience": "workers", "words": "They saw what a plan on paper does not show."},
            {"part": "next", "words": "The walk becomes part of every first month."},
        ],
        "counts": [{"title": "children walked", "count": 26}, {"title": "workers came along", "count": 14}],
    },
    "kitchen-table": {
        "title": "Plans at the kitchen table",
        "summary": "Families write the first draft of their plan at home.",
        "part": [
            {"part": "what", "words": "Families wrote the first page of their plan before any meeting."},
            {"part": "difference", "audience": "families", "words": "The plan is in words that they use themselves."},
            {"part": "next", "words": "Other teams try the same form."},
        ],
        "counts": [{"title": "families took part", "count": 12}],
    },
}
LEARNED: Final = (
    "Ask the child first where to meet.",
    "Bring something to do with the hands: talk comes by itself.",
    "Let them see their own words before the meeting.",
)


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how much."""
    stories = stories_in(SERIES) or [_made_up(authority, key, fields) for key, fields in MADE_UP.items()]
    shown = sum(map(_published, stories))
    told = sum(_shared(world, place, story) for place, story in enumerate(stories))
    return [DemoMade("examples of practice", shown), DemoMade("notes of what teams learned", told)]


def _made_up(authority: Authority, key: str, fields: dict[str, Any]) -> Story:
    contact = next((one.key for one in authority.file.contacts), "")
    return stored.save(key, fields | {"contact": contact})


def _published(story: Story) -> int:
    if story.published_at is not None:
        return 0
    story.public_title, story.public_summary, story.published_at = story.title, story.summary, utcnow()
    for row in story_parts(story.id):
        row.public_words = row.words
    for figure in story_figures(story.id):
        figure.cleared_at = story.published_at
    db.session.flush()
    return 1


def _shared(world: DemoWorld, place: int, story: Story) -> int:
    id = uuid5(NAMESPACE, f"{world.seed}/{story.key}")
    if db.session.get(Shared, id) is not None:
        return 0
    teams = db.select(Organisation.id).where(Organisation.kind == "service").order_by(Organisation.name)
    ids = list(db.session.scalars(teams))
    row = Shared(id=id, story_id=story.id, words=LEARNED[place % len(LEARNED)])
    row.organisation_id = ids[place % len(ids)] if ids else None
    row.team = "" if ids else "The whole service"
    row.on_day, row.by_id = world.today - timedelta(days=20 + place), world.holders.get("worker")
    db.session.add(row)
    db.session.flush()
    return 1
