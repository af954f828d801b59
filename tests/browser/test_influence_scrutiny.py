"""The lights in the park (document 003): a Youth Council's question to the scrutiny panel becomes public.

Everybody finds it, takes it along and checks its ledger; then one who said it takes their words back.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, expect

from tests.browser.answering import PHONE, answers, panel
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

OK, BAD, REFUSED = 200, 400, 422
LINE = b"\n"
VERIFY = Path(__file__).parents[2] / "docs" / "verify_ledger.py"

WOLVES = "wolverhampton"
DARK = "The park by the canal is dark at five. Me and Finlay walk home on the road."
LIGHTS = "Can the lights in the park come on earlier?"
PANEL = "Children and Young People Scrutiny Panel"
REASON = "Money for one park is there this winter. The second park waits for April."
EASY = "We turn on the lights in one park. The other park has to wait."
SOME = "Our park has lights now. The other one is still dark."


@pytest.mark.timeout(400)  # five people, some eighty pages
def test_a_youth_councils_question_is_public_until_its_words_are_taken_back(visit: Visit, tmp_path: Path) -> None:
    """Document 003: the Youth Council and the scrutiny panel."""
    worker, young = visit("worker", WOLVES), visit("young_person", WOLVES, viewport=PHONE)
    _joins_the_youth_council(young, worker)
    _says_it_alone(young)
    ask = _asks_the_panel(worker)
    _answers_partly(visit("decision_maker", WOLVES))
    _types_in_what_the_panel_said(worker, ask)
    number = _is_cleared_for_everybody(worker, ask)
    stranger = visit(viewport=PHONE)
    _finds_it(stranger, number)
    _takes_it_along(stranger, number)
    _checks_the_ledger(stranger, tmp_path / "ledger.jsonl")
    _says_partly(young)
    _stands_beside_the_claim(worker, ask)
    _is_too_few_for_everybody(stranger, number)
    _takes_the_words_back(young)
    _is_gone_at_once(stranger, worker, number, ask)


def _joins_the_youth_council(young: Visitor, worker: Visitor) -> None:
    """They were put forward; their own yes comes first."""
    name = worker.site.account("young_person", WOLVES)["name"]
    young.go(f"/{WOLVES}/groups/mine")
    young.page.locator("a[href*='/groups/mine/asked/']").first.click()
    expect(young.main.get_by_role("heading", level=1)).to_contain_text("Youth Council")
    young.press("Yes, I would like to")
    expect(young.main).to_contain_text("You said yes.")
    worker.go(f"/{WOLVES}/groups/manage/youth-council/coming-in")
    worker.follow(f"Put in {name}")
    worker.press("Put them in")
    expect(worker.main.get_by_role("status")).to_contain_text("is in Youth Council now")


def _says_it_alone(young: Visitor) -> None:
    """A topic of their own, for everybody to read without a name; what they agree to is theirs to say."""
    young.go(f"/{WOLVES}/me/agreements")
    shares = young.page.locator("#core-share")
    shares.locator("input[value='anonymous']").check()
    shares.locator("button[value=yes]").click()
    young.go(f"/{WOLVES}/what-happened/say")
    assert accessible(young.page, (320,)) == []
    young.page.get_by_label("What do you want to say?").fill(DARK)
    young.page.get_by_label("Everybody, without my name").check()
    young.press("Send it")
    expect(young.main.get_by_role("status")).to_contain_text("Thank you. We have it.")
    young.fits()


def _asks_the_panel(worker: Visitor) -> str:
    """On the panel's next day, presented by whoever holds the Youth Council's seat there."""
    worker.go(f"/{WOLVES}/what-happened/views/")
    worker.main.get_by_role("row").filter(has_text=DARK).get_by_role("link", name="Open").click()
    worker.follow("Make a question of it")
    worker.page.get_by_label("The question in one line").fill(LIGHTS)
    worker.page.get_by_label("The question in full").fill("Can the lights in both parks come on before we walk home?")
    worker.page.get_by_label("What can change").fill("When the lights come on.")
    worker.page.get_by_label("What cannot change, and why").fill("How many lamps there are: that is paid for in April.")
    worker.page.get_by_text("More: easy words").click()
    worker.page.get_by_label("The question in easy words").fill("Can you turn the park lights on earlier?")
    worker.page.get_by_label("Whose question it is").select_option(label="Youth Council")
    worker.press("Keep as a draft")
    expect(worker.main.get_by_role("status")).to_contain_text("kept as a draft")
    ask = worker.path
    _names_the_panel(worker)
    worker.follow("Name somebody else")
    worker.follow("Somebody who decides here")
    name = worker.site.account("decision_maker", WOLVES)["name"]
    worker.page.get_by_label("Who must answer").select_option(label=name)
    worker.page.get_by_label("Their office").fill("Head of Parks")
    worker.main.get_by_role("button", name="Save").click()
    worker.follow("Send the question")
    worker.press("Send the question")
    expect(worker.main.get_by_role("status")).to_contain_text("The question is sent.")
    return ask


def _names_the_panel(worker: Visitor) -> None:
    worker.follow("Name who must answer")
    worker.follow(PANEL)
    expect(worker.main).to_contain_text("Children and young people sit there: Youth Council")
    seat = worker.page.get_by_label("Who presents it").locator("option").filter(has_text="sits on the board").first
    presenter = seat.inner_text()
    worker.page.get_by_label("Who presents it").select_option(label=presenter)
    worker.main.get_by_role("button", name="Save").click()
    expect(worker.main).to_contain_text(f"Presented by {presenter.partition(' (')[0]}")


def _answers_partly(decides: Visitor) -> None:
    """Without its reason it is not taken, and nothing that was typed is lost."""
    decides.watch.expect_status(BAD)
    decides.go(f"/{WOLVES}/what-happened/to-answer/")
    panel(decides, LIGHTS).get_by_role("link", name="Answer").click()
    assert accessible(decides.page) == []
    answers(decides, "Partly", "One of the two parks has lights from four o’clock.", EASY)
    expect(decides.main.get_by_text("Write why. A no is a full answer").first).to_be_visible()
    expect(decides.page.get_by_label("The same in Easy Read")).to_have_value(EASY)
    decides.page.get_by_label("Why?").fill(REASON)
    decides.press("Send the answer")
    expect(decides.main.get_by_role("status")).to_contain_text("Your answer is kept")


def _is_cleared_for_everybody(worker: Visitor, ask: str) -> str:
    """A name in the quote is marked; changed in the public copy, it is cleared. Returns the question's number."""
    worker.watch.expect_status(REFUSED)
    worker.go(ask)
    worker.follow("Look through it and show it to everybody")
    quote = worker.main.locator("section.panel").filter(has_text="Quote: A young person")
    quote.get_by_label("Show this to everybody").check()
    expect(quote.locator("mark").filter(has_text="Finlay")).to_be_visible()
    worker.press("Show it to everybody")
    expect(worker.main).to_contain_text("Nothing was changed")
    assert accessible(worker.page) == []
    quote.get_by_label("The quote, public copy").fill(DARK.replace("Finlay", "[a friend]"))
    worker.press("Look again at what I changed")
    expect(quote.locator("mark").filter(has_text="Finlay")).to_have_count(0)
    for box in worker.main.locator("input[name=looked]").all():
        box.check()
    worker.press("Show it to everybody")
    expect(worker.main.get_by_role("status")).to_contain_text("Everybody can read it now.")
    return worker.path.rpartition("/")[2]


