"""What a council's file declares: examples that nobody outside reads before somebody has looked them through (NC1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError

from core.db import authority_scope, db
from core.plugging.applying import apply_council
from core.web.house import house
from plugins.evidence.api import stories_in, story_figures, story_parts
from plugins.learning.api import AwardRound, round_areas
from plugins.practice_examples import stored
from plugins.practice_examples.content import PracticeExamplesContent
from plugins.practice_examples.here import SERIES
from tests.plugins.groups.planting import council_id

SLUG = "nottinghamshire"


@contextmanager
def council(app: Flask) -> Iterator[Any]:
    """Its scope, writing; what is not committed is gone."""
    with app.app_context(), authority_scope(council_id(app, SLUG), write=True):
        yield house().authorities.find(SLUG)
        db.session.rollback()


def test_the_five_examples_of_the_document_are_there_in_its_shape(real_councils: Flask) -> None:
    with council(real_councils):
        stories = {story.key: story for story in stories_in(SERIES)}
        assert set(stories) == {"activity-day", "awards-4uth", "youth-voice", "picture-plan", "own-review"}
        for key, story in stories.items():
            told = {row.part for row in story_parts(story.id)}
            assert {"what", "difference", "next"} <= told, key
            assert story.contact == "participation" and story.published_at is None, "nobody has looked it through"


def test_the_activity_day_of_november_2023_with_its_counts(real_councils: Flask) -> None:
    with council(real_councils):
        story = next(one for one in stories_in(SERIES) if one.key == "activity-day")
        assert story.happened_on and story.happened_on.isoformat()[:7] == "2023-11"
        assert [row.count for row in story_figures(story.id)] == [29, 17, 3]
        assert all(row.of_people for row in story_figures(story.id)), "three parents are never told of in public"


def test_the_awards_are_judged_in_seven_districts_with_three_each(real_councils: Flask) -> None:
    with council(real_councils):
        (round,) = db.session.scalars(db.select(AwardRound).where(AwardRound.key == "outstanding-achievement-4uth"))
        assert (len(round_areas(round)), round.shortlist, round.age_from, round.age_to) == (7, 3, 11, 25)


def test_what_staff_change_is_drift_and_stays(real_councils: Flask) -> None:
    with council(real_councils) as found:
        stored.save("activity-day", {"title": "Another title"})
        db.session.flush()
        declared = PracticeExamplesContent.model_validate(found.file.plugins["practice_examples"].content).declared()
        held = PracticeExamplesContent.current(found)
        differing = {
            name for key, fields in declared.items() for name, value in fields.items() if held[key][name] != value
        }
        assert differing == {"title"}, "what the file says and the database holds compare alike but for the change"


def test_applying_again_changes_nothing(real_councils: Flask) -> None:
    with real_councils.app_context():
        councils = house().authorities
        council_file = next(one for one in councils.all_files() if one.slug == SLUG)
        apply_council(councils, council_file, house().plugins)
    with council(real_councils):
        assert len(stories_in(SERIES)) == 5


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"part": [{"part": "what", "words": "a"}, {"part": "what", "words": "b"}]}, "told twice to the same audience"),
        ({"happened_on": "2025-02-02", "until": "2025-02-01"}, "ends before it begins"),
        ({"title": ""}, "at least 1 character"),
        ({"quotes": ["x"]}, "Extra inputs"),
    ],
)
def test_a_file_that_is_wrong_is_told_what_is_wrong(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        PracticeExamplesContent.model_validate({"example": [{"key": "one", "title": "One"} | changed]})


def test_the_same_key_twice_is_told() -> None:
    example = {"key": "one", "title": "One"}
    with pytest.raises(ValidationError, match="example key used twice: one"):
        PracticeExamplesContent.model_validate({"example": [example, example]})
