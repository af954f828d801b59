"""Stories as a council offers them to others of its region: the words that everybody reads, and whom they tell of."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from core.api import db, offers
from plugins.evidence.models import Story, StoryPart, StoryPerson
from plugins.evidence.stories import listing
from plugins.evidence.stories.shape import slots


def stories_offered(title: str, series: str = "") -> offers.Offerable:
    """How the stories of one collection are offered, under the name `title`; "" is that of no collection.

    What rests on consent is never made into a draft elsewhere: a copy reads the offer, and goes with it.
    """

    def ready(most: int) -> Sequence[offers.Ready]:
        cards = listing.public_stories(series, most=most)
        return [offers.Ready(card.id, card.title) for card in cards]

    def standing(ids: Collection[UUID]) -> frozenset[UUID]:
        return frozenset(card.id for card in listing.of_ids(ids) if card.series == series)

    return offers.Offerable(title, ready, _told, standing, people=_people)


def _told(id: UUID) -> offers.Snapshot | None:
    story: Story | None = db.session.scalar(db.select(Story).where(Story.id == id, Story.published_at.is_not(None)))
    if story is None:
        return None
    rows = db.session.scalars(db.select(StoryPart).where(StoryPart.story_id == id, StoryPart.public_words != ""))
    words = {(row.part, row.audience): row.public_words for row in rows}
    told = [(slot.label, words.pop((slot.part, slot.audience), "")) for slot in slots()]
    left = [("", one) for _, one in sorted(words.items())]
    parts = tuple(offers.Telling(label, said) for label, said in [*told, *left] if said)
    return offers.Snapshot(story.public_title, story.public_summary, parts)


def _people(id: UUID) -> frozenset[UUID]:
    query = db.select(StoryPerson.person_id).where(StoryPerson.story_id == id, StoryPerson.person_id.is_not(None))
    return frozenset(person for person in db.session.scalars(query) if person is not None)


OFFERS: Final[Mapping[str, offers.Offerable]] = {"story": stories_offered("Story of what changed")}
