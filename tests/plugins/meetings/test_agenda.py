"""An agenda: written by staff with its clock, done differently at each age, copied, and read in one's own band."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.meetings.agenda import ages, patterns, themes, timetable
from plugins.meetings.models import Action, AgendaItem, Paper, Point
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

FAR = in_days(30)
BUSES = {"title": "Buses", "kind": "talk", "minutes": "30"}
YOUNGER = {"for_whom": "Years 5 and 6", "activity": "Draw your bus.", "prompt": "", "age_from": 9, "age_to": 11}
OLDER = {"for_whom": "11 to 15", "activity": "Plan a route.", "prompt": "Who pays?", "age_from": 12, "age_to": 15}


class Item:
    """As much of an item as the clock reads."""

    def __init__(self, minutes: int | None, part: str = "formal") -> None:
        self.minutes, self.part = minutes, part


class Somebody:
    """As much of a person as ages read."""

    def __init__(self, **known: Any) -> None:
        empty = dict.fromkeys(("born_on", "age_band", "age_band_said_on", "school_year", "school_year_from"))
        self.__dict__.update(empty | known)


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("forum", members=[world.people["ashdown", "young_person"].person_id])
    return world.browser("worker")


@pytest.fixture
def meeting(worker: PageClient, plan: PlanMeeting) -> UUID:
    return plan("forum", on=FAR, minutes=90)


def address(meeting: UUID, more: str = "") -> str:
    return f"/ashdown/meetings/{meeting}/agenda{more}"


def put(app: Flask, meeting: UUID, rows: Iterable[Any], authority: str = "ashdown") -> list[UUID]:
    """Write items straight into the database, in order: titles, or columns."""
    with app.app_context(), authority_scope(council_id(app, authority), write=True):
        columns = [row if isinstance(row, dict) else {"title": row} for row in rows]
        made = [AgendaItem(meeting_id=meeting, position=n, **values) for n, values in enumerate(columns)]
        db.session.add_all(made)
        db.session.commit()
        return [item.id for item in made]


def store(app: Flask, *rows: Any) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add_all(rows)
        db.session.commit()


def titles(app: Flask, meeting: UUID) -> list[str]:
    rows = read(app, AgendaItem, meeting_id=meeting)
    return [item.title for item in sorted(rows, key=lambda item: item.position)]


# The clock


def test_items_begin_where_the_one_before_ends() -> None:
    starts = datetime(2026, 7, 1, 15, 30, tzinfo=UTC)  # 4:30pm by the clock on the wall
    slots = timetable.slots([Item(10), Item(None), Item(25)], starts)
    assert [(slot.starts, slot.ends) for slot in slots] == [
        ("4:30pm", "4:40pm"),
        ("4:40pm", "4:40pm"),
        ("4:40pm", "5:05pm"),
    ]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ([60, 40], "10 minutes too long"),
        ([60, 30], ""),
        ([60, None], "1 item has no time yet, and 30 minutes are left."),
        ([60], "30 minutes left over."),
    ],
)
def test_staff_are_told_whether_it_fits(minutes: list[int | None], said: str) -> None:
    found = timetable.length_remark(timetable.sums([Item(number) for number in minutes]), 90)
    assert (said in found) if said else found == ""


def test_the_formal_part_is_counted_apart() -> None:
    found = timetable.sums([Item(60), Item(45), Item(30, "informal")])
    assert (found.total, found.formal, found.informal) == (135, 105, 30)
    assert timetable.formal_remark(found, 90) == (
        "Formal part: 1 hour 45 minutes of 1 hour 30 minutes. That is 15 minutes too long."
    )
    assert timetable.formal_remark(found, None) == ""


@pytest.mark.parametrize(("minutes", "formal"), [(90, None), (150, 90), (30, None), (45, 60), (1440, None)])
def test_the_usual_items_fill_the_meeting(minutes: int, formal: int | None) -> None:
    made = patterns.usual(minutes, formal)
    assert sum(item["minutes"] for item in made) == minutes
    assert sum(item["minutes"] for item in made if item["part"] == "formal") == min(formal or minutes, minutes)


def test_a_very_short_meeting_is_given_no_times() -> None:
    assert {item["minutes"] for item in patterns.usual(20, None)} == {None}


# Ages


@pytest.mark.parametrize(
    ("known", "activity"),
    [
        ({"born_on": date(2016, 3, 1)}, "Draw your bus."),
        ({"born_on": date(2013, 3, 1)}, "Plan a route."),
        ({"born_on": date(2004, 3, 1)}, None),
        ({"school_year": 5, "school_year_from": 2025}, "Draw your bus."),
        ({"school_year": 5, "school_year_from": 2021}, "Plan a route."),
        ({"age_band": "11-13", "age_band_said_on": date(2026, 7, 1)}, "Plan a route."),
        ({}, None),
    ],
)
def test_the_version_is_chosen_by_age_or_school_year(known: dict[str, Any], activity: str | None) -> None:
    found = ages.suiting([YOUNGER, OLDER], ages.ages_of(Somebody(**known), date(2026, 7, 1)))
    assert (found["activity"] if found else None) == activity


def test_a_version_without_ages_is_chosen_for_nobody() -> None:
    assert ages.suiting([{"for_whom": "Years 5 and 6", "activity": "Draw."}], (9, 9)) is None


# Writing


@pytest.mark.both_databases
def test_staff_add_items_and_read_the_clock(app: Flask, worker: PageClient, meeting: UUID) -> None:
    for typed in ({"title": "Hello", "kind": "welcome", "minutes": "10"}, BUSES | {"aim": "A later bus"}):
        assert worker.submit(address(meeting, "/new"), typed).status_code == 302
    page = worker.get(address(meeting)).text
    assert "4:40pm" in page and "Talk about it" in page and "40 minutes of 1 hour 30 minutes" in page
    assert titles(app, meeting) == ["Hello", "Buses"]


def test_an_item_sent_twice_is_one(app: Flask, worker: PageClient, meeting: UUID) -> None:
    shown = worker.get(address(meeting, "/new")).text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        assert worker.submit(address(meeting, "/new"), BUSES | {"once": once}).status_code == 302
    assert titles(app, meeting) == ["Buses"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minutes": "half an hour"}, "Enter a whole number, for example 10"),
        ({"minutes": "0"}, "Type a whole number from 1 to 600"),
        ({"title": ""}, "Give it a name"),
        ({"v1_for_whom": "Older", "v1_age_from": "15", "v1_age_to": "11", "v1_activity": "x"}, "below the youngest"),
        ({"v2_activity": "Draw."}, "Say for whom this is"),
        ({"v3_age_from": "old"}, "Enter a whole number"),
        ({"part": "secret"}, "Not a valid choice"),
    ],
)
def test_a_slip_is_explained_and_kept(
    app: Flask, worker: PageClient, meeting: UUID, typed: dict[str, str], said: str
) -> None:
    answer = worker.submit(address(meeting, "/new"), BUSES | {"led_by": "Sam"} | typed)
    assert answer.status_code == 400
    assert said in answer.text and 'value="Sam"' in answer.text
    assert titles(app, meeting) == []


def test_versions_by_age_are_kept_and_offered_to_the_next_item(app: Flask, worker: PageClient, meeting: UUID) -> None:
    version = {"v1_for_whom": "Years 5 and 6", "v1_age_from": "9", "v1_age_to": "11", "v1_activity": "Draw your bus."}
    worker.submit(address(meeting, "/new"), BUSES | version)
    (item,) = read(app, AgendaItem)
    assert item.versions == [YOUNGER]
    following = worker.get(address(meeting, "/new")).text
    assert 'value="Years 5 and 6"' in following and "Draw your bus." not in following
    worker.submit(address(meeting, "/new"), {"title": "Parks"})
    (parks,) = read(app, AgendaItem, title="Parks")
    assert parks.versions == [], "for whom alone is no version"


@pytest.mark.both_databases
def test_items_move_one_place_and_stop_at_the_ends(app: Flask, worker: PageClient, meeting: UUID) -> None:
    first, _, last = put(app, meeting, ["One", "Two", "Three"])
    for move, order in (
        (f"up:{last}", ["One", "Three", "Two"]),
        (f"up:{first}", ["One", "Three", "Two"]),
        (f"down:{first}", ["Three", "One", "Two"]),
    ):
        answer = worker.submit(address(meeting), {"move": move}, action="move")
        assert answer.status_code == 302
        assert titles(app, meeting) == order
    assert {item.version for item in read(app, AgendaItem)} == {1}, "moving troubles nobody who is writing"


@pytest.mark.parametrize("move", ["", "up:", "sideways:{id}", "up:nothing", "up:00000000-0000-4000-8000-000000000000"])
def test_a_move_of_nothing_is_not_here(app: Flask, worker: PageClient, meeting: UUID, move: str) -> None:
    (id,) = put(app, meeting, ["One"])
    assert worker.submit(address(meeting), {"move": move.format(id=id)}, action="move").status_code == 404


def test_two_people_lose_nothing(app: Flask, worker: PageClient, meeting: UUID) -> None:
    (id,) = put(app, meeting, [{"title": "Buses", "aim": "A later bus"}])
    answer = worker.submit(address(meeting, f"/{id}"), {"title": "Trams", "version": "0"})
    assert answer.status_code == 409
    assert "Somebody else changed this item" in answer.text
    assert 'value="Trams"' in answer.text and "A later bus" in answer.text
    assert titles(app, meeting) == ["Buses"]
    assert worker.submit(address(meeting, f"/{id}"), {"title": "Trams"}).status_code == 302
    assert titles(app, meeting) == ["Trams"]


def test_an_item_is_taken_out_after_a_question_and_its_papers_stay(
    app: Flask, worker: PageClient, meeting: UUID
) -> None:
    one, _ = put(app, meeting, ["One", "Two"])
    store(app, Paper(meeting_id=meeting, item_id=one, title="Read me", standard="Words"))
    assert "Keep it" in worker.get(address(meeting, f"/{one}/remove")).text
    assert worker.submit(address(meeting, f"/{one}/remove")).status_code == 302
    assert titles(app, meeting) == ["Two"]
    (paper,) = read(app, Paper)
    assert paper.item_id is None and paper.meeting_id == meeting


def test_an_item_under_which_something_was_said_stays(app: Flask, worker: PageClient, meeting: UUID) -> None:
    (one,) = put(app, meeting, ["One"])
    store(app, Point(meeting_id=meeting, item_id=one, words="The last bus is too early."))
    answer = worker.submit(address(meeting, f"/{one}/remove"))
    assert "Something was written down under this item" in worker.get(answer.location).text
    assert titles(app, meeting) == ["One"]


def test_the_usual_items_are_added_once(app: Flask, worker: PageClient, meeting: UUID) -> None:
    for _ in range(2):
        page = worker.get(address(meeting))
        token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        worker.post(address(meeting, "/start"), data={"csrf_token": token})
    assert titles(app, meeting) == [
        *("Welcome", "What happened since last time", "Talk about it", "Decide", "Break", "What happens next")
    ]


def test_themes_of_several_sets_are_ticked_at_once(
    app: Flask, worker: PageClient, meeting: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = [
        ("city-themes", "City themes", [("city-themes:safe", "Safe city"), ("city-themes:green", "Green city")]),
        ("plan", "Plan priorities", [("plan:safe", "Safe lives")]),
    ]
    monkeypatch.setattr(themes, "sets", lambda authority: sets)
    typed = BUSES | {"themes_city_themes": ["city-themes:safe"], "themes_plan": ["plan:safe"]}
    assert worker.submit(address(meeting, "/new"), typed).status_code == 302
    (item,) = read(app, AgendaItem)
    assert item.themes == ["city-themes:safe", "plan:safe"]
    page = worker.get(address(meeting)).text
    assert "Safe city" in page and "Safe lives" in page and "Green city" not in page
    worker.submit(address(meeting, f"/{item.id}"), {"title": "Trams"})
    assert read(app, AgendaItem)[0].themes == item.themes, "ticks are shown, so that saving keeps them"
    wrong = worker.submit(address(meeting, "/new"), BUSES | {"themes_plan": ["plan:made-up"]})
    assert wrong.status_code == 400


# Copying


def test_another_groups_agenda_is_copied_once_without_notes(
    app: Flask, worker: PageClient, meeting: UUID, plant: Plant, plan: PlanMeeting
) -> None:
    plant("parliament")
    other = plan("parliament", on=FAR)
    put(app, meeting, [{"title": "Buses", "notes": "Private", "led_by": "Sam", "versions": [OLDER], "minutes": 20}])
    shown = worker.get(address(other, "/copy")).text
    assert "Forum" in shown and "Spring meeting" in shown
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        answer = worker.submit(address(other, "/copy"), {"source": str(meeting), "once": once})
        assert answer.status_code == 302
    (copied,) = read(app, AgendaItem, meeting_id=other)
    assert (copied.title, copied.minutes, copied.versions) == ("Buses", 20, [OLDER])
    assert (copied.notes, copied.led_by) == ("", ""), "what was written and who led stay with their group"


def test_a_meeting_that_the_reader_may_not_see_cannot_be_copied(
    app: Flask, worker: PageClient, meeting: UUID, plant: Plant, plan: PlanMeeting, world: World
) -> None:
    plant("secret", listing="hidden", members_hidden=True)
    hidden = plan("secret", title="Secret evening")
    put(app, hidden, ["Something"])
    plant("far", authority="brackwell")
    elsewhere = plan("far", authority="brackwell")
    put(app, elsewhere, ["Elsewhere"], authority="brackwell")
    put(app, meeting, ["Open"])
    assert "Secret evening" not in worker.get(address(meeting, "/copy")).text
    for source in (hidden, elsewhere, "nonsense"):
        refused = _copy(worker, meeting, str(source))
        assert refused.status_code == 404
    assert titles(app, meeting) == ["Open"]


def _copy(worker: PageClient, meeting: UUID, source: str) -> Any:
    """Send the form even where the page offers nothing to copy."""
    token = worker.get(address(meeting, "/new")).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    return worker.post(address(meeting, "/copy"), data={"csrf_token": token, "source": source})


# Who


def test_only_those_who_plan_or_run_it_write_an_agenda(world: World, worker: PageClient, meeting: UUID) -> None:
    for role in ("practitioner", "local_admin"):
        assert world.browser(role).get(address(meeting)).status_code == 200, role
    for role in ("safeguarding_lead", "young_person"):
        assert world.browser(role).get(address(meeting)).status_code == 404, role
    stranger = world.app.test_client().get(address(meeting))
    assert stranger.status_code in (302, 401)


# Reading


def test_members_read_the_agenda_and_strangers_do_not(
    app: Flask, world: World, worker: PageClient, meeting: UUID
) -> None:
    put(app, meeting, [{"title": "Buses", "minutes": 10}, {"title": "Pizza", "part": "informal"}])
    page = f"/ashdown/meetings/{meeting}"
    young = world.browser("young_person").get(page).text
    assert "What we will do" in young and "4:40pm" in young
    assert "nothing is written down" in young, "the informal part says so"
    assert "Buses" not in world.app.test_client().get(page).text
    assert world.browser("decision_maker").get(page).text.count("Buses") == 0


def test_a_young_reader_sees_their_own_version_first(
    app: Flask, world: World, worker: PageClient, meeting: UUID
) -> None:
    put(app, meeting, [{"title": "Buses", "versions": [OLDER, YOUNGER]}])
    _born(app, world.people["ashdown", "young_person"].person_id, date(FAR.year - 10, 1, 1))
    page = world.browser("young_person").get(f"/ashdown/meetings/{meeting}").text
    own, _, others = page.partition("What others do")
    assert "Draw your bus." in own and "Plan a route." in others
    staff = worker.get(f"/ashdown/meetings/{meeting}").text
    assert "What others do" not in staff and "Plan a route." in staff


def test_easy_read_shows_easy_titles_and_pictures(app: Flask, world: World, worker: PageClient, meeting: UUID) -> None:
    put(app, meeting, [{"title": "Transport strategy", "title_easy": "The bus"}])
    young = world.browser("young_person")
    young.get("/ashdown/reading/easy")
    page = young.get(f"/ashdown/meetings/{meeting}").text
    assert "The bus" in page and "Transport strategy" not in page and "art--talk" in page


def test_each_meeting_begins_with_what_became_of_the_last(
    app: Flask, world: World, worker: PageClient, meeting: UUID, plan: PlanMeeting
) -> None:
    last, old = plan("forum", on=in_days(-10), state="held"), plan("forum", on=in_days(-80), state="held")
    called_off = plan("forum", on=in_days(-3), state="cancelled")
    store(
        app,
        Action(meeting_id=last, text="Ask for a later bus", state="done", done_on=in_days(-2)),
        Action(meeting_id=old, text="Paint the wall", state="open", owner_name="Sam Secret"),
        Action(meeting_id=old, text="Old and done", state="done"),
        Action(meeting_id=called_off, text="Done at no meeting", state="done"),
        Action(meeting_id=meeting, text="From this very meeting", state="open"),
    )
    put(app, meeting, [{"title": "News", "kind": "news"}])
    page = world.browser("young_person").get(f"/ashdown/meetings/{meeting}").text
    part = page.split("What we will do")[1].split("</section>")[0]
    assert "Ask for a later bus" in part and "Done" in part
    assert "Paint the wall" in part and "To do" in part
    for hidden in ("Sam Secret", "Old and done", "From this very meeting", "Done at no meeting"):
        assert hidden not in part


def test_each_age_is_printed_on_its_own_sheet(app: Flask, world: World, worker: PageClient, meeting: UUID) -> None:
    put(app, meeting, [{"title": "Hello"}, {"title": "Transport", "title_easy": "Bus", "versions": [YOUNGER, OLDER]}])
    page = worker.get(address(meeting, "/print?as=standard")).text
    sheets = page.split('class="agenda-sheet')[1:]
    assert len(sheets) == 2
    assert "Years 5 and 6" in sheets[0] and "Draw your bus." in sheets[0] and "Plan a route." not in sheets[0]
    assert "11 to 15" in sheets[1] and "Hello" in sheets[1]
    easy = world.browser("young_person").get(address(meeting, "/print?as=easy")).text
    assert "agenda-sheet--easy" in easy and ">Bus<" in easy and "art--talk" in easy
    assert world.browser("decision_maker").get(address(meeting, "/print")).status_code == 404


def _born(app: Flask, person: UUID | None, on: date) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        found = db.session.get(Person, person)
        assert found is not None
        found.born_on = on
        db.session.commit()
