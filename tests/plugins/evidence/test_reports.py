"""Reports: counted by every plugin, written and signed by people, and honest about what they no longer show."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader

from core.authority import effective
from core.clock import local_today
from core.consent.ledger import Said, answer
from core.db import db, utcnow
from core.files import keep, tagging
from core.hooks.values import Ref, ReportFigure, ReportLine, ReportPart
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.evidence import pictures
from plugins.evidence.models import Figure, Line, Report, Section, SignOff, Story
from plugins.evidence.reports import compiling, periods
from plugins.evidence.reports.compiling import CompileRefused, compile_again, compile_report
from plugins.evidence.reports.planning import Plan
from plugins.evidence.settings import EvidenceSettings, Planned
from tests.core.files.made import noise, saved
from tests.plugins.evidence.conftest import HERE, about, looked_through, published
from tests.plugins.evidence.test_quotes import WORDS as QUOTED
from tests.plugins.evidence.test_quotes import kept
from tests.plugins.groups.planting import planter
from tests.plugins.influence.planting import asker, read
from tests.plugins.influence.working import agree, at_work

START, END = date(2025, 4, 1), date(2026, 3, 31)
FOREWORD = Planned(key="foreword", title="Foreword")
NEXT = Planned(key="next", title="What next", at_end=True)
PLAN = Plan("evidence.annual", "Annual report 2025-26", START, END, sections=(FOREWORD, NEXT))


@pytest.fixture
def counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a plugin report these parts."""

    def reports(*parts: ReportPart) -> None:
        class Answers(list[ReportPart]):
            skipped: tuple[str, ...] = ()

        monkeypatch.setattr(compiling, "reported", lambda *given: Answers(parts))

    return reports


def part(key: str = "meetings.held", *figures: ReportFigure, lines: tuple[ReportLine, ...] = ()) -> ReportPart:
    return ReportPart(key, "Meetings", figures or (ReportFigure("meetings.held", "Meetings held", 12),), lines)


def compiled(app: Flask, plan: Plan = PLAN) -> UUID:
    """The report of this plan."""
    with at_work(app) as council:
        found = compile_report(council, plan).report.id
        db.session.commit()
        return found


def desk(id: UUID, *more: str) -> str:
    return "/".join([HERE, "desk/reports", str(id), *more])


def made_public(worker: PageClient, id: UUID) -> None:
    """Sign and publish it."""
    assert worker.submit(desk(id, "sign"), {"as_words": "Head of participation"}).status_code == 302
    url = desk(id, "publish")
    assert worker.submit(url, looked_through(worker, url)).status_code == 302


def paper_words(client: PageClient, key: str) -> str:
    made = client.get(f"{HERE}/reports/{key}.pdf")
    assert made.status_code == 200 and made.headers["Cache-Control"] == "no-store"
    paper = PdfReader(io.BytesIO(made.data))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_sections_stand_in_order_and_words_survive_counting_anew(app: Flask, counted: Callable[..., None]) -> None:
    counted(part())
    id = compiled(app)
    keys = [row.key for row in sorted(read(app, Section, report_id=id), key=lambda row: row.position)]
    assert keys == ["foreword", "meetings.held", "next"]
    about(app, Section, read(app, Section, key="foreword")[0].id, words="We heard you.")
    counted(part("groups.members"), part("meetings.held", ReportFigure("meetings.held", "Meetings held", 15)))
    with at_work(app) as council:
        compile_again(council, db.session.get_one(Report, id))
        db.session.commit()
    keys = [row.key for row in sorted(read(app, Section, report_id=id), key=lambda row: row.position)]
    assert keys == ["foreword", "groups.members", "meetings.held", "next"]
    assert read(app, Section, key="foreword")[0].words == "We heard you."
    assert [row.count for row in read(app, Figure, key="meetings.held")][-1] == 15


def test_a_part_that_is_gone_leaves_nothing_unless_somebody_wrote_there(
    app: Flask, counted: Callable[..., None]
) -> None:
    counted(part("meetings.held"), part("groups.members"))
    id = compiled(app)
    about(app, Section, read(app, Section, key="groups.members")[0].id, words="We grew.")
    counted()
    assert compiled(app) == id, "of one kind and the same days there is one report"
    assert {row.key for row in read(app, Section, report_id=id)} == {"foreword", "groups.members", "next"}


def test_a_plan_takes_only_the_parts_it_wants(app: Flask, counted: Callable[..., None]) -> None:
    counted(part("meetings.held"), part("influence.asks"), part("influencer.no"))
    plan = Plan("youth_voice.annual", "Youth Voice", START, END, parts=("influence",))
    id = compiled(app, plan)
    assert {row.key for row in read(app, Section, report_id=id)} == {"influence.asks"}


