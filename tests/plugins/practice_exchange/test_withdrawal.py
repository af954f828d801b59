"""An offered thing goes with the consent behind it: for the region, and out of every copy, with the next request."""

from datetime import timedelta

from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.data_rights.erase import erase
from core.data_rights.subject import subject_of
from core.db import db
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.evidence.models import StoryPerson
from plugins.practice_exchange import timed
from plugins.practice_exchange.models import Told
from plugins.practice_exchange.personal import take_back_old
from tests.plugins.evidence.conftest import HERE
from tests.plugins.influence.planting import read
from tests.plugins.influence.working import agree, at_work
from tests.plugins.practice_exchange.conftest import LEADS, OURS, THEIRS, Shared, copied, of_region

WORDS = "They wait together now."


def test_it_is_read_and_copied_with_its_origin(
    app: Flask, other: PageClient, lead: PageClient, shared: Shared
) -> None:
    assert "A warm room in winter" in other.get(f"{THEIRS}/").text
    copy = copied(app, other, shared.offer, use_for="For our drop-in")
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert WORDS in page and "Ashdown" in page and "For our drop-in" in page
    assert WORDS in lead.get(f"{LEADS}/offers/{shared.offer.id}").text


def test_a_withdrawn_agreement_takes_it_from_the_region_and_out_of_every_copy(
    app: Flask, other: PageClient, lead: PageClient, shared: Shared
) -> None:
    copy = copied(app, other, shared.offer)
    agree(app, shared.person_id, "core.share", yes=False)
    assert "A warm room" not in other.get(f"{THEIRS}/").text
    assert other.get(f"{THEIRS}/offers/{shared.offer.id}").status_code == 404
    assert lead.get(f"{LEADS}/offers/{shared.offer.id}").status_code == 404
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "The consent behind this was withdrawn. Remove it." in page
    assert WORDS not in page and "A warm room" not in page
    assert "Remove a copy of something from Ashdown" in other.get("/brackwell/home").text
    assert [one.title + one.summary + one.find_text + str(one.parts) for one in of_region(app)] == ["[]"]


def test_it_is_asked_at_the_moment_of_reading_even_where_nobody_told_the_exchange(
    app: Flask, other: PageClient, shared: Shared
) -> None:
    copy = copied(app, other, shared.offer)
    with at_work(app):
        row = db.session.scalars(db.select(StoryPerson)).one()
        row.withdrawn_on = local_today()
        db.session.commit()
    assert of_region(app)[0].withdrawn_at is None
    assert "A warm room" not in other.get(f"{THEIRS}/").text
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "It is not offered at this moment, so its words are hidden." in page and WORDS not in page
    look(app)
    assert of_region(app)[0].withdrawn_at is not None, "the next look takes the words away for good"
    assert "Remove it." in other.get(f"/brackwell/practice/copies/{copy.id}").text


def test_what_is_not_public_any_more_is_not_offered_any_more(
    app: Flask, worker: PageClient, other: PageClient, shared: Shared
) -> None:
    copy = copied(app, other, shared.offer)
    worker.submit(f"{HERE}/desk/stories/{shared.story.id}/unpublish", {"why": "It is old"})
    assert of_region(app)[0].why == "source"
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "It may not be told any more where it came from. Remove it." in page and WORDS not in page


def test_its_owner_takes_it_back(app: Flask, worker: PageClient, other: PageClient, shared: Shared) -> None:
    copy = copied(app, other, shared.offer)
    url = f"{OURS}/offers/{shared.offer.id}"
    assert "This is ours." in worker.get(url).text
    assert worker.submit(url, action="/back").status_code == 302
    assert worker.get(url).status_code == 404
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "The council that offered it took it back. Remove it." in page
    assert read(app, Told) == []


def test_nobody_takes_back_what_another_council_offers(app: Flask, other: PageClient, shared: Shared) -> None:
    token = other.get(f"{THEIRS}/questions/new").text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    answer = other.post(f"{THEIRS}/offers/{shared.offer.id}/back", data={"csrf_token": token})
    assert answer.status_code == 404
    assert of_region(app)[0].withdrawn_at is None


def test_somebodys_erasure_takes_the_words_with_it(app: Flask, other: PageClient, shared: Shared) -> None:
    copy = copied(app, other, shared.offer)
    with at_work(app) as authority:
        subject = subject_of(str(shared.person_id))
        lines = erase(authority, subject, house().hooks, list(house().plugins), apply=True)
        db.session.commit()
    assert "things offered to other councils that tell of them" in [line.erased.kind for line in lines]
    assert WORDS not in str([(one.parts, one.find_text) for one in of_region(app)])
    assert read(app, Told) == []
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "The consent behind this was withdrawn. Remove it." in page, "that somebody was erased is not told"


def test_a_copy_is_removed_only_when_staff_say_so(app: Flask, other: PageClient, shared: Shared) -> None:
    copy = copied(app, other, shared.offer)
    agree(app, shared.person_id, "core.share", yes=False)
    url = f"/brackwell/practice/copies/{copy.id}"
    refused = other.submit(url, action="/removed")
    assert refused.status_code == 422 and "Tick this once it is so." in refused.text
    assert other.submit(url, {"is_removed": "y"}, action="/removed").status_code == 302
    assert other.get(url).status_code == 404
    assert "Remove a copy" not in other.get("/brackwell/home").text


def test_workers_are_told_of_a_copy_that_must_go(app: Flask, other: PageClient, shared: Shared) -> None:
    copied(app, other, shared.offer)
    agree(app, shared.person_id, "core.share", yes=False)
    look(app)
    assert "Your council keeps a copy that must be removed." in other.get("/brackwell/me/messages/").text


def test_a_council_that_switches_the_exchange_off_offers_nothing_meanwhile(
    app: Flask, other: PageClient, shared: Shared
) -> None:
    copy = copied(app, other, shared.offer)
    switch(app, on=False)
    assert "A warm room" not in other.get(f"{THEIRS}/").text
    page = other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert "It is not offered at this moment" in page
    switch(app, on=True)
    assert WORDS in other.get(f"/brackwell/practice/copies/{copy.id}").text, "nothing was lost"


def test_what_is_old_is_taken_back(app: Flask, shared: Shared) -> None:
    with at_work(app) as authority:
        assert take_back_old(authority, local_today()) == 0
        assert take_back_old(authority, local_today() + timedelta(days=366 * 30)) == 1
        db.session.commit()
    assert [one.why for one in of_region(app)] == ["old"]


def look(app: Flask) -> None:
    """What both councils do four times an hour."""
    for slug in ("ashdown", "brackwell"):
        with at_work(app, slug) as authority:
            timed.look(authority, {})
            db.session.commit()


def switch(app: Flask, on: bool) -> None:
    """Switch Ashdown's exchange on or off."""
    with at_work(app) as authority:
        effective.save_switch(authority, "practice_exchange", on)
        db.session.commit()