def _finds_it(stranger: Visitor, number: str) -> None:
    """By a filter, then in Easy Read: the easy answer, the quote without the name."""
    stranger.go(f"/{WOLVES}/what-happened/")
    stranger.page.get_by_label("Who asked?").select_option(label="Youth Council")
    stranger.press("Show me")
    assert accessible(stranger.page, (320,)) == []
    stranger.follow(LIGHTS)
    assert stranger.path.startswith(f"/{WOLVES}/what-happened/{number}")
    expect(stranger.main).to_contain_text("[a friend]")
    expect(stranger.main).to_contain_text(REASON)
    stranger.page.get_by_role("link", name="Easy Read", exact=True).last.click()
    expect(stranger.main).to_contain_text("We turn on the lights in one park.")
    assert "Finlay" not in stranger.page.content()
    assert accessible(stranger.page, (320,)) == []


def _takes_it_along(stranger: Visitor, number: str) -> None:
    """The page to print, a poster and a picture."""
    stranger.go(f"/{WOLVES}/what-happened/{number}/print")
    expect(stranger.main.get_by_role("heading", name="You said, we did")).to_be_visible()
    expect(stranger.main).to_contain_text("[a friend]")
    stranger.fits()
    for name, kind in (("poster.pdf", "application/pdf"), ("card.png", "image/png"), ("print.pdf", "application/pdf")):
        answer = _asks_for(stranger, f"/{number}/{name}")
        assert (answer.status, answer.headers["content-type"]) == (OK, kind)