def test_what_every_plugin_reports_is_counted_for_some_groups_or_all(app: Flask) -> None:
    group = planter(app)("forum", members=[])
    with at_work(app) as council:
        whole = house().hooks.call("report_parts", council, start=START, end=END, about=())
        assert not whole.skipped
        ours = Ref("groups", "group", group)
        found = house().hooks.call("report_parts", council, start=START, end=END, about=(ours,))
        unknown = Ref("other", "thing", group)
        other = house().hooks.call("report_parts", council, start=START, end=END, about=(unknown,))
    assert [one.count for one in found if one.key == "groups.members" for one in one.figures][0] == 1
    assert not found.skipped and list(other) == []


def test_small_numbers_of_people_are_kept_back_and_others_rounded(
    app: Flask, worker: PageClient, client: PageClient, counted: Callable[..., None]
) -> None:
    figures = (
        ReportFigure("a", "Came", 43, of_people=True),
        ReportFigure("b", "Came new", 7, of_people=True),
        ReportFigure("c", "Meetings", 7),
        ReportFigure("d", "Got their plan", 30, of_people=True, whole=60),
    )
    counted(part("meetings.held", *figures))
    id = compiled(app)
    assert "Came</dt><dd>43" in worker.get(desk(id)).text, "inside the council counts are exact"
    made_public(worker, id)
    (report,) = read(app, Report)
    page = client.get(f"{HERE}/reports/{report.key}").text
    for words in ("Came</dt><dd>about 45", "Came new</dt><dd>too few to show", "Meetings</dt><dd>7", "50 in every 100"):
        assert words in page
    csv = worker.get(desk(id, "figures.csv")).data.decode("utf-8-sig")
    assert "Came new,c" in csv and "Came,about 45" in csv


def test_nothing_is_published_before_it_is_signed(app: Flask, worker: PageClient, counted: Callable[..., None]) -> None:
    counted(part())
    id = compiled(app)
    answer_ = worker.get(desk(id, "publish"))
    assert "Nobody has signed it off yet. A report is published when it is signed: 0 of 1 have signed." in answer_.text
    assert worker.get(f"{HERE}/reports/{read(app, Report)[0].key}").status_code == 404


def test_a_signed_report_does_not_change(app: Flask, worker: PageClient, counted: Callable[..., None]) -> None:
    counted(part())
    id = compiled(app)
    (foreword,) = read(app, Section, key="foreword")
    assert worker.submit(desk(id, "sign"), {"as_words": "Head of participation"}).status_code == 302
    moved = worker.get(desk(id, "sections", str(foreword.id)))
    assert moved.status_code == 302
    assert "This report is signed off, so it does not change." in worker.get(desk(id)).text
    with at_work(app) as council, pytest.raises(CompileRefused, match="Take the signatures back first"):
        compile_again(council, db.session.get_one(Report, id))
    assert worker.submit(desk(id), action="reopen").status_code == 302
    assert worker.get(desk(id, "sections", str(foreword.id))).status_code == 200
    assert read(app, SignOff) == []


def test_a_change_lets_earlier_signatures_fall(app: Flask, worker: PageClient, counted: Callable[..., None]) -> None:
    with at_work(app) as council:
        effective.save_choice(council, "evidence", settings=EvidenceSettings(sign_offs=2))
        db.session.commit()
    counted(part())
    id = compiled(app)
    worker.submit(desk(id, "sign"), {"as_words": "Head of participation"})
    again = worker.submit(desk(id, "sign"), {"as_words": "Once more"})
    assert "You have signed this report already. It counts once." in again.text
    (foreword,) = read(app, Section, key="foreword")
    assert worker.submit(desk(id, "sections", str(foreword.id)), {"words": "New words"}).status_code == 302
    assert read(app, SignOff) == [] and read(app, Report)[0].signed_at is None


def test_a_group_signs_at_a_meeting_that_is_named(app: Flask, worker: PageClient, counted: Callable[..., None]) -> None:
    counted(part())
    id = compiled(app)
    sent = {"who": "group", "as_words": "Youth Council"}
    assert "Say at which meeting the group read it and agreed" in worker.submit(desk(id, "sign"), sent).text
    assert worker.submit(desk(id, "sign"), sent | {"note": "Meeting of 3 May"}).status_code == 302
    assert [(row.as_words, row.person_id) for row in read(app, SignOff)] == [("Youth Council", None)]


