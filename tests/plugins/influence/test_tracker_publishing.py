"""Publishing: what is refused and why, that every mark is looked at, and that words as given are never altered."""

from uuid import UUID

import pytest

from core.db import db
from core.people.models import Person
from core.testing.apps import World
from plugins.influence.models import Answer, Ask, AskView, Change, Promise
from plugins.influence.tracker import publishing
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Asking, Say, add_rows, in_days, read
from tests.plugins.influence.tracker import STAFF, answer, change, everything, group_id, group_of, publish
from tests.plugins.influence.working import agree, at_work, born, contributor

TITLE = "Can the bus wait for us?"
QUOTE = "We stand in the rain every week."


def refused(world: World, ask: UUID, **typed: list[str]) -> list[str]:
    """The reasons why this ask cannot be published, everything being ticked but what `typed` says."""
    with at_work(world.app) as council:
        row = db.session.get_one(Ask, ask)
        with pytest.raises(publishing.PublishRefused) as problem:
            publishing.publish(row, STAFF, everything(row, council) | typed, council)
        return list(problem.value.reasons)


def test_an_ask_is_public_with_what_was_cleared_and_nothing_else(world: World, asked: Asking) -> None:
    ask = asked(words="The last one goes at eight.")
    answer(world.app, ask)
    stranger = world.app.test_client()
    assert stranger.get("/ashdown/what-happened/1").status_code == 404
    publish(world.app, ask, public_words="It goes too early.")
    page = stranger.get("/ashdown/what-happened/1").text
    assert TITLE in page and "It goes too early." in page and "A bus at nine" in page
    assert "The last one goes at eight." not in page and "Jo Ray" not in page
    (row,) = read(world.app, Ask, id=ask)
    assert row.words == "The last one goes at eight."
    assert [one.kind for one in read(world.app, Change, ask_id=ask)][-1] == "published"


def test_drafts_and_what_was_taken_back_cannot_be_published(world: World, asked: Asking) -> None:
    assert refused(world, asked(sent=False)) == [publishing.NOT_SENT]
    assert refused(world, asked(status="withdrawn")) == [publishing.TAKEN_BACK]


def test_a_hidden_group_publishes_nothing(world: World, plant: Plant, asked: Asking) -> None:
    plant("secret", name="Quiet group", listing="hidden")
    ask = asked(group_id=group_id(world.app, "secret"))
    assert refused(world, ask) == [publishing.HIDDEN_GROUP]
    assert read(world.app, Ask, id=ask)[0].published_at is None


