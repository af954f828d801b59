"""Two people at one case: a second press, two leads at once, a second lead to close, somebody it is given to."""

import pytest
from sqlalchemy import select

from core.db import db
from core.people.relationships.models import Relationship
from core.safeguarding.models import CaseLook
from core.safeguarding.store import ALLEGATIONS
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.testing.pages import Page
from tests.core.safeguarding.desk.conftest import SAID, Desk


def typed(browser: PageClient, url: str, **said: object) -> dict[str, object]:
    """What a browser would send of the form at `url`."""
    page = Page(browser.get(url).text)
    hidden = {one.get("name"): one.get("value") for one in page.all("input") if one.get("type") == "hidden"}
    return {**{name: value for name, value in hidden.items() if name in ("once", "csrf_token")}, **said}


@pytest.mark.parametrize("step", ["triage", "note", "action"])
def test_a_second_press_writes_nothing_more(desk: Desk, lead: PageClient, step: str) -> None:
    url = desk.brought_to("acknowledged", lead, desk.raised())
    sent = typed(lead, f"{url}/step/{step}", **SAID[step])
    answers = [lead.post(f"{url}/step/{step}", data=sent).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert [one.kind for one in desk.entries(url)].count({"triage": "triaged"}.get(step, step)) == 1


def test_a_second_press_of_the_first_button_is_harmless(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    sent = typed(lead, url)
    answers = [lead.post(f"{url}/step/acknowledge", data=sent).status_code for _ in range(2)]
    assert answers == [302, 302] and len(desk.entries(url)) == 2
    assert "You have it now" in lead.get(url).text and "moved on" not in lead.get(url).text


def test_who_comes_second_learns_it_and_keeps_what_they_typed(desk: Desk, lead: PageClient) -> None:
    other = desk.somebody("Second Lead")
    url = desk.brought_to("decided", lead, desk.raised())
    late = typed(other, f"{url}/step/close", **{**SAID["close"], "reason": "Typed for a quarter of an hour"})
    desk.take(lead, url, "close", **SAID["close"])
    answer = other.post(f"{url}/step/close", data=late)
    assert answer.status_code == 200 and "Typed for a quarter of an hour" in answer.text
    assert "Safeguarding lead Tester, Safeguarding lead wrote “Closed”" in answer.text
    assert [one.kind for one in desk.entries(url)].count("closed") == 1


def test_only_one_of_two_leads_acknowledges(desk: Desk, lead: PageClient) -> None:
    other, url = desk.somebody("Second Lead"), desk.raised()
    sent = typed(other, url)
    desk.take(lead, url, "acknowledge")
    assert other.post(f"{url}/step/acknowledge", data=sent).status_code == 302
    assert "Safeguarding lead Tester, Safeguarding lead wrote “Read by a lead”" in other.get(url).text
    assert len(desk.entries(url)) == 2


def test_an_allegation_is_closed_by_another_lead_only(desk: Desk, lead: PageClient) -> None:
    other = desk.somebody("Second Lead")
    url = desk.brought_to("decided", lead, desk.raised(store=ALLEGATIONS))
    assert lead.get(f"{url}/step/close").status_code == 302
    desk.take(lead, url, "propose-closing", **{**SAID["close"], "outcome": "unfounded"})
    refused = lead.submit(f"{url}/step/confirm-closing", {"reason": "I agree with myself"})
    assert "another lead has to read it" in refused.text and desk.case(url, "state") == ["closing"]
    desk.take(other, url, "send-back", reason="The child was not asked")
    desk.take(other, url, "propose-closing", **{**SAID["close"], "outcome": "unfounded"})
    desk.take(lead, url, "confirm-closing", reason="It is complete now")
    state, closed_at = desk.case(url, "state", "closed_at")
    assert state == "closed" and closed_at is not None


def test_who_is_given_a_case_reads_and_adds_and_decides_nothing(desk: Desk, world: World, lead: PageClient) -> None:
    practitioner, url = world.browser("practitioner"), desk.brought_to("triaged", lead, desk.raised())
    other = desk.raised()
    user = desk.user_id("Practitioner Tester")
    desk.take(lead, url, "allocate", user_id=str(user), why="See her at school")
    shown = practitioner.get(url)
    assert shown.status_code == 200 and "step/decide" not in shown.text and "step/allocate" not in shown.text
    desk.take(practitioner, url, "note", what="Saw her", source="seen")
    token = typed(practitioner, f"{url}/step/note")
    for step in ("decide", "close", "allocate", "triage", "link"):
        assert practitioner.get(f"{url}/step/{step}").status_code == 404
        assert practitioner.post(f"{url}/step/{step}", data=token).status_code == 404
    assert practitioner.get(other).status_code == 404
    assert "Given to Practitioner Tester" in lead.get("/ashdown/safeguarding/").text
    desk.take(lead, url, "take-back", user_id=str(user), why="Done")
    assert practitioner.get(url).status_code == 404
    desk.take(lead, url, "allocate", user_id=str(user), why="Once more")
    assert practitioner.get(url).status_code == 200


def test_who_is_given_a_case_and_knows_somebody_in_it_is_out_at_once(
    desk: Desk, world: World, lead: PageClient
) -> None:
    practitioner, url = world.browser("practitioner"), desk.brought_to("triaged", lead, desk.raised())
    desk.take(lead, url, "allocate", user_id=str(desk.user_id("Practitioner Tester")), why="See her")
    out = practitioner.submit(f"{url}/i-know-somebody", {"note": "My neighbour"})
    assert out.location == "/ashdown/safeguarding/mine"
    assert "You do not see this case any more" in practitioner.get(out.location).text
    assert practitioner.get(url).status_code == 404


def test_nobody_in_conflict_is_offered(desk: Desk, lead: PageClient) -> None:
    desk.somebody("Barred Lead")
    user, url = desk.user_id("Barred Lead"), desk.raised()
    assert "Barred Lead" in lead.get(f"{url}/step/allocate").text
    with desk.scope():
        store, case = desk.found(url)
        db.session.add(store.bar(case_id=case.id, user_id=user, why="close"))
        db.session.commit()
    assert "Barred Lead" not in lead.get(f"{url}/step/allocate").text
    refused = lead.submit(f"{url}/step/allocate", {"user_id": str(user), "why": "By hand"})
    assert refused.status_code == 200 and [one.kind for one in desk.entries(url)] == ["raised"]


def test_linked_cases_say_so_to_those_who_may_see_both(desk: Desk, lead: PageClient) -> None:
    mine, staff = desk.raised(), desk.raised("The coach", store=ALLEGATIONS)
    other = desk.somebody("Barred Lead")
    with desk.scope():
        store, case = desk.found(staff)
        db.session.add(store.bar(case_id=case.id, user_id=desk.user_id("Barred Lead"), why="close"))
        db.session.commit()
    wanted = staff.split("/")[-1][:8]
    found = lead.get(f"{mine}/step/link?find={wanted}").text
    assert f'value="allegations.{staff.split("/")[-1]}"' in found
    chosen = f"allegations.{staff.split('/')[-1]}"
    sent = typed(lead, f"{mine}/step/link?find={wanted}", case_id=chosen, why="Same group")
    assert lead.post(f"{mine}/step/link?find={wanted}", data=sent).status_code == 302
    assert [one.kind for one in desk.entries(staff)] == ["raised", "linked"]
    assert "Same group" in lead.get(mine).text and "Same group" in lead.get(staff).text
    hidden = other.get(mine).text
    assert "Same group" not in hidden and "Linked" not in hidden
    assert "allegations." not in other.get(f"{mine}/step/link?find={wanted}").text


def test_cases_about_the_same_people_and_siblings_are_shown(desk: Desk, world: World, lead: PageClient) -> None:
    with world.app.app_context():
        robin, wren = add_person("Robin Day"), add_person("Wren Day")
        parent = add_person("Kit Day", "parent_carer")
    with desk.scope():
        db.session.add_all(Relationship(child_id=child, adult_id=parent, kind="parent") for child in (robin, wren))
        db.session.commit()
    first, second = desk.raised(people=((robin, "child"),)), desk.raised(people=((robin, "child"),))
    sibling, stranger = desk.raised(people=((wren, "child"),)), desk.raised()
    shown = lead.get(first).text
    assert second in shown and sibling in shown and stranger not in shown and "Robin Day" in shown
    found = typed(lead, f"{stranger}/step/name?find=wren", person_id=str(wren), part="sibling")
    assert lead.post(f"{stranger}/step/name?find=wren", data=found).status_code == 302
    assert sibling in lead.get(stranger).text


def test_what_is_put_right_stays_to_be_read(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    desk.take(lead, url, "note", what="It was on Monday", source="said")
    desk.take(lead, url, "amend", of="2", words="It was on Tuesday", why="I misheard")
    shown = lead.get(url).text
    assert "Amended" in shown and "Show history" in shown and "It was on Monday" in shown
    assert shown.index("It was on Tuesday") < shown.index("It was on Monday")
    assert desk.entries(url)[-1].amends == 2


def test_an_action_is_chased_until_it_is_done(desk: Desk, lead: PageClient) -> None:
    url = desk.brought_to("decided", lead, desk.raised())
    desk.take(lead, url, "action", **{**SAID["action"], "by": ["1", "3", "2026"]})
    shown = lead.get(url).text
    assert "What has to be done" in shown and "Late" in shown
    seq = str(desk.entries(url)[-1].seq)
    desk.take(lead, f"{url}", "done", of=seq, came_of_it="She was seen")
    assert "What has to be done" not in lead.get(url).text


def test_each_reading_is_on_record_and_no_title_tells(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("A long way home")
    for address in (url, f"{url}/step/note"):
        title = lead.get(address).text.split("<title>")[1].split("</title>")[0]
        assert title.startswith("Safeguarding –")
    with desk.scope():
        looks = list(db.session.scalars(select(CaseLook).order_by(CaseLook.at)))
        assert [one.what for one in looks] == ["The case", "Form: Write a note"]
        assert looks[0].by_role == "safeguarding_lead"


ODD = ("<script>alert(1)</script>", "x" * 1_500_000, "يؤذيني أحد", "\u202eflip", "🙈" * 900)


@pytest.mark.parametrize("words", ODD, ids=["script", "long", "arabic", "turned", "emoji"])
def test_own_words_are_shown_whole_and_as_they_are(desk: Desk, lead: PageClient, words: str) -> None:
    shown = lead.get(desk.raised(words)).text
    assert "<script>alert" not in shown and 'blockquote dir="auto"' in shown
    assert words.replace("<", "&lt;").replace(">", "&gt;") in shown