def test_what_people_wrote_is_looked_through_before_it_is_public(
    app: Flask, worker: PageClient, counted: Callable[..., None]
) -> None:
    counted()
    id = compiled(app)
    about(app, Section, read(app, Section, key="foreword")[0].id, words="Sam Field, 14, rang 01632 960999.")
    worker.submit(desk(id, "sign"), {"as_words": "Head of participation"})
    refused = worker.submit(desk(id, "publish"), {"looked": []})
    assert refused.status_code == 422
    assert "Tick that nobody can be told from it, or take the signatures back and change the words." in refused.text
    assert read(app, Report)[0].published_at is None


def test_a_withdrawn_quote_is_gone_from_page_and_paper_and_the_report_says_so(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID, counted: Callable[..., None]
) -> None:
    counted()
    quote = kept(app, person_id=robin, agreed_how="")
    id = compiled(app)
    (foreword,) = read(app, Section, key="foreword")
    url = desk(id, "sections", str(foreword.id))
    assert worker.submit(url, {"words": "Welcome.", "quote": [str(quote)]}).status_code == 302
    made_public(worker, id)
    key = read(app, Report)[0].key
    assert QUOTED in client.get(f"{HERE}/reports/{key}").text and QUOTED in paper_words(client, key)
    agree(app, robin, "core.share", yes=False)
    gone = "1 thing that stood here is not shown any more: somebody took their agreement back, or it was taken down."
    page, paper = client.get(f"{HERE}/reports/{key}").text, paper_words(client, key)
    assert QUOTED not in page and gone in page
    assert QUOTED not in paper and gone in paper


def test_a_story_that_is_taken_down_leaves_the_report_at_once(
    app: Flask, worker: PageClient, client: PageClient, counted: Callable[..., None]
) -> None:
    story = published(app, worker)
    line = ReportLine(Ref("evidence", "story", story.id), "A story")
    counted(part("evidence.stories", lines=(line,)))
    id = compiled(app)
    made_public(worker, id)
    key = read(app, Report)[0].key
    assert "A warm room in winter" in client.get(f"{HERE}/reports/{key}").text
    worker.submit(f"{HERE}/desk/stories/{story.id}/unpublish", {"why": "Out of date"})
    page = client.get(f"{HERE}/reports/{key}").text
    assert "A warm room" not in page and "1 thing that stood here is not shown any more" in page
    assert "A warm room" not in paper_words(client, key)


def test_a_plugin_that_is_switched_off_leaves_the_report_whole(
    app: Flask, worker: PageClient, client: PageClient, counted: Callable[..., None]
) -> None:
    ask = asker(app)("Can the bus wait?", public_title="Can the bus wait?", published_at=utcnow())
    counted(part("influence.asks", lines=(ReportLine(Ref("influence", "ask", ask), "A question"),)))
    id = compiled(app)
    made_public(worker, id)
    address = f"{HERE}/reports/{read(app, Report)[0].key}"
    assert "Can the bus wait?" in client.get(address).text
    switch(app, "influence", on=False)
    page = client.get(address)
    assert page.status_code == 200 and "Can the bus wait?" not in page.text and "Meetings held" in page.text
    switch(app, "influence", on=True)
    assert "Can the bus wait?" in client.get(address).text


def switch(app: Flask, plugin: str, *, on: bool) -> None:
    """As a local admin does."""
    with at_work(app) as council:
        effective.save_switch(council, plugin, on)
        db.session.commit()


def test_a_picture_is_gone_from_page_and_paper_when_somebody_on_it_withdraws(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID, counted: Callable[..., None]
) -> None:
    agree(app, robin, "core.photograph", "online")
    counted()
    id = compiled(app)
    (foreword,) = read(app, Section, key="foreword")
    with at_work(app):
        photo = keep(saved(noise(400, 300)), by_user_id=None, people=[robin])
        photo.caption = "Hands that paint a wall"
        tagging.confirm(photo, nobody_else=True, face_free=False, by_user_id=None)
        db.session.get_one(Section, foreword.id).words = "Welcome."
        assert pictures.choose(Ref("evidence", "section", foreword.id), [photo.id], None) == []
        db.session.commit()
    made_public(worker, id)
    key = read(app, Report)[0].key
    assert "Hands that paint a wall" in client.get(f"{HERE}/reports/{key}").text
    before = client.get(f"{HERE}/reports/{key}.pdf").data
    with at_work(app):
        answer(robin, "core.photograph", Said(yes=False))
        db.session.commit()
    page = client.get(f"{HERE}/reports/{key}").text
    assert "Hands that paint" not in page and "1 thing that stood here is not shown any more" in page
    after = PdfReader(io.BytesIO(client.get(f"{HERE}/reports/{key}.pdf").data))
    assert sum(len(one.images) for one in after.pages) == 0
    assert sum(len(one.images) for one in PdfReader(io.BytesIO(before)).pages) == 1


