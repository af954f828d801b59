"""Quotes: kept with their source, shown while whoever said it agrees, gone everywhere once they are taken back."""

from uuid import UUID, uuid4

from flask import Flask

from core.clock import local_today
from core.db import db
from core.hooks.values import Ref, Said
from core.plugging.said import said, unsaid
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.evidence.models import Quote
from plugins.influence.models import View
from plugins.influence.voice.taking_back import take_back
from tests.plugins.evidence.conftest import HERE, about, published
from tests.plugins.influence.planting import add_rows, read, record_of, speaker
from tests.plugins.influence.working import agree, at_work

WORDS = "They listened because we had counted."


def kept(app: Flask, **columns: object) -> UUID:
    """A quote that somebody has cleared."""
    values = {"words": WORDS, "public_words": WORDS, "agreed_how": "Form of 3 May"} | columns
    (found,) = add_rows(app, Quote(**values))
    with at_work(app):
        row = db.session.get_one(Quote, found)
        row.cleared_at = row.made_at
        db.session.commit()
    return found


def test_a_quote_is_kept_looked_through_and_read_by_role_alone(
    app: Flask, worker: PageClient, client: PageClient
) -> None:
    story = published(app, worker)
    sent = {"words": WORDS, "voice": "parent_carer", "agreed_how": "Paper form", "story": str(story.id)}
    made = worker.submit(f"{HERE}/desk/quotes/new", sent)
    assert made.status_code == 302
    assert WORDS not in client.get(f"{HERE}/stories/{story.key}").text, "nobody has looked it through"
    assert worker.submit(made.headers["Location"], {"do": "clear"}).status_code == 302
    page = client.get(f"{HERE}/stories/{story.key}").text
    assert WORDS in page and "A parent or carer" in page


def test_a_quote_needs_an_agreement(app: Flask, worker: PageClient) -> None:
    answer = worker.submit(f"{HERE}/desk/quotes/new", {"words": WORDS})
    assert answer.status_code == 422
    assert "Say where their agreement is kept" in answer.text and WORDS in answer.text
    assert read(app, Quote) == []


def test_what_could_tell_who_said_it_must_be_ticked(app: Flask, worker: PageClient) -> None:
    id = kept(app, words="Call me on 01632 960999, says Sam.", public_words="", cleared_at=None)
    answer = worker.submit(f"{HERE}/desk/quotes/{id}", {"do": "clear", "looked": []})
    assert answer.status_code == 422
    assert "not looked at yet. Each is marked: change it, or tick that nobody can be told from it." in answer.text


def test_a_withdrawn_agreement_takes_the_quote_out_at_the_next_request(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID
) -> None:
    story = published(app, worker)
    kept(app, person_id=robin, story_id=story.id, agreed_how="")
    assert WORDS in client.get(f"{HERE}/stories/{story.key}").text
    agree(app, robin, "core.share", yes=False)
    assert WORDS not in client.get(f"{HERE}/stories/{story.key}").text


def test_an_own_name_in_a_quote_needs_the_agreement_to_be_named(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID
) -> None:
    story = published(app, worker)
    said = "I am Robin, and I counted."
    kept(app, words=said, public_words=said, person_id=robin, story_id=story.id)
    assert said not in client.get(f"{HERE}/stories/{story.key}").text
    agree(app, robin, "core.named")
    assert said in client.get(f"{HERE}/stories/{story.key}").text


def test_what_is_taken_back_where_it_was_said_is_gone_here(app: Flask) -> None:
    source = Ref("meetings", "point", uuid4())
    columns = {"source_plugin": source.plugin, "source_kind": source.kind, "source_id": source.id}
    id = kept(app, **columns)
    with at_work(app):
        unsaid(source)
        db.session.commit()
    (row,) = read(app, Quote, id=id)
    assert (row.words, row.public_words, row.taken_back_why) == ("", "", "source")


def test_a_view_that_is_taken_back_takes_its_quote_along(app: Flask) -> None:
    view = speaker(app)(WORDS)
    id = kept(app, source_plugin="influence", source_kind="view", source_id=view)
    with at_work(app) as council:
        take_back(db.session.get_one(View, view), "asked", authority=council)
        db.session.commit()
    (row,) = read(app, Quote, id=id)
    assert row.words == ""


def test_somebody_takes_their_own_words_back_without_a_why(app: Flask, world: World) -> None:
    me = record_of(world, "young_person")
    mine, other = kept(app, person_id=me), kept(app, words="Of somebody else")
    browser = world.browser("young_person")
    page = browser.get(f"{HERE}/my-words").text
    assert WORDS in page and "Of somebody else" not in page
    assert browser.submit(f"{HERE}/my-words", action=str(mine)).status_code == 302
    assert [row.words for row in read(app, Quote, id=mine)] == [""]
    token = browser.get("/ashdown/me/").text.split('name="csrf_token" value="')[-1].split('"')[0]
    gone = browser.post(f"{HERE}/my-words/{other}/take-back", data={"csrf_token": token})
    assert gone.status_code in (400, 404)
    assert [row.words for row in read(app, Quote, id=other)] == ["Of somebody else"]


def test_a_quote_that_was_taken_back_is_not_cleared_again(app: Flask, worker: PageClient) -> None:
    id = kept(app)
    desk = f"{HERE}/desk/quotes/{id}"
    assert worker.submit(desk, action="take-back").status_code == 302
    assert "The words were taken back. They are gone everywhere." in worker.get(desk).text
    assert "The words were taken back" in worker.get(f"{HERE}/desk/quotes").text


def test_the_page_of_what_was_said_offers_to_keep_it(app: Flask, worker: PageClient) -> None:
    view = speaker(app)(WORDS, permission="published")
    page = worker.get(f"/ashdown/what-happened/views/{view}").text
    assert f"/difference/desk/quotes/new?from=influence:view:{view}" in page.replace("%3A", ":")
    about_it = worker.get(f"{HERE}/desk/quotes/new?from=influence:view:{view}").text
    assert "The words come from" in about_it
    assert about(app, View, view, sort="praise") is None


def test_a_name_beside_a_quote_is_looked_at_too(app: Flask, worker: PageClient) -> None:
    id = kept(app, pseudonym="Sam Field", cleared_at=None)
    desk = f"{HERE}/desk/quotes/{id}"
    assert "not looked at yet" in worker.submit(desk, {"do": "clear", "looked": []}).text


def test_words_that_fewer_may_read_now_wait_to_be_cleared_again(app: Flask) -> None:
    source = Ref("meetings", "point", uuid4())
    id = kept(app, source_plugin=source.plugin, source_kind=source.kind, source_id=source.id)
    with at_work(app):
        said(Said(source, WORDS, None, "A member", source, "team", (), local_today()))
        db.session.commit()
    (row,) = read(app, Quote, id=id)
    assert (row.words, row.public_words, row.cleared_at) == (WORDS, "", None)
