"""Minutes: each reader sees what its speakers allowed, no child's name, no small number; a human publishes them."""

import re
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from core.authority import effective
from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, MeetingChange, Minutes, Point
from plugins.meetings.record.names import standing_in
from plugins.meetings.settings import MeetingsSettings
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read
from tests.plugins.meetings.recording import Evening, add_rows, evening

__all__ = ["evening"]
EASY = "We met on Tuesday.\nWe talked about buses."
SAID = {key: f"Words for {key}." for key in ("my_worker", "team", "decision_makers", "published", "nobody")}


def choose(world: World, **settings: Any) -> None:
    """Change the council's settings of meetings."""
    with world.app.app_context():
        found = house().authorities.find("ashdown")
        assert found
        with authority_scope(found.id, write=True):
            effective.save_choice(found, "meetings", settings=MeetingsSettings(**settings))
            db.session.commit()


def publish(evening: Evening, readers: str = "group", easy: str = EASY, summary: str = "We talked about buses.") -> Any:
    """Write and publish the minutes on screen."""
    typed = {"summary": summary, "easy": easy}
    assert evening.worker.submit(f"{evening.url}/minutes/write", typed).status_code == 302
    return evening.worker.submit(f"{evening.url}/minutes/publish", {"readers": readers})


def said(page: str) -> set[str]:
    """Which of SAID stand on a page."""
    return {key for key, words in SAID.items() if words in page}


def plant_words(evening: Evening) -> None:
    """Something said under each permission."""
    same = {"meeting_id": evening.id, "by_words": "A member"}
    add_rows(evening.app, *(Point(words=words, permission=key, **same) for key, words in SAID.items()))


def stranger(world: World) -> PageClient:
    browser = world.app.test_client()
    assert isinstance(browser, PageClient)
    return browser


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


@pytest.mark.both_databases
def test_minutes_are_a_draft_until_published_and_then_for_the_group(evening: Evening, world: World) -> None:
    assert evening.worker.get(f"{evening.url}/minutes").status_code == 404
    evening.worker.submit(f"{evening.url}/minutes/write", {"summary": "We talked.", "easy": EASY})
    young = world.browser("young_person")
    assert "This is a draft" in evening.worker.get(f"{evening.url}/minutes").text
    for browser in (young, stranger(world)):
        for page in ("minutes", "minutes/easy", "minutes.pdf", "minutes-easy.pdf"):
            assert browser.get(f"{evening.url}/{page}").status_code == 404
        assert "What happened</h2>" not in browser.get(evening.url).text
    assert evening.worker.submit(f"{evening.url}/minutes/publish").status_code == 302
    assert "We talked." in young.get(f"{evening.url}/minutes").text
    assert "What happened</h2>" in young.get(evening.url).text
    assert stranger(world).get(f"{evening.url}/minutes").status_code == 404
    assert [row.kind for row in read(evening.app, MeetingChange)] == ["minutes"]
    assert read(evening.app, Meeting, id=evening.id)[0].state == "held"


def test_each_reader_hears_what_the_speakers_allowed(evening: Evening, world: World) -> None:
    plant_words(evening)
    publish(evening, "all")
    page = f"{evening.url}/minutes"
    team = {"team", "decision_makers", "published"}
    assert said(evening.worker.get(page).text) == said(world.browser("young_person").get(page).text) == team
    assert said(world.browser("decision_maker").get(page).text) == {"decision_makers", "published"}
    for browser in (stranger(world), world.browser("parent_carer"), world.browser("worker", "brackwell")):
        assert said(browser.get(page).text) == {"published"}
    assert said(text_of(stranger(world).get(f"{evening.url}/minutes.pdf").data)) == {"published"}
    assert said(text_of(world.browser("young_person").get(f"{evening.url}/minutes.pdf").data)) == team