def test_a_council_that_never_publishes_says_so(world: World, asked: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asked()
    publish(world.app, ask)
    monkeypatch.setattr("plugins.influence.tracker.public.is_shown_here", lambda authority=None: False)
    monkeypatch.setattr("plugins.influence.tracker.public_views.is_shown_here", lambda authority=None: False)
    assert refused(world, ask) == [publishing.NEVER]
    stranger = world.app.test_client()
    assert stranger.get("/ashdown/what-happened/1").status_code == 404
    assert TITLE not in stranger.get("/ashdown/what-happened/").text


def test_nothing_cleared_is_nothing_published(world: World, asked: Asking) -> None:
    ask = asked()
    assert refused(world, ask, **{"ask.public_title": [""]}) == [publishing.NOTHING]
    assert refused(world, ask, **{"ask.public_title": ["x" * 201]}) == [publishing.LONG]
    answer(world.app, ask)
    (row,) = read(world.app, Answer)
    key = f"answer-{row.id}"
    empty = {f"{key}.public_words": [""], f"{key}.public_easy": [""]}
    assert refused(world, ask, **empty) == [publishing.WITHOUT_WORDS]


def test_each_mark_needs_a_tick_of_its_own(world: World, asked: Asking) -> None:
    add_rows(world.app, Person(name="Bronwyn Pellow", kind="young_person"))
    ask = asked(words="Bronwyn waits with me at Hillside School.")
    with at_work(world.app) as council:
        row = db.session.get_one(Ask, ask)
        typed = everything(row, council)
        marked = [
            flag
            for _, _, looks in publishing.look(council, row, STAFF, typed).items
            for one in looks
            for flag in one.seen
        ]
    assert {flag.kind for flag in marked} == {"name", "organisation"}
    (reason,) = refused(world, ask, looked=typed["looked"][:1])
    assert reason.startswith("One thing was not looked at yet.")
    assert read(world.app, Ask, id=ask)[0].published_at is None
    publish(world.app, ask, public_words="Somebody waits with me at [my school].")
    assert "[my school]" in world.app.test_client().get("/ashdown/what-happened/1").text


def test_a_tick_is_lost_when_the_marked_words_change(world: World, asked: Asking) -> None:
    ask = asked(words="We waited with Liam.")
    with at_work(world.app) as council:
        typed = everything(db.session.get_one(Ask, ask), council)
    assert typed["looked"]
    (reason,) = refused(world, ask, **{"ask.public_words": ["We waited with Oliver."], "looked": list(typed["looked"])})
    assert reason.startswith("One thing was not looked at yet.")


def test_the_desk_shows_marks_reasons_and_keeps_what_was_typed(world: World, asked: Asking) -> None:
    ask = asked(words="My brother sam is late.")
    worker, url = world.browser("worker"), f"/ashdown/what-happened/asks/{ask}/publish"
    page = worker.get(url)
    assert "<mark>sam</mark>" in page.text and "I looked, nobody can be told from this" in page.text
    typed = {"ask.public_title": TITLE, "ask.public_words": "My brother sam is late again.", "do": "publish"}
    answered = worker.submit(url, typed)
    assert answered.status_code == 422
    assert "Nothing was changed" in answered.text and "My brother sam is late again." in answered.text
    looked = worker.submit(url, typed | {"ask.public_words": "My brother is late.", "do": "look"})
    assert looked.status_code == 200 and "Nothing is left to look at" in looked.text
    assert read(world.app, Ask, id=ask)[0].published_at is None
    done = worker.submit(url, typed | {"ask.public_words": "My brother is late."})
    assert done.status_code == 302 and done.location.endswith("/what-happened/1")
    assert "My brother is late." in worker.get(done.location).text


def test_only_those_who_publish_reach_the_desk(world: World, asked: Asking) -> None:
    url = f"/ashdown/what-happened/asks/{asked()}/publish"
    for role in ("young_person", "decision_maker", "local_admin", "practitioner"):
        assert world.browser(role).get(url).status_code == 404
    assert world.browser("worker", "brackwell").get(url.replace("ashdown", "brackwell")).status_code == 404


def test_a_later_answer_waits_until_somebody_looked_through_it(world: World, asked: Asking) -> None:
    ask = asked()
    publish(world.app, ask)
    answer(world.app, ask)
    with at_work(world.app) as council:  # kept pages go with whatever happens to an ask
        publishing.trail.happened(db.session.get_one(Ask, ask), "answered", authority=council)
        db.session.commit()
    page = world.app.test_client().get("/ashdown/what-happened/1").text
    assert "We move the last bus." not in page and "There is an answer. Somebody looks through it" in page
    assert "nobody has looked through it" in world.browser("worker").get(f"/ashdown/what-happened/asks/{ask}").text
    publish(world.app, ask)
    assert "We move the last bus." in world.app.test_client().get("/ashdown/what-happened/1").text


def test_what_is_unticked_is_not_public_any_more(world: World, asked: Asking) -> None:
    ask = asked()
    answer(world.app, ask)
    publish(world.app, ask)
    with at_work(world.app) as council:
        row = db.session.get_one(Ask, ask)
        publishing.publish(row, STAFF, everything(row, council) | {"show": []}, council)
        db.session.commit()
    page = world.app.test_client().get("/ashdown/what-happened/1").text
    assert TITLE in page and "We move the last bus." not in page and "A bus at nine" not in page
    assert read(world.app, Promise)[0].public_what == "" and read(world.app, Answer)[0].words == "We move the last bus."


def test_taken_down_is_down_on_the_next_request_and_says_why_inside(world: World, asked: Asking) -> None:
    ask, stranger = asked(), world.app.test_client()
    publish(world.app, ask)
    assert stranger.get("/ashdown/what-happened/1").status_code == 200
    worker = world.browser("worker")
    url = f"/ashdown/what-happened/asks/{ask}/unpublish"
    without = worker.submit(url, {"why": " "})
    assert without.status_code == 422 and publishing.WHY in without.text
    assert stranger.get("/ashdown/what-happened/1").status_code == 200
    assert worker.submit(url, {"why": "A name stood in it"}).status_code == 302
    assert stranger.get("/ashdown/what-happened/1").status_code == 404
    assert TITLE not in stranger.get("/ashdown/what-happened/").text
    assert "A name stood in it" in worker.get(f"/ashdown/what-happened/asks/{ask}").text
    assert [one.kind for one in read(world.app, Change, ask_id=ask)][-1] == "unpublished"


@pytest.mark.parametrize("permission", ["my_worker", "team", "decision_makers", "nobody"])
def test_a_quote_needs_the_speakers_own_permission(world: World, said: Say, asked: Asking, permission: str) -> None:
    view = said(QUOTE, permission=permission)
    publish(world.app, asked(views=[view]))
    assert read(world.app, AskView)[0].public_quote == ""
    assert QUOTE not in world.app.test_client().get("/ashdown/what-happened/1").text


def test_a_quote_needs_the_agreement_of_whoever_is_known(world: World, said: Say, asked: Asking) -> None:
    robin = contributor(world.app)
    ask = asked(views=[said(QUOTE, robin, permission="published")])
    publish(world.app, ask)
    assert QUOTE not in world.app.test_client().get("/ashdown/what-happened/1").text
    agree(world.app, robin, "core.share", "anonymous")
    publish(world.app, ask)
    page = world.app.test_client().get("/ashdown/what-happened/1").text
    assert QUOTE in page and "A young person" in page and "Robin" not in page


def test_a_quote_with_the_speakers_name_needs_their_yes_to_being_named(world: World, said: Say, asked: Asking) -> None:
    robin = contributor(world.app)
    agree(world.app, robin, "core.share", "anonymous")
    words = "I am Robin and I stand in the rain."
    ask = asked(views=[said(words, robin, permission="published")])
    publish(world.app, ask)
    assert "Robin" not in world.app.test_client().get("/ashdown/what-happened/1").text
    agree(world.app, robin, "core.named")
    publish(world.app, ask)
    assert words in world.app.test_client().get("/ashdown/what-happened/1").text


@pytest.mark.parametrize(("members", "shown"), [(3, False), (9, False), (10, True)])
def test_a_quote_of_a_small_group_stays_inside(
    world: World, plant: Plant, said: Say, asked: Asking, members: int, shown: bool
) -> None:
    group = group_of(world.app, plant, members)
    publish(world.app, asked(views=[said(QUOTE, permission="published", voice="group", group_id=group)]))
    assert (QUOTE in world.app.test_client().get("/ashdown/what-happened/1").text) is shown


def test_a_quote_in_a_question_of_a_small_group_stays_inside(
    world: World, plant: Plant, said: Say, asked: Asking
) -> None:
    ask = asked(views=[said(QUOTE, permission="published")], group_id=group_of(world.app, plant, 3))
    publish(world.app, ask)
    assert QUOTE not in world.app.test_client().get("/ashdown/what-happened/1").text
    desk = world.browser("worker").get(f"/ashdown/what-happened/asks/{ask}/publish").text
    assert "Cannot be shown. Its group has fewer than 10 members" in desk


@pytest.mark.parametrize(
    ("fields", "named"),
    [({}, True), ({"members_hidden": True}, False), ({"listing": "members"}, False)],
)
def test_a_group_is_named_only_where_it_is_listed_and_its_members_are_no_secret(
    world: World, plant: Plant, asked: Asking, fields: dict[str, object], named: bool
) -> None:
    plant("forum", name="Night owls forum", **fields)
    publish(world.app, asked(group_id=group_id(world.app, "forum")))
    stranger = world.app.test_client()
    for path in ("", "1", "?group=forum"):
        page = stranger.get(f"/ashdown/what-happened/{path}").text
        assert ("Night owls forum" in page) is named
    assert ("A question" in page or TITLE in page) is named


def test_answers_older_than_two_weeks_that_nobody_published_are_told(world: World, asked: Asking) -> None:
    ask = asked(status="done", answered_on=in_days(-15))
    asked("A newer one", status="done", answered_on=in_days(-3))
    worker = world.browser("worker")
    assert "Question 1 was answered and is not public" in worker.get("/ashdown/home").text
    assert "Question 2 was answered" not in worker.get("/ashdown/home").text
    publish(world.app, ask)
    assert "is not public" not in worker.get("/ashdown/home").text


def test_ages_of_those_who_agree_do_not_matter_to_the_page(world: World, said: Say, asked: Asking) -> None:
    """A child too young to agree alone is not quoted on their own yes."""
    child = contributor(world.app, "Kit Marlow", born_on=born(9))
    agree(world.app, child, "core.share", "anonymous")
    ask = asked(views=[said(QUOTE, child, permission="published")])
    publish(world.app, ask)
    assert QUOTE not in world.app.test_client().get("/ashdown/what-happened/1").text
    change(world.app, Person, child, born_on=born(17))
