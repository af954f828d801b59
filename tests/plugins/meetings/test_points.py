"""In the room: what was said is kept word for word, box by box, apart from adults' notes and from time together."""

import re
from html import unescape
from typing import Any

import pytest

from core.audit import entries
from core.db import authority_scope
from core.testing.apps import World
from plugins.meetings.models import Action, AgendaItem, Decision, Meeting, Point
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days, read
from tests.plugins.meetings.recording import BUS, Evening, add_item, add_rows, change, evening

__all__ = ["evening"]
CANCELLED, TO_COME = "Put it on again first", "You can write from that day on"


@pytest.mark.both_databases
def test_words_are_kept_as_said_and_the_page_is_ready_for_the_next(evening: Evening) -> None:
    answer = evening.say("  It's  <b>cold</b>,\r\nand nobody\r\nasked me.  ", who="group", permission="decision_makers")
    assert answer.status_code == 302
    (point,) = read(evening.app, Point)
    assert point.words == "It's  <b>cold</b>,\r\nand nobody\r\nasked me."
    assert (point.by_words, point.person_id, point.permission) == ("The group", None, "decision_makers")
    page = evening.worker.get(answer.location).text
    assert "&lt;b&gt;cold&lt;/b&gt;" in page and "The group" in page
    box = re.search(r'<textarea[^>]*name="said-words"[^>]*>', page)
    assert box and "autofocus" in box[0], "the focus is back in the box, without scripts"


def test_who_may_read_it_is_asked_in_words_and_is_the_team_at_first(evening: Evening) -> None:
    page = evening.worker.get(f"{evening.url}/room").text
    assert "“Who may read what you just said?”" in page and "Nobody: it stays in the room" in page
    evening.say(BUS)
    assert read(evening.app, Point)[0].permission == "team"


def test_somebody_is_chosen_by_name_and_shown_without(evening: Evening) -> None:
    evening.say(BUS, who=str(evening.aisha))
    (point,) = read(evening.app, Point)
    assert (point.person_id, point.by_words) == (evening.aisha, "A member")
    page = evening.worker.get(f"{evening.url}/room").text
    assert "Aisha Bell" not in page.split("Said so far")[1].split("Write down a decision")[0]


def test_a_box_sent_twice_is_said_once(evening: Evening) -> None:
    once = re.search(r'name="said-once"[^>]*value="([^"]+)"', evening.worker.get(f"{evening.url}/room").text)
    assert once
    for _ in range(2):
        assert evening.say(BUS, once=unescape(once[1])).status_code == 302
    assert len(read(evening.app, Point)) == 1


def test_an_empty_box_says_so_and_keeps_the_rest(evening: Evening) -> None:
    answer = evening.say("", who="group")
    assert answer.status_code == 400 and "Write down what was said." in answer.text
    assert '<option value="group" selected' in answer.text
    assert read(evening.app, Point) == []


def test_each_part_of_the_agenda_keeps_its_own(evening: Evening) -> None:
    first = add_item(evening.app, evening.id, "Buses", 1)
    second = add_item(evening.app, evening.id, "Our hall", 2)
    answer = evening.send("said", {"words": BUS}, item=str(first))
    assert f"item={first}" in answer.location
    evening.send("said", {"words": "It is cold."}, item=str(second))
    evening.say("Nobody told us.")
    assert {row.words: row.item_id for row in read(evening.app, Point)} == {
        BUS: first,
        "It is cold.": second,
        "Nobody told us.": None,
    }
    page = evening.worker.get(f"{evening.url}/room?item={second}").text
    assert "It is cold." in page and BUS not in page, "the other parts say how much, not what"
    assert page.index("Buses") < page.index("Our hall") < page.index("Anything else")