def _checks_the_ledger(stranger: Visitor, file: Path) -> None:
    """Whole as it is; with one byte changed, the entry is told."""
    stranger.go(f"/{WOLVES}/what-happened/ledger/")
    expect(stranger.main).to_contain_text(LIGHTS)
    whole = _asks_for(stranger, "/ledger/ledger.jsonl").body()
    assert b"Finlay" not in whole and DARK.encode() not in whole
    file.write_bytes(whole)
    assert _verified(file).returncode == 0
    before, _, after = whole.partition(b"Can the lights")
    file.write_bytes(before + b"Can the nights" + after)
    broken = _verified(file)
    assert broken.returncode == 1
    assert f"Entry {before.count(LINE) + 1} is broken" in broken.stderr


def _asks_for(visitor: Visitor, path: str) -> APIResponse:
    """What is at an address below the tracker's."""
    return visitor.page.request.get(f"{visitor.site.url}/{WOLVES}/what-happened{path}")


def _verified(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, VERIFY, file], capture_output=True, text=True)


def _types_in_what_the_panel_said(worker: Visitor, ask: str) -> None:
    """A panel has no account: its clerk rings."""
    worker.go(ask)
    worker.follow(f"Type in an answer from {PANEL}")
    worker.page.get_by_label("Whose answer is it?").fill("The clerk of the panel, by phone")
    worker.page.get_by_label("Why?").fill(REASON)
    answers(worker, "Partly", "The panel asks for lights in the first park now.", EASY)
    expect(worker.main.get_by_role("status")).to_contain_text("The answer is kept")


def _says_partly(young: Visitor) -> None:
    young.go(f"/{WOLVES}/what-happened/mine/")
    panel(young, DARK).get_by_role("link", name="Did it happen? Tell us").click()
    young.page.get_by_label("Partly", exact=True).check()
    young.page.get_by_label("Do you want to say more?").fill(SOME)
    young.press("Send")
    expect(young.main.get_by_role("status")).to_contain_text("it stands beside what they say")


def _stands_beside_the_claim(worker: Visitor, ask: str) -> None:
    worker.go(ask)
    section = worker.main.locator("section").filter(has_text="What those who asked say").last
    expect(section).to_contain_text("Somebody who asked: Partly")
    expect(section).to_contain_text(SOME)


def _is_too_few_for_everybody(stranger: Visitor, number: str) -> None:
    """One voice is told to nobody outside: they could be known by it."""
    stranger.go(f"/{WOLVES}/what-happened/{number}")
    expect(stranger.main.get_by_role("heading", name="Is it true?")).to_be_visible()
    assert SOME not in stranger.main.inner_text()


def _takes_the_words_back(young: Visitor) -> None:
    young.go(f"/{WOLVES}/what-happened/mine/")
    panel(young, DARK).get_by_role("link", name="Who may read it, and taking it back").click()
    young.page.get_by_text("I want to take it back").click()
    young.press("Take it back for good")
    expect(young.main.get_by_role("status")).to_be_visible()
    young.fits()


def _is_gone_at_once(stranger: Visitor, worker: Visitor, number: str, ask: str) -> None:
    """The words are nowhere; the question and its answer stay, and the trail says why."""
    stranger.go(f"/{WOLVES}/what-happened/{number}")
    expect(stranger.main).to_contain_text(LIGHTS)
    for path in (f"/{number}", f"/{number}/print", f"/{number}/easy"):
        assert "[a friend]" not in _asks_for(stranger, path).text()
    worker.go(ask)
    expect(worker.main).to_contain_text("Something that was said was taken back")
    assert DARK not in worker.main.inner_text()
