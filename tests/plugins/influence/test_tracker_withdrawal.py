"""What is taken back is gone on the next request: quotes go, the question stays, and staff look at it again."""

from collections.abc import Callable
from uuid import UUID

import pytest

from core.db import db
from core.tasks import Task
from core.testing.apps import World
from plugins.groups.models import Group
from plugins.influence.models import Ask, AskView, Change, View
from plugins.influence.personal import person_erase
from plugins.influence.voice.taking_back import narrow, take_back
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Asking, Say, read
from tests.plugins.influence.test_tracker_publishing import QUOTE, TITLE
from tests.plugins.influence.tracker import change, group_of, publish
from tests.plugins.influence.working import agree, at_work, contributor

PAGE = "/ashdown/what-happened/1"
TASK = "Question 1: what it rests on was taken back"


@pytest.fixture
def quoted(world: World, said: Say, asked: Asking) -> tuple[UUID, UUID, UUID]:
    """A public question with the quote of somebody who agreed: ids of person, view and ask."""
    robin = contributor(world.app)
    agree(world.app, robin, "core.share", "anonymous")
    view = said(QUOTE, robin, permission="published")
    ask = asked(views=[view])
    publish(world.app, ask)
    assert QUOTE in seen(world)
    return robin, view, ask


def seen(world: World) -> str:
    """The public page as a stranger gets it, kept pages and all."""
    answer = world.app.test_client().get(PAGE)
    assert answer.status_code == 200
    return answer.text


def tasks(world: World) -> list[str]:
    return [task.title for task in read(world.app, Task, kind="influence.look_again", done_at=None)]


def of_view(world: World, id: UUID, act: Callable[[View], None]) -> None:
    with at_work(world.app):
        act(db.session.get_one(View, id))
        db.session.commit()


def test_no_longer_sharing_takes_the_quote_away_and_leaves_a_task(
    world: World, quoted: tuple[UUID, UUID, UUID]
) -> None:
    robin, view, ask = quoted
    agree(world.app, robin, "core.share", yes=False)
    assert QUOTE not in seen(world) and TITLE in seen(world)
    assert tasks(world) == [TASK]
    worker = world.browser("worker")
    assert TASK in worker.get("/ashdown/home").text
    agree(world.app, robin, "core.share", "anonymous")
    assert QUOTE in seen(world)


def test_sharing_with_a_worker_alone_is_not_sharing_with_everybody(
    world: World, quoted: tuple[UUID, UUID, UUID]
) -> None:
    agree(world.app, quoted[0], "core.share", "my_worker")
    assert QUOTE not in seen(world)


def test_no_longer_being_named_takes_away_a_quote_with_the_name(world: World, said: Say, asked: Asking) -> None:
    robin, words = contributor(world.app), "I am Robin and I wait."
    agree(world.app, robin, "core.share", "anonymous")
    agree(world.app, robin, "core.named")
    publish(world.app, asked(views=[said(words, robin, permission="published")]))
    assert words in seen(world)
    agree(world.app, robin, "core.named", yes=False)
    assert words not in seen(world) and TITLE in seen(world)


def test_taken_back_is_gone_with_its_quote_and_the_trail_says_so(world: World, quoted: tuple[UUID, UUID, UUID]) -> None:
    of_view(world, quoted[1], lambda view: take_back(view, "asked"))
    assert QUOTE not in seen(world) and TITLE in seen(world)
    assert read(world.app, AskView)[0].public_quote == ""
    assert "view_taken_back" in [one.kind for one in read(world.app, Change, ask_id=quoted[2])]
    assert tasks(world) == [TASK]


@pytest.mark.parametrize("permission", ["decision_makers", "team", "my_worker", "nobody"])
def test_fewer_readers_means_no_quote(world: World, quoted: tuple[UUID, UUID, UUID], permission: str) -> None:
    change(world.app, View, quoted[1], permission=permission)
    of_view(world, quoted[1], narrow)
    assert QUOTE not in seen(world) and TITLE in seen(world)


def test_who_may_read_it_is_asked_at_each_reading_and_not_remembered(
    world: World, quoted: tuple[UUID, UUID, UUID]
) -> None:
    """Even where nobody said that something changed: a page made anew asks the view itself."""
    change(world.app, View, quoted[1], permission="team")
    assert QUOTE not in world.app.test_client().get(f"{PAGE}?anew=1").text


def test_an_erased_person_is_quoted_no_more(world: World, quoted: tuple[UUID, UUID, UUID]) -> None:
    with at_work(world.app) as council:
        person_erase(council, quoted[0], True)
        db.session.commit()
    page = seen(world)
    assert QUOTE not in page and TITLE in page
    assert "Question 1 rests on nothing any more" in world.browser("worker").get("/ashdown/home").text


def test_a_group_that_is_hidden_later_takes_its_question_off_the_page(
    world: World, plant: Plant, asked: Asking
) -> None:
    group = group_of(world.app, plant, 12)
    publish(world.app, asked(group_id=group))
    stranger = world.app.test_client()
    assert "Coffee morning" in stranger.get(PAGE).text
    change(world.app, Group, group, listing="hidden")
    for path in ("1?anew=1", "?status=waiting&anew=1", "?group=coffee&anew=1"):
        answer = stranger.get(f"/ashdown/what-happened/{path}")
        assert "Coffee morning" not in answer.text and TITLE not in answer.text


def test_a_question_that_still_rests_on_something_makes_no_task(world: World, said: Say, asked: Asking) -> None:
    robin = contributor(world.app)
    agree(world.app, robin, "core.share", "anonymous")
    views = [said(QUOTE, robin, permission="published"), said("It is dark there.", permission="published")]
    publish(world.app, asked(views=views))
    of_view(world, views[0], lambda view: take_back(view, "asked"))
    assert QUOTE not in seen(world) and "It is dark there." in seen(world)
    assert tasks(world) == []


def test_looking_again_closes_the_task(world: World, quoted: tuple[UUID, UUID, UUID]) -> None:
    of_view(world, quoted[1], lambda view: take_back(view, "asked"))
    assert tasks(world) == [TASK]
    worker = world.browser("worker")
    worker.submit(f"/ashdown/what-happened/asks/{quoted[2]}/unpublish", {"why": "Nothing is left of it"})
    assert tasks(world) == [] and read(world.app, Ask)[0].published_at is None
