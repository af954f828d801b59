"""What the page of the approach shows: examples that may be read now, award rounds, and the yearly reports."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from flask import url_for

from core.api import Authority, db
from plugins.evidence.api import Card, Report, Story, public_stories, published_reports
from plugins.learning.api import AwardRound, Winner, results_of, round_areas
from plugins.practice_examples.here import REPORT, SERIES, chosen
from plugins.practice_examples.models import Shared

MOST: Final = 60
ROUNDS: Final = 2


class Award(NamedTuple):
    """An award round: how it is judged, and winners who agree to be named now (NC25, NC27)."""

    title: str
    about: str
    url: str
    areas: int
    shortlist: int
    winners: Sequence[Winner]


class Standing(NamedTuple):
    """An example as staff see it: the story, how many teams were told of it."""

    story: Story
    teams: int


def examples(most: int = MOST) -> list[Card]:
    """Examples that everybody may read now, the latest first."""
    return public_stories(SERIES, most)


def reports() -> list[Report]:
    """The yearly reports that everybody may read, the latest first."""
    return published_reports(REPORT)


def awards(authority: Authority) -> list[Award]:
    """The latest award rounds that are no draft any more."""
    if not chosen(authority).awards:
        return []
    query = db.select(AwardRound).where(AwardRound.state != "draft")
    rounds = db.session.scalars(query.order_by(AwardRound.opens_on.desc(), AwardRound.key).limit(ROUNDS))
    return [_award(one) for one in rounds]


def standing() -> list[Standing]:
    """Every example with the teams that were told of it, for staff: two statements."""
    query = db.select(Shared.story_id, db.func.count(Shared.id)).group_by(Shared.story_id)
    told: dict[UUID, int] = {row[0]: row[1] for row in db.session.execute(query)}
    stories = db.select(Story).where(Story.series == SERIES).order_by(Story.made_at.desc(), Story.key).limit(MOST)
    return [Standing(story, told.get(story.id, 0)) for story in db.session.scalars(stories)]


def notes_on(story_id: UUID) -> Sequence[Shared]:
    """What teams were told of one example, the latest first."""
    query = db.select(Shared).where(Shared.story_id == story_id).order_by(Shared.on_day.desc(), Shared.id)
    return db.session.scalars(query).all()


def words_of(authority: Authority) -> str:
    """What the page says first: the council's own words, or the vision of its strategy."""
    strategy: Any = authority.file.strategy
    return chosen(authority).welcome or (strategy.vision if strategy else "")


def _award(row: AwardRound) -> Award:
    winners = results_of(row.id).named if row.state == "announced" else []
    url = url_for("learning.award", key=row.key)
    return Award(row.title, row.about, url, len(round_areas(row)), row.shortlist, winners)
