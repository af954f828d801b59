"""The public list asks the database as often for fifty questions as for one, and a kept page hardly at all."""

import pytest

from core.testing.apps import World
from plugins.influence.models import Ask, AskTag, Owner, Verdict
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import Asking, add_rows
from tests.plugins.influence.test_tracker_list import INDEX, NOON, verdicts
from tests.plugins.influence.tracker import answer, publish

MOST, MOST_KEPT, MOST_OF_A_STORY = 8, 2, 14


def fill(world: World, number: int) -> None:
    """Plant `number` public questions, each with somebody who must answer, a tag and a verdict."""
    rows = [
        Ask(number=n, title="raw", public_title=f"Number {n}", status="done", published_at=NOON)
        for n in range(100, 100 + number)
    ]
    for ask in add_rows(world.app, *rows):
        tag = AskTag(ask_id=ask, vocabulary="themes", key="travel", published_at=NOON)
        add_rows(world.app, Owner(ask_id=ask, title="Head of Lunch"), tag, Verdict(ask_id=ask, verdict="no"))


@pytest.mark.parametrize(
    "query", ["", "theme=themes:travel", "status=done", "order=answered", "status=late&place=north"]
)
def test_the_number_of_statements_does_not_depend_on_rows(world: World, asked: Asking, query: str) -> None:
    stranger = world.app.test_client()
    publish(world.app, asked())
    stranger.get(f"{INDEX}?{query}")
    with statements(world.app) as few:
        stranger.get(f"{INDEX}?{query}&anew=1")
    fill(world, 8)
    stranger.get(f"{INDEX}?{query}")
    with statements(world.app) as many:
        assert stranger.get(f"{INDEX}?{query}&anew=2").status_code == 200
    assert len(few) <= len(many) <= MOST, "\n".join(many)


def test_a_kept_page_asks_for_nothing_of_influence(world: World, asked: Asking) -> None:
    stranger = world.app.test_client()
    publish(world.app, asked())
    for path in (INDEX, f"{INDEX}1"):
        stranger.get(path)
        with statements(world.app) as kept:
            stranger.get(path)
        assert len(kept) <= MOST_KEPT and not [one for one in kept if "influence_" in one], "\n".join(kept)


def test_a_whole_story_has_a_budget(world: World, asked: Asking) -> None:
    stranger, ask = world.app.test_client(), asked()
    answer(world.app, ask)
    publish(world.app, ask)
    verdicts(world, ask, yes=12)
    stranger.get(f"{INDEX}1")
    with statements(world.app) as story:
        stranger.get(f"{INDEX}1?anew=1")
    assert len(story) <= MOST_OF_A_STORY, "\n".join(story)