def test_what_is_for_all_needs_an_open_group_and_the_councils_will(
    evening: Evening, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    publish(evening, "all")
    page = f"{evening.url}/minutes"
    assert stranger(world).get(page).status_code == 200
    choose(world, public_minutes=False)
    assert stranger(world).get(page).status_code == 404, "down on the next request"
    assert "cannot be for everybody" in evening.worker.get(f"{page}/publish").text
    assert evening.worker.submit(f"{page}/publish", {"readers": "all"}).status_code == 400
    choose(world, public_minutes=True)
    plant("quiet", members_hidden=True, workers=[evening.worker_id])
    quiet = plan("quiet", on=in_days(0))
    add_rows(evening.app, Minutes(meeting_id=quiet, summary="Quiet.", state="published", for_all=True))
    for browser in (stranger(world), world.browser("decision_maker"), world.browser("local_admin")):
        assert browser.get(f"/ashdown/meetings/{quiet}/minutes").status_code == 404
    assert evening.worker.get(f"/ashdown/meetings/{quiet}/minutes").status_code == 200


def test_minutes_are_taken_back_at_once(evening: Evening, world: World) -> None:
    publish(evening, "all")
    page = f"{evening.url}/minutes"
    assert stranger(world).get(page).status_code == 200
    assert stranger(world).get(f"{evening.url}/minutes.pdf").status_code == 200
    assert evening.worker.submit(page, action="unpublish").status_code == 302
    for path in ("minutes", "minutes.pdf"):
        assert stranger(world).get(f"{evening.url}/{path}").status_code == 404
    assert read(evening.app, MeetingChange) == [], "nobody is told of what cannot be read"


def test_small_numbers_of_children_are_told_to_staff_alone(evening: Evening, world: World) -> None:
    rows = [Attendance(meeting_id=evening.id, name=f"W{n}", status="here", counts_as="child") for n in range(4)]
    rows += [Attendance(meeting_id=evening.id, name="P", status="walk_in", counts_as="parent")]
    rows += [Attendance(meeting_id=evening.id, name="A", status="here", counts_as="worker")]
    rows += [Attendance(meeting_id=evening.id, name="Away", status="away", counts_as="child")]
    add_rows(evening.app, *rows)
    publish(evening, "all")
    page = f"{evening.url}/minutes"
    facts = {"worker": ("4", "1", "1"), "young_person": ("fewer than 5", "fewer than 5", "1")}
    for role, numbers in facts.items():
        assert figures(world.browser(role).get(page).text) == numbers
    assert figures(stranger(world).get(page).text) == ("fewer than 10", "fewer than 10", "1")


def figures(page: str) -> tuple[str, ...]:
    heads = ("Children and young people", "Parents and carers", "Workers")
    return tuple(re.search(rf"<dt>{head}</dt><dd>([^<]+)<", page)[1] for head in heads)  # type: ignore[index]


def test_adults_stand_by_their_promises_by_name_and_children_do_not(evening: Evening, world: World) -> None:
    young, worker = {"owner_id": evening.aisha}, {"owner_id": evening.worker_id}
    add_rows(
        evening.app,
        Action(meeting_id=evening.id, text="Draw a poster.", note="Half done.", **young),
        Action(meeting_id=evening.id, text="Book the hall.", due_on=in_days(9), **worker),
        Action(meeting_id=evening.id, text="Mend the door.", owner_name="Head of property"),
        Decision(meeting_id=evening.id, text="We meet at six.", decided_by="together"),
    )
    publish(evening, "all")
    for browser in (evening.worker, stranger(world)):
        page = browser.get(f"{evening.url}/minutes").text
        assert "Worker Tester, by" in page and "Head of property" in page and "Aisha" not in page
        assert "A member" in page and "Young people and adults decided together." in page
    assert "Half done." not in page and "Half done." in evening.worker.get(f"{evening.url}/minutes").text


def test_notes_of_adults_stand_in_no_minutes(evening: Evening) -> None:
    add_rows(evening.app, AgendaItem(meeting_id=evening.id, title="Buses", notes="Bring a timetable."))
    publish(evening)
    assert "timetable" not in evening.worker.get(f"{evening.url}/minutes").text
    assert "timetable" not in text_of(evening.worker.get(f"{evening.url}/minutes.pdf").data)


def test_the_place_is_for_strangers_only_where_the_council_says_so(evening: Evening, world: World) -> None:
    with evening.app.app_context(), authority_scope(_council(), write=True):
        db.session.get_one(Meeting, evening.id).where_note = "Room 4"
        db.session.commit()
    publish(evening, "all")
    assert "Room 4" in world.browser("young_person").get(f"{evening.url}/minutes").text
    assert "Room 4" not in stranger(world).get(f"{evening.url}/minutes").text


def _council() -> UUID:
    found = house().authorities.find("ashdown")
    assert found
    return found.id


def test_easy_read_is_remarked_on_line_by_line_and_published_all_the_same(evening: Evening, world: World) -> None:
    choose(world, hard_words=["safeguarding = keeping safe", "not a pair"])
    hard = "The implementation was, notwithstanding everything that we all had said in the room, put off once again"
    answer = evening.worker.submit(f"{evening.url}/minutes/write", {"easy": f"{hard}\nWe like safeguarding."})
    page = unescape(evening.worker.get(answer.location).text)
    assert "This sentence has" in page and "keeping safe" in page and "Advice only." in page
    assert evening.worker.submit(f"{evening.url}/minutes/publish").status_code == 302
    easy = world.browser("young_person").get(f"{evening.url}/minutes/easy").text
    assert "<p>We like safeguarding.</p>" in easy and "sized-easy" in easy
    assert "Hard words" in easy and "keeping safe" in easy


def test_without_easy_read_it_asks_first(evening: Evening) -> None:
    page = f"{evening.url}/minutes/publish"
    evening.worker.submit(f"{evening.url}/minutes/write", {"summary": "We talked.", "easy": ""})
    asked = evening.worker.submit(page)
    assert asked.status_code == 400 and "There is no Easy Read version." in asked.text
    assert read(evening.app, Minutes)[0].state == "draft"
    assert evening.worker.submit(page, {"without_easy": "y"}).status_code == 302
    assert evening.worker.get(f"{evening.url}/minutes/easy").status_code == 404
    assert evening.worker.get(f"{evening.url}/minutes-easy.pdf").status_code == 404


def test_names_of_members_are_shown_before_everybody_reads_them(evening: Evening, world: World) -> None:
    add_rows(evening.app, Point(meeting_id=evening.id, words="aisha said it first.", permission="published"))
    asked = publish(evening, "all")
    assert asked.status_code == 400 and "These names of members stand in the text" in asked.text
    assert "<li>Aisha Bell</li>" in asked.text and "Young person Tester" not in asked.text
    page = f"{evening.url}/minutes/publish"
    assert evening.worker.submit(page, {"readers": "group"}).status_code == 302, "the group knows its members"
    assert evening.worker.submit(page, {"readers": "all", "names_seen": "y"}).status_code == 302
    assert "aisha said" in stranger(world).get(f"{evening.url}/minutes").text


def test_a_name_written_later_takes_them_from_strangers_until_somebody_looks(evening: Evening, world: World) -> None:
    publish(evening, "all")
    evening.worker.submit(f"{evening.url}/minutes/write", {"summary": "Aisha was brave."})
    assert stranger(world).get(f"{evening.url}/minutes").status_code == 404
    assert "Aisha was brave." in world.browser("young_person").get(f"{evening.url}/minutes").text
    evening.worker.submit(f"{evening.url}/minutes/write", {"summary": "We were brave."})
    evening.worker.submit(f"{evening.url}/minutes/publish", {"readers": "all"})
    answer = evening.say("Aisha is right.", permission="published")
    assert "Aisha Bell" in evening.worker.get(answer.location).text
    assert stranger(world).get(f"{evening.url}/minutes").status_code == 404
    assert len(read(evening.app, MeetingChange)) == 1, "nobody is told twice"


@pytest.mark.parametrize(
    ("box", "data"),
    [("decided", {"text": "Aisha chairs."}), ("promised", {"text": "A poster.", "owner_name": "Aisha"})],
)
def test_a_name_in_a_later_decision_or_promise_does_the_same(
    evening: Evening, world: World, box: str, data: dict[str, str]
) -> None:
    publish(evening, "all")
    answer = evening.send(box, data)
    assert "Aisha Bell" in evening.worker.get(answer.location).text
    assert stranger(world).get(f"{evening.url}/minutes").status_code == 404


def test_two_who_write_at_once_lose_nothing(evening: Evening) -> None:
    page = f"{evening.url}/minutes/write"
    evening.worker.submit(page, {"summary": "First.", "easy": EASY})
    clash = evening.worker.submit(page, {"summary": "Mine.", "version": "0"})
    assert clash.status_code == 409 and "Somebody else changed this" in clash.text
    assert "Mine." in clash.text and "First." in clash.text
    assert read(evening.app, Minutes)[0].summary == "First."
    stale = evening.worker.submit(f"{evening.url}/minutes/publish", {"version": "9"})
    assert stale.status_code == 302 and read(evening.app, Minutes)[0].state == "draft"


def test_minutes_of_what_did_not_take_place_are_refused_in_words(evening: Evening, plan: PlanMeeting) -> None:
    for id, says in ((plan("forum", state="cancelled"), "Put it on again first"), (plan("forum"), "from that day on")):
        page = f"/ashdown/meetings/{id}/minutes/write"
        assert says in evening.worker.get(page).text
        refused = evening.worker.submit(page, {"summary": "Typed."})
        assert refused.status_code == 409 and says in refused.text and "Typed." in refused.text
    assert read(evening.app, Minutes) == []


def test_a_first_easy_draft_comes_from_the_agenda_and_the_decisions(evening: Evening) -> None:
    add_rows(
        evening.app,
        AgendaItem(meeting_id=evening.id, title="Public transport", title_easy="Buses"),
        Decision(meeting_id=evening.id, text="We ask the mayor"),
    )
    page = evening.worker.get(f"{evening.url}/minutes/write").text
    assert "We talked about: Buses." in page and "We decided: We ask the mayor." in page


def test_younger_readers_get_easy_read_first_and_can_have_all(evening: Evening, world: World) -> None:
    publish(evening)
    young = world.browser("young_person")
    young.set_cookie("reading", "young.en")
    first = young.get(f"{evening.url}/minutes").text
    assert "<p>We talked about buses.</p>" in first and "In short" not in first
    assert "In short" in young.get(f"{evening.url}/minutes?whole=yes").text


def test_the_papers_are_tagged_named_plainly_and_not_kept_by_a_browser(evening: Evening, world: World) -> None:
    publish(evening, "all")
    own = evening.worker.get(f"{evening.url}/minutes.pdf")
    named = f'inline; filename="forum-minutes-{in_days(0).isoformat()}.pdf"'
    assert (own.mimetype, own.headers["Content-Disposition"]) == ("application/pdf", named)
    assert own.headers["Cache-Control"] == "no-store"
    assert "/MarkInfo" in PdfReader(BytesIO(own.data)).trailer["/Root"]
    easy = stranger(world).get(f"{evening.url}/minutes-easy.pdf")
    assert "We talked about buses." in text_of(easy.data) and "public" in easy.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aisha said so.", True),
        ("That was Bell's idea.", True),
        ("AISHA!", True),
        ("Aishas are many, bells too.", False),
        ("will he?", False),
        ("Will he?", True),
        ("Zoe came.", True),
        ("", False),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: bool) -> None:
    assert bool(standing_in([text], [("Aisha Bell", ""), ("Will Li", ""), ("Zoë Q", "")])) is found


def test_the_meeting_page_offers_what_comes_next(evening: Evening, plan: PlanMeeting) -> None:
    today = evening.worker.get(evening.url).text
    assert today.index("In the room") < today.index("Write the minutes")
    past = evening.worker.get(f"/ashdown/meetings/{plan('forum', on=in_days(-1))}").text
    assert past.index("Write the minutes") < past.index("In the room")
    publish(evening)
    done = evening.worker.get(evening.url).text
    assert "Change the minutes" in done and "The group can read them" in done