def test_time_together_has_no_box_and_refuses_a_forged_one(evening: Evening) -> None:
    item = add_item(evening.app, evening.id, "Pizza", part="informal")
    page = evening.worker.get(f"{evening.url}/room?item={item}").text
    assert "Time together. Nothing is written down here." in page and "<textarea" not in page
    refused = evening.say("She cried.", place=str(item))
    assert refused.status_code == 409 and "it is time together" in refused.text
    assert "not saved" in refused.text and "She cried." in refused.text, "what was typed is not lost"
    assert read(evening.app, Point) == []


@pytest.mark.parametrize("box", ["said", "decided", "promised", "notes"])
@pytest.mark.parametrize(("days", "state", "says"), [(0, "cancelled", CANCELLED), (3, "planned", TO_COME)])
def test_a_cancelled_meeting_and_one_to_come_are_refused_in_words(
    evening: Evening, plan: PlanMeeting, box: str, days: int, state: str, says: str
) -> None:
    id = plan("forum", on=in_days(days), state=state)
    item = add_item(evening.app, id, "Buses")
    page = evening.worker.get(f"/ashdown/meetings/{id}/room").text
    assert says in page and "<textarea" not in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    own = {"said-words": BUS, "said-who": "group", "said-permission": "team", "decided-text": BUS}
    own |= {"decided-decided_by": "group", "promised-text": BUS, "promised-owner_name": "Us", "notes-notes": BUS}
    own |= {"promised-owner_id": ""}
    own |= {f"{box}-place": str(item), "notes-version": "1", "csrf_token": token[1]}
    answer = evening.worker.post(f"/ashdown/meetings/{id}/room/{box}", data=own)
    assert answer.status_code == 409
    assert says in answer.text and BUS in answer.text, "what was typed is not lost"
    assert read(evening.app, Point) == read(evening.app, Decision) == read(evening.app, Action) == []
    assert read(evening.app, AgendaItem)[0].notes == ""


def test_words_are_corrected_and_two_at_once_lose_nothing(evening: Evening) -> None:
    evening.say(BUS)
    (point,) = read(evening.app, Point)
    page = f"{evening.url}/room/said/{point.id}"
    assert change(evening.worker, page, {"said-words": "The last bus leaves at eight."}).status_code == 302
    assert read(evening.app, Point)[0].words == "The last bus leaves at eight."
    clash = change(evening.worker, page, {"said-words": "Mine", "said-version": str(point.version)})
    assert clash.status_code == 409 and "Somebody else changed this" in clash.text
    assert "Mine" in clash.text and "The last bus leaves at eight." in clash.text


def test_words_are_taken_back(evening: Evening) -> None:
    evening.say(BUS)
    (point,) = read(evening.app, Point)
    done = evening.worker.submit(f"{evening.url}/room/said/{point.id}", action="take-back")
    assert done.status_code == 302 and read(evening.app, Point) == []


def test_the_audit_says_that_and_never_what(evening: Evening) -> None:
    evening.say(BUS, permission="nobody")
    with evening.app.app_context(), authority_scope(council_id(evening.app)):
        found = [entry for entry in entries() if entry.action == "meetings.point_added"]
        assert len(found) == 1 and "bus" not in str(found[0].detail)


def test_what_is_for_its_workers_is_not_read_by_another_worker(evening: Evening, world: World) -> None:
    evening.say("For your ears.", permission="my_worker")
    evening.say("Kept here.", permission="nobody")
    evening.say(BUS)
    (hidden,) = read(evening.app, Point, permission="nobody")
    other = world.browser("practitioner")
    page = other.get(f"{evening.url}/room").text
    assert BUS in page and "For your ears." not in page and "Kept here." not in page
    assert "2 more are for this group's own workers to read." in page
    assert other.get(f"{evening.url}/room/said/{hidden.id}").status_code == 404
    assert "For your ears." in evening.worker.get(f"{evening.url}/room").text