def test_a_line_that_staff_left_out_stays_left_out(app: Flask, counted: Callable[..., None]) -> None:
    line = ReportLine(Ref("influence", "ask", UUID(int=7)), "A question")
    counted(part("influence.asks", lines=(line,)))
    id = compiled(app)
    about(app, Line, read(app, Line)[0].id, is_shown=False)
    compiled(app)
    assert [row.is_shown for row in read(app, Line)] == [False]
    assert id


def test_a_report_is_put_together_on_screen_once(app: Flask, worker: PageClient) -> None:
    page = f"{HERE}/desk/reports/new"
    value = worker.get(page).text.split('name="period" type="radio" value="')[1].split('"')[0]
    made = worker.submit(page, {"period": value})
    assert made.status_code == 302 and "Count everything anew" in worker.get(made.headers["Location"]).text
    again = worker.submit(page, {"period": value})
    assert again.headers["Location"] == made.headers["Location"] and len(read(app, Report)) == 1
    assert "Choose the days that it is of" in worker.submit(page, {"period": ""}).text


def test_a_public_report_is_taken_down_before_it_changes(
    app: Flask, worker: PageClient, client: PageClient, counted: Callable[..., None]
) -> None:
    counted(part())
    id = compiled(app)
    made_public(worker, id)
    key = read(app, Report)[0].key
    url = desk(id, "sections", str(read(app, Section, key="foreword")[0].id))
    assert worker.get(url).status_code == 302
    assert "Take it down first, then change it" in worker.get(desk(id)).text
    assert worker.submit(desk(id, "unpublish"), {"why": "A number is wrong"}).status_code == 302
    assert client.get(f"{HERE}/reports/{key}").status_code == 404


def test_who_reads_writes_and_signs(app: Flask, world: World, counted: Callable[..., None]) -> None:
    counted(part())
    id = compiled(app)
    (foreword,) = read(app, Section, key="foreword")
    pages = {
        desk(id): "wpd",
        desk(id, "sections", str(foreword.id)): "wp",
        desk(id, "sign"): "wd",
        desk(id, "publish"): "w",
    }
    roles = {"w": "worker", "p": "practitioner", "d": "decision_maker", "y": "young_person", "c": "parent_carer"}
    for letter, role in roles.items():
        browser = world.browser(role)
        for page, may in pages.items():
            assert (browser.get(page).status_code == 200) is (letter in may), f"{page} for {role}"


def test_a_year_begins_when_the_council_says() -> None:
    assert periods.year_of(date(2026, 3, 31), 4)[:2] == ("2025-26", date(2025, 4, 1))
    assert periods.year_of(date(2026, 4, 1), 4).title == "2026-27"
    assert periods.year_of(date(2026, 6, 1), 1) == ("2026", date(2026, 1, 1), date(2026, 12, 31))
    found = list(periods.quarters(periods.year_of(date(2026, 1, 1), 4)))
    assert [one.start.month for one in found] == [4, 7, 10, 1] and found[-1].end == date(2026, 3, 31)
    assert all(later.start - one.end == timedelta(days=1) for one, later in zip(found, found[1:], strict=False))
    assert periods.quarter_of(date(2026, 2, 3), 4).title == "2025-26 Q4"


def test_stories_of_the_days_are_reported(app: Flask, worker: PageClient) -> None:
    story = published(app, worker)
    about(app, Story, story.id, happened_on=local_today())
    with at_work(app) as council:
        day = local_today()
        found = house().hooks.call("report_parts", council, start=day, end=day, about=())
    (stories,) = [one for one in found if one.key == "evidence.stories"]
    assert [line.ref.id for line in stories.lines] == [story.id]


def test_those_who_sign_are_asked_once_the_days_are_over(
    app: Flask, world: World, counted: Callable[..., None]
) -> None:
    counted(part())
    ahead = Plan("evidence.annual", "Still running", local_today(), local_today() + timedelta(days=30))
    compiled(app, Plan("evidence.annual", "Long over", START, local_today() - timedelta(days=1)))
    compiled(app, ahead)
    home = world.browser("decision_maker").get("/ashdown/home").text
    assert "Read and sign: Long over" in home and "Still running" not in home
