"""The completion letter (document 001), from what was said in the room to the verdict of who said it.

The question of a private group goes to a board and to whoever decides, is answered by mail, and stays inside.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.answering import PHONE, answers, panel, put_day
from tests.browser.conftest import Visit
from tests.browser.post import Post, links, posted
from tests.browser.quality import accessible
from tests.browser.site import Site
from tests.browser.visitor import Visitor

BAD, NOT_THERE = 400, 404

NOTTS = "nottinghamshire"
OVER = "I finished my order in May and nobody told me when it was over."
TITLE = "Can we get a letter when our order is over?"
OFFICE = "Head of the Youth Justice Service"
LETTER = "A letter that says well done, with your plan in it"
DECIDES = "luca.nettleship@nottinghamshire.example"
DID_YOU = "Did you get your plan?"
MINE_NOW = "It came on a Tuesday. I put it on my wall."


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration with a post of its own."""
    with posted(demonstration, tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture
def post(site: Site) -> Post:
    """The letters that the site wrote."""
    return Post(site)


@pytest.mark.timeout(300)  # five people, some sixty pages
def test_a_completion_letter_is_asked_for_answered_and_judged(visit: Visit, post: Post) -> None:
    """Document 001: Youth Voice and the Youth Justice Board."""
    worker = visit("worker", NOTTS)
    _is_said_in_the_room(worker)
    ask = _makes_a_question_of_it(worker)
    _goes_to_the_board(worker)
    _goes_to_whoever_decides(worker)
    _sends_it(worker)
    _answers_by_mail(visit(viewport=PHONE), post)
    decides = visit("decision_maker", NOTTS)
    _keeps_the_promise(decides)
    _types_in_what_the_board_said(worker, ask)
    _asks_whether_it_happened(worker, ask)
    young = visit("young_person", NOTTS, viewport=PHONE)
    _answers_the_check(young)
    _says_that_it_happened(young)
    _sees_claim_and_verdict(worker, ask)
    _is_for_nobody_outside(worker, visit(), ask)


def _is_said_in_the_room(worker: Visitor) -> None:
    worker.go(f"/{NOTTS}/meetings/manage/new/youth-voice")
    put_day(worker, "on_date", local_today())
    worker.page.get_by_label("Starts at").fill("00:01")
    worker.press("Plan it")
    worker.follow("In the room")
    worker.page.get_by_label("Their words, just as said").fill(OVER)
    worker.page.get_by_label("Who said it").select_option(label=worker.site.account("young_person", NOTTS)["name"])
    worker.page.get_by_label("Also the people who decide", exact=True).check()
    worker.press("Add these words")
    expect(worker.main.locator("figure.quote p").filter(has_text=OVER)).to_be_visible()


def _makes_a_question_of_it(worker: Visitor) -> str:
    """It is among what was said without anybody carrying it there; returns the address of the question."""
    worker.go(f"/{NOTTS}/what-happened/views/")
    row = worker.main.get_by_role("row").filter(has_text=OVER)
    expect(row).to_contain_text("Also the people who decide")
    row.get_by_role("link", name="Open").click()
    worker.follow("Make a question of it")
    _words_it(
        worker,
        "When our order is over we want a letter that says so. It should say what comes next.",
        "When it is over, send us a letter. Say what comes next.",
    )
    worker.press("Keep as a draft")
    expect(worker.main.get_by_role("status")).to_contain_text("kept as a draft")
    return worker.path


def _words_it(worker: Visitor, words: str, easy: str) -> None:
    """With honest limits: what can change, and what cannot."""
    worker.page.get_by_label("The question in one line").fill(TITLE)
    worker.page.get_by_label("The question in full").fill(words)
    worker.page.get_by_label("What can change").fill("What the letter says, and that everybody gets one.")
    worker.page.get_by_label("What cannot change, and why").fill("When an order ends: the court decides that.")
    worker.page.get_by_text("More: easy words").click()
    worker.page.get_by_label("The question in easy words").fill(easy)


def _goes_to_the_board(worker: Visitor) -> None:
    worker.follow("Name who must answer")
    worker.follow("Youth Justice Board")
    first = worker.page.get_by_label("Which meeting").locator("option").first
    expect(first).to_contain_text(re.compile(r"20\d\d"))
    name = worker.site.account("worker", NOTTS)["name"]
    worker.page.get_by_label("Who presents it").select_option(label=name)
    assert accessible(worker.page) == []
    worker.main.get_by_role("button", name="Save").click()
    expect(worker.main.get_by_text(f"Presented by {name}")).to_be_visible()


def _goes_to_whoever_decides(worker: Visitor) -> None:
    """A board answers on paper; whoever has it in hand answers too."""
    worker.follow("Name somebody else")
    worker.follow("Somebody who decides here")
    name = worker.site.account("decision_maker", NOTTS)["name"]
    worker.page.get_by_label("Who must answer").select_option(label=name)
    worker.page.get_by_label("Their office").fill(OFFICE)
    worker.main.get_by_role("button", name="Save").click()
    expect(worker.main.get_by_text(OFFICE).first).to_be_visible()


def _sends_it(worker: Visitor) -> None:
    worker.follow("Send the question")
    expect(worker.main.get_by_text("Youth Justice Board")).to_contain_text("answer due by")
    worker.press("Send the question")
    expect(worker.main.get_by_role("status")).to_contain_text("The question is sent.")
    assert accessible(worker.page) == []


def _answers_by_mail(officer: Visitor, post: Post) -> None:
    """On a phone, without signing in: first without a promise, and nothing that was typed is lost."""
    officer.watch.expect_status(BAD)
    officer.watch.expect_status(NOT_THERE)
    link = links(post.to(DECIDES)[-1])[0]
    officer.page.goto(link)
    expect(officer.main).to_contain_text(OVER)  # its speaker lets those who decide read it
    assert officer.site.account("young_person", NOTTS)["name"] not in officer.main.inner_text()
    assert accessible(officer.page, (320,)) == []
    answers(officer, "We are doing it", "Everybody gets a letter when it is over.", "You get a letter when it is over.")
    expect(officer.main.get_by_text("Write what will be done, who does it and by which day.").first).to_be_visible()
    expect(officer.page.get_by_label("Your answer, in plain words")).to_have_value(re.compile("Everybody gets"))
    officer.page.get_by_label("What will be done?").fill(LETTER)
    officer.page.get_by_label("Who does it?").fill(OFFICE)
    put_day(officer, "due_1", local_today() + timedelta(days=30))
    officer.press("Send the answer")
    expect(officer.main.get_by_role("heading", level=1)).to_contain_text("Thank you")
    officer.fits()
    officer.page.goto(link)  # it worked once
    expect(officer.main.get_by_role("heading", level=1)).to_have_text("This link opens nothing any more")


def _keeps_the_promise(decides: Visitor) -> None:
    """Done, with a figure that shows it; then the answer says so too."""
    decides.go(f"/{NOTTS}/what-happened/to-answer/")
    assert accessible(decides.page) == []
    panel(decides, LETTER).get_by_role("link", name="Say how it stands").click()
    decides.page.get_by_label("It is done", exact=True).check()
    decides.press("Save")
    decides.page.get_by_label("What shows it?").fill("Letters that went out since the summer.")
    decides.page.get_by_label("A figure: how many").fill("40")
    decides.page.get_by_label("Out of how many").fill("52")
    decides.press("Save")
    decides.go(f"/{NOTTS}/what-happened/to-answer/")
    panel(decides, TITLE).get_by_role("link", name="Answer again").click()
    answers(decides, "Done", "Everybody who finishes has a letter now.", "You have a letter now.")
    expect(decides.main.get_by_role("status")).to_contain_text("Your answer is kept")


def _types_in_what_the_board_said(worker: Visitor, ask: str) -> None:
    worker.go(ask)
    expect(worker.main).to_contain_text("40 of 52")
    worker.follow("Type in an answer from Youth Justice Board")
    worker.page.get_by_label("Whose answer is it?").fill("The chair, from the notes of the board")
    answers(worker, "Done", "The board agreed that every young person gets the letter.", "The board said yes.")
    expect(worker.main.get_by_role("status")).to_contain_text("The answer is kept")


def _asks_whether_it_happened(worker: Visitor, ask: str) -> None:
    worker.follow("Ask young people whether it happened")
    worker.page.get_by_label("What should young people be asked?").fill(DID_YOU)
    worker.page.get_by_label("Who is asked as well").select_option(label="Youth Voice")
    put_day(worker, "closes_on", local_today() + timedelta(days=14))
    worker.press("Ask them")
    expect(worker.main.get_by_role("status")).to_contain_text("The question is open")


def _answers_the_check(young: Visitor) -> None:
    young.go(f"/{NOTTS}/what-happened/mine/")
    assert accessible(young.page, (320,)) == []
    panel(young, DID_YOU).get_by_role("link", name="Answer").click()
    assert accessible(young.page, (320,)) == []
    young.page.get_by_label("Yes", exact=True).check()
    young.press("Send my answer")
    expect(young.main.get_by_role("status")).to_contain_text("Thank you.")
    young.fits()


def _says_that_it_happened(young: Visitor) -> None:
    young.go(f"/{NOTTS}/what-happened/mine/")
    mine = panel(young, OVER)
    expect(mine).to_contain_text(LETTER)
    mine.get_by_role("link", name="Did it happen? Tell us").click()
    assert accessible(young.page, (320,)) == []
    young.page.get_by_label("Yes, that happened").check()
    young.page.get_by_label("Do you want to say more?").fill(MINE_NOW)
    young.press("Send")
    expect(young.main.get_by_role("status")).to_contain_text("it stands beside what they say")
    young.fits()


def _sees_claim_and_verdict(worker: Visitor, ask: str) -> None:
    """One voice is no number: the worker reads the words, and nobody's name."""
    worker.go(ask)
    section = worker.main.locator("section").filter(has_text="What those who asked say").last
    expect(section).to_contain_text("They say it is done")
    expect(section).to_contain_text("Somebody who asked: Yes, that happened")
    expect(section).to_contain_text(MINE_NOW)
    assert worker.site.account("young_person", NOTTS)["name"] not in section.inner_text()


def _is_for_nobody_outside(worker: Visitor, stranger: Visitor, ask: str) -> None:
    """The desk says what can never be shown, and of a group that is hidden altogether nothing can be."""
    number = worker.main.get_by_text(re.compile(r"^Question \d+$")).inner_text().split()[-1]
    worker.follow("Look through it and show it to everybody")
    expect(worker.main).to_contain_text("Its group is not named to everybody")
    expect(worker.main).to_contain_text("Cannot be shown. Whoever said it did not say that everybody may read it.")
    assert accessible(worker.page) == []
    desk = worker.path
    worker.go(f"/{NOTTS}/groups/manage/youth-voice/edit")
    worker.page.get_by_label("Where the group is listed").select_option(value="hidden")
    worker.main.get_by_role("button", name=re.compile("Save|Change")).click()
    worker.go(desk)
    expect(worker.main).to_contain_text("It comes from a hidden group")
    expect(worker.main.get_by_role("button", name="Show it to everybody")).to_have_count(0)
    _finds_nothing(stranger, number)


def _finds_nothing(stranger: Visitor, number: str) -> None:
    """The same page for a question that is not public as for a number that never was."""
    stranger.watch.expect_status(NOT_THERE)
    read = {}
    for one in (number, "987654"):
        stranger.go(f"/{NOTTS}/what-happened/{one}")
        read[one] = stranger.page.content().replace(one, "")
    expect(stranger.main.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert read[number] == read["987654"]
    stranger.go(f"/{NOTTS}/what-happened/")
    assert TITLE not in stranger.main.inner_text()
