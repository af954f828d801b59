"""The public list: who sees it, what narrows it, its pages, and what it says of late answers and verdicts."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.db import db
from core.testing.apps import World
from plugins.influence.models import Ask, AskTag, Verdict
from plugins.influence.tracker import listing
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Asking, Say, add_rows, in_days
from tests.plugins.influence.tracker import answer, change, group_of, publish
from tests.plugins.influence.working import at_work

INDEX = "/ashdown/what-happened/"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def titles(world: World, query: str = "") -> list[str]:
    """The titles on the list as a stranger gets them, in order."""
    page = world.app.test_client().get(INDEX + query).text
    return re.findall(r'card__title"><a href="[^"]+">([^<]+)</a>', page)


def public(world: World, asked: Asking, title: str, tags: tuple[tuple[str, str], ...] = (), **columns: object) -> UUID:
    ask = asked(title, **columns)
    add_rows(world.app, *(AskTag(ask_id=ask, vocabulary=name, key=key) for name, key in tags))
    publish(world.app, ask)
    return ask


@pytest.mark.parametrize("role", [None, "young_person", "parent_carer", "worker", "decision_maker", "local_admin"])
def test_everybody_sees_the_same_list(world: World, asked: Asking, role: str | None) -> None:
    public(world, asked, "More lights in the park")
    asked("Nobody cleared this one")
    browser = world.browser(role) if role else world.app.test_client()
    page = browser.get(INDEX).text
    assert "More lights in the park" in page and "Nobody cleared this one" not in page
    assert ("What came of what I said" in page) is (role is not None)


def test_an_empty_list_tells_a_child_what_it_will_be(world: World) -> None:
    stranger = world.app.test_client()
    assert "No question is here yet" in stranger.get(INDEX).text
    for band, words in (("young", "say whether it is true"), ("easy", "Adults must answer.")):
        stranger.get(f"/ashdown/reading/{band}")
        assert words in stranger.get(INDEX).text
    assert "We found no question for that" in stranger.get(f"{INDEX}?status=done").text


def test_the_list_narrows_by_theme_place_group_and_state(world: World, plant: Plant, asked: Asking) -> None:
    group = group_of(world.app, plant, 12)
    public(world, asked, "Buses", (("themes", "travel"), ("place", "north")))
    public(world, asked, "Lights", (("place", "south"),), group_id=group)
    late = public(world, asked, "Toilets", (("themes", "travel"),), days=-2)
    answer(world.app, public(world, asked, "Lunch"), outcome="done")
    assert titles(world) == ["Lunch", "Toilets", "Lights", "Buses"]
    assert titles(world, "?theme=themes:travel") == ["Toilets", "Buses"]
    assert titles(world, "?place=south") == ["Lights"]
    assert titles(world, "?group=coffee") == ["Lights"]
    assert titles(world, "?status=done") == ["Lunch"]
    assert titles(world, "?status=late") == ["Toilets"]
    assert titles(world, "?theme=themes:travel&place=north&status=waiting") == ["Buses"]
    assert titles(world, "?order=answered") == ["Lunch"]
    assert titles(world, "?status=draft&order=sideways") == titles(world)
    assert titles(world, "?place=nowhere") == []
    change(world.app, Ask, late, status="withdrawn")
    assert titles(world, "?theme=themes:travel&anew=1") == ["Buses"]


def test_a_late_answer_says_so_with_its_day(world: World, asked: Asking) -> None:
    public(world, asked, "Toilets", days=-2)
    for path in (INDEX, f"{INDEX}1"):
        page = world.app.test_client().get(path).text
        assert "The answer is late" in page and "due on" in page


def test_pages_follow_each_other_without_a_gap_or_a_double(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"number": n, "title": f"raw {n}", "public_title": f"Number {n:02d}"} for n in range(1, 24)]
    days = [in_days(-n // 3) for n in range(23)]
    add_rows(
        world.app,
        *(Ask(**row, status="done", answered_on=on, published_at=NOON) for row, on in zip(rows, days, strict=True)),
    )
    for order in ("", listing.ANSWERED):
        with at_work(world.app) as council:
            met: list[int] = []
            filters: listing.Filters | None = listing.Filters(order=order)
            while filters:
                lines, following = listing.lines(council, filters, 10)
                met += [line.number for line in lines]
                filters = listing.Filters(order=order, after=following) if following else None
        assert sorted(met) == list(range(1, 24)) and len(met) == 23
    page = world.app.test_client().get(f"{INDEX}?after=nonsense")
    assert page.status_code == 200 and "Number 01" in page.text


def verdicts(world: World, ask: UUID, **counts: int) -> None:
    """Plant verdicts of so many different askers."""
    rows = [Verdict(ask_id=ask, verdict=key) for key, number in counts.items() for _ in range(number)]
    add_rows(world.app, *rows)


@pytest.mark.parametrize(
    ("counts", "sentence", "numbers"),
    [
        ({"no": 9}, "", False),
        ({"no": 8, "yes": 2}, "Most of those who asked say: no", False),
        ({"no": 12}, "Most of those who asked say: no", False),
        ({"yes": 10, "no": 10, "partly": 1}, "Those who asked do not all say the same", False),
        ({"yes": 12, "partly": 10, "no": 31}, "Most of those who asked say: no", True),
    ],
)
def test_verdicts_stand_beside_the_claim_and_small_numbers_never(
    world: World, asked: Asking, counts: dict[str, int], sentence: str, numbers: bool
) -> None:
    ask = public(world, asked, "Lunch")
    answer(world.app, ask, outcome="done")
    verdicts(world, ask, **counts)
    listed, page = (world.app.test_client().get(path).text for path in (f"{INDEX}?anew=1", f"{INDEX}1?anew=1"))
    assert "They say it is done" in listed
    assert ("of those who asked say" in listed or "do not all say" in listed) is bool(sentence)
    assert sentence in listed and sentence in page
    assert ("about 30" in page and "about 10" in page) is numbers
    for number in (8, 9, 12, 31):
        assert f">{number}<" not in page and f": {number}" not in page


def test_words_beside_a_verdict_are_shown_once_cleared(world: World, said: Say, asked: Asking) -> None:
    view = said("It rains in.", permission="published")
    ask = asked(views=[view])
    answer(world.app, ask, outcome="done")
    add_rows(world.app, Verdict(ask_id=ask, view_id=view, verdict="no", words="It still rains in."))
    publish(world.app, ask, quotes=False)
    assert "It still rains in." not in world.app.test_client().get(f"{INDEX}1").text
    publish(world.app, ask)
    assert "It still rains in." in world.app.test_client().get(f"{INDEX}1").text


def test_offices_are_named_and_people_only_where_the_council_wants(
    world: World, asked: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    public(world, asked, "Buses", owners=[{"title": "Head of Transport", "name": "Jo Ray"}, {"name": "Kim Dell"}])
    page = world.app.test_client().get(INDEX).text
    assert (
        "Head of Transport" in page
        and "Somebody who decides" in page
        and "Jo Ray" not in page
        and "Kim Dell" not in page
    )


def test_the_front_page_shows_what_was_answered_lately(world: World, asked: Asking) -> None:
    public(world, asked, "Buses")
    answer(world.app, public(world, asked, "Lunch"), outcome="done")
    front, home = world.app.test_client().get("/ashdown/").text, world.browser("young_person").get("/ashdown/home").text
    for page in (front, home):
        assert "You said, we did" in page and "Lunch" in page and "Buses" not in page


def test_another_councils_questions_are_not_here(world: World, asked: Asking) -> None:
    there = asked("Only in Brackwell", authority="brackwell")
    publish(world.app, there, "brackwell")
    assert titles(world) == []
    assert world.app.test_client().get(f"{INDEX}1").status_code == 404
    assert "Only in Brackwell" in world.app.test_client().get("/brackwell/what-happened/1").text


def test_a_kept_page_changes_with_what_happens(world: World, asked: Asking) -> None:
    ask, stranger = public(world, asked, "Buses"), world.app.test_client()
    assert "Waiting for an answer" in stranger.get(INDEX).text
    with at_work(world.app):
        assert db.session.get_one(Ask, ask).public_title == "Buses"
    publish(world.app, ask, public_title="Buses at night")
    assert titles(world) == ["Buses at night"]


def test_late_answers_begin_with_the_latest_and_page_by_day(world: World, asked: Asking) -> None:
    for days in (-3, -9, -1):
        public(world, asked, f"Late by {-days}", days=days)
    assert titles(world, "?status=late") == ["Late by 9", "Late by 3", "Late by 1"]
    with at_work(world.app) as council:
        filters = listing.Filters(status=listing.LATE)
        first, following = listing.lines(council, filters, 2)
        rest, end = listing.lines(council, listing.Filters(status=listing.LATE, after=following or ""), 2)
    assert [line.title for line in (*first, *rest)] == ["Late by 9", "Late by 3", "Late by 1"] and end is None