def test_only_those_who_run_the_meeting_come_in(
    evening: Evening, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    for role in ("young_person", "decision_maker", "parent_carer", "local_admin", "safeguarding_lead"):
        assert world.browser(role).get(f"{evening.url}/room").status_code == 404
    plant("secret", listing="hidden", members_hidden=True)
    hidden = plan("secret", on=in_days(0))
    assert evening.worker.get(f"/ashdown/meetings/{hidden}/room").status_code == 404
    assert world.browser("practitioner").get(f"/ashdown/meetings/{hidden}/room").status_code == 200
    assert world.browser("worker", "brackwell").get(f"/brackwell/meetings/{evening.id}/room").status_code == 404


def test_a_point_of_another_meeting_is_not_here(evening: Evening, plan: PlanMeeting) -> None:
    other = plan("forum", on=in_days(0))
    (point,) = add_rows(evening.app, Point(meeting_id=other, words=BUS))
    assert evening.worker.get(f"{evening.url}/room/said/{point}").status_code == 404


def test_a_decision_says_who_had_the_power(evening: Evening) -> None:
    answer = evening.send("decided", {"text": "We meet at six.", "decided_by": "adults"})
    page = evening.worker.get(answer.location).text
    assert "We meet at six." in page and "Adults decided." in page
    (decision,) = read(evening.app, Decision)
    own = f"{evening.url}/room/decided/{decision.id}"
    assert change(evening.worker, own, {"decided-text": "We meet at seven."}).status_code == 302
    assert read(evening.app, Decision)[0].text == "We meet at seven."
    assert evening.worker.submit(own, action="remove").status_code == 302
    assert read(evening.app, Decision) == []


def test_adults_notes_stand_apart_and_two_at_once_lose_nothing(evening: Evening) -> None:
    item = add_item(evening.app, evening.id, "Buses")
    page = evening.worker.get(f"{evening.url}/room?item={item}").text
    assert "Not for young people's words." in unescape(page)
    assert evening.send("notes", {"notes": "Bring a timetable."}, item=str(item)).status_code == 302
    (kept,) = read(evening.app, AgendaItem)
    assert kept.notes == "Bring a timetable." and read(evening.app, Point) == []
    clash = evening.send("notes", {"notes": "Mine", "version": "0"}, item=str(item))
    assert clash.status_code == 409 and "They wrote: Bring a timetable." in clash.text and "Mine" in clash.text


def test_the_meetings_page_leads_into_the_room_from_its_day_on(evening: Evening, plan: PlanMeeting) -> None:
    assert "In the room" in evening.worker.get(evening.url).text
    assert "In the room" not in evening.worker.get(f"/ashdown/meetings/{plan('forum', on=in_days(1))}").text
    assert read(evening.app, Meeting, id=evening.id)[0].state == "planned"


def test_themes_of_several_sets_are_chosen_together(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    city, plan = [("city:home", "At home")], [("plan:home", "A home"), ("plan:out", "Out")]
    sets = [("city", "City", city), ("plan", "Plan", plan)]
    monkeypatch.setattr("plugins.meetings.agenda.themes.sets", lambda authority: sets)
    assert evening.say(BUS, themes=["city:home", "plan:out"]).status_code == 302
    assert read(evening.app, Point)[0].themes == ["city:home", "plan:out"]
    assert "At home, Out" in evening.worker.get(f"{evening.url}/room").text
    assert evening.say(BUS, themes=["city:none"]).status_code == 400, "no theme of this council"


@pytest.mark.parametrize(
    ("box", "data"),
    [
        ("said", {"words": BUS, "permission": "the moon"}),
        ("said", {"words": BUS, "who": "11111111-1111-4111-8111-111111111111"}),
        ("decided", {"text": BUS, "decided_by": "the moon"}),
        ("promised", {"text": BUS, "owner_id": "nobody"}),
        ("promised", {"text": BUS, "owner_name": "Us", "due_on": ["31", "2", "2030"]}),
    ],
)
def test_what_was_not_offered_is_refused_and_leads_to_its_field(evening: Evening, box: str, data: Any) -> None:
    answer = evening.send(box, data)
    assert answer.status_code == 400 and "There is a problem" in answer.text and BUS in unescape(answer.text)
    assert read(evening.app, Point) == read(evening.app, Decision) == read(evening.app, Action) == []
