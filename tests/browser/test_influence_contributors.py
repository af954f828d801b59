"""Each contributor treated rightly: one with an account, one with a telephone, one with a code, one who takes it back.

A school, a virtual school and a reviewing service answer one young person's wish, two of them by mail; three users of
the idea box hear each in their own way, or not at all; an agreement taken back takes its quote along.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.post import Post, links, posted
from tests.browser.quality import accessible
from tests.browser.site import Site
from tests.browser.visitor import Visitor

PHONE = {"width": 320, "height": 640}
GONE, REFUSED = 404, 400

AT_SCHOOL = "nottinghamshire"
WISH = "I want to stay at my old school until the exams, even if I move again."
SISTER = "I want my big brother at my school."
SCHOOL, REVIEWS = "Deputy Head, Leverton Academy", "Lead for Reviews"
PLACED = "Their place is kept until the summer."
CANNOT = "A taxi each day costs more than our budget for a whole year."
PLAN = "Hold a review at the school with a plan for the exams"
IT_HAPPENED = "I still sit beside Jo in maths."

IDEAS = "nottingham"
NUMBER, MAIL = "07700 900471", "ren@home.example"
BENCH, SHADE, RAMP = (
    "The bench by the river is broken and my gran cannot sit down.",
    "There is no shade at the river in summer, my brother got sunburnt.",
    "Please a ramp at the river, my wheels do not like steps.",
)
MENDED = "The bench is mended and two trees are planted beside it."
NOT_KNOWN = "We do not know this code. Look at it again. Nothing was changed."

SHARING = "nottingham"
BUS = "The last bus leaves before the film ends."
LATER = "There is a bus after the film on Fridays."


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration with a post of its own; one council can send text messages."""
    with posted(demonstration, tmp_path_factory.mktemp("site") / "data", "nottingham") as running:
        yield running


@pytest.fixture
def post(site: Site) -> Post:
    """The letters that the site wrote."""
    return Post(site)


@pytest.mark.timeout(300)  # six people, some fifty pages
def test_one_wish_with_three_owners_ends_in_a_verdict(visit: Visit, post: Post) -> None:
    practitioner, worker = visit("practitioner", AT_SCHOOL), visit("worker", AT_SCHOOL)
    _writes_down_without_a_name(practitioner)
    view = _writes_down_a_wish(practitioner)
    ask = _makes_a_question(worker, view, "Can I stay at my school until the exams?")
    _adds(worker, ask, SISTER)
    decides = worker.site.account("decision_maker", AT_SCHOOL)["name"]
    _asks_somebody_here(worker, decides, "Head of the Virtual School")
    _asks_by_mail(worker, SCHOOL, "deputy@leverton.example")
    _asks_by_mail(worker, REVIEWS, "reviews@leverton.example")
    _sends(worker)
    (school,), (reviews,) = post.to("deputy@leverton.example"), post.to("reviews@leverton.example")
    _is_neutral(school, WISH, "school")
    to_school, to_reviews = links(school)[0], links(reviews)[0]
    _looking_changes_nothing(visit(), to_school)
    _cannot(visit(java_script_enabled=False), to_school)
    _promises(visit(viewport=PHONE), to_reviews)
    _is_done(visit("decision_maker", AT_SCHOOL), ask)
    young = visit("young_person", AT_SCHOOL, viewport=PHONE)
    _reads_all_answers(young)
    _says_that_it_happened(young)
    _is_nowhere_public(visit(), ask)
    _tells_face_to_face(practitioner, ask)
    worker.go(ask.path)
    expect(worker.main).to_contain_text(IT_HAPPENED)


@dataclass(frozen=True)
class Question:
    """One question of a story: its title and its page."""

    title: str
    path: str


def _writes_down_without_a_name(practitioner: Visitor) -> None:
    practitioner.go(f"/{AT_SCHOOL}/what-happened/views/new")
    practitioner.fill(Their_words=SISTER)
    practitioner.page.get_by_label("Also the people who decide").check()
    practitioner.press("Keep it")


def _writes_down_a_wish(practitioner: Visitor) -> str:
    """As it was said, whose words it is, and who may read it; returns the view's page."""
    name = practitioner.site.account("young_person", AT_SCHOOL)["name"]
    practitioner.go(f"/{AT_SCHOOL}/what-happened/views/new")
    practitioner.fill(Their_words=WISH)
    practitioner.page.get_by_text("Somebody by name", exact=True).click()
    practitioner.fill(Somebody_else=name)
    practitioner.press("Find them")
    expect(practitioner.page.get_by_label("Their words")).to_have_value(WISH)
    practitioner.page.get_by_label("Whose words").select_option(label="Somebody else, found by name below")
    practitioner.page.get_by_label(name, exact=True).check()
    practitioner.page.get_by_label("Also the people who decide").check()
    practitioner.press("Keep it")
    expect(practitioner.main.locator("figure.quote")).to_contain_text(WISH)
    practitioner.follow("Look at it")
    expect(practitioner.main).to_contain_text(name)
    return practitioner.path


def _makes_a_question(worker: Visitor, view: str, title: str) -> Question:
    worker.go(view)
    worker.follow("Make a question of it")
    worker.fill(The_question_in_one_line=title, The_question_in_full=f"{title} We ask all who have a part in it.")
    worker.page.get_by_label("What can change", exact=True).fill("Where the lessons are, and how to get there.")
    worker.page.get_by_label("What cannot change, and why").fill("The day of the exams: others set it.")
    worker.press("Keep as a draft")
    return Question(title, worker.path)


def _adds(worker: Visitor, ask: Question, *said: str) -> None:
    """Others said the same."""
    worker.follow("What it rests on")
    for words in said:
        worker.page.get_by_label(words).check()
    worker.press("Add what is ticked")
    assert worker.path == ask.path


def _asks_somebody_here(worker: Visitor, name: str, office: str) -> None:
    _chooses_an_owner(worker, "Somebody who decides here")
    worker.page.get_by_label("Who must answer").select_option(label=name)
    worker.fill(Their_office=office)
    worker.press("Save")


def _asks_by_mail(worker: Visitor, office: str, address: str) -> None:
    _chooses_an_owner(worker, "Somebody of another organisation, by e-mail")
    worker.page.get_by_label("Organisation").select_option(index=1)
    worker.fill(Their_office=office)
    worker.page.get_by_label("Their e-mail address").fill(address)
    worker.press("Save")


def _chooses_an_owner(worker: Visitor, kind: str) -> None:
    worker.main.get_by_role("link", name=re.compile("^Name (who must answer|somebody else)")).click()
    worker.follow(kind)


def _sends(worker: Visitor) -> None:
    worker.follow("Send the question")
    expect(worker.main.get_by_text("answer due by").first).to_be_visible()
    worker.press("Send the question")
    expect(worker.main.get_by_role("status")).to_contain_text("The question is sent.")


def _is_neutral(letter: str, *kept_back: str) -> None:
    """A letter says that there is something, never what."""
    for words in kept_back:
        assert words.casefold() not in letter.casefold()
    assert len(links(letter)) == 2  # where it leads, how to stop


def _looking_changes_nothing(scanner: Visitor, link: str) -> None:
    """A mail program looks before its reader does, with and without the page's words."""
    for _ in range(2):
        assert scanner.page.request.head(link).ok
        assert scanner.page.request.get(link).ok
    scanner.page.goto(link)
    expect(scanner.main).to_contain_text("Nothing is sent before you press “Send the answer”.")
    assert accessible(scanner.page) == []


def _cannot(officer: Visitor, link: str) -> None:
    """A no needs its reason; sent, the link is used up and says what to do."""
    officer.page.goto(link)
    expect(officer.main).to_contain_text(WISH)
    officer.watch.expect_status(REFUSED)
    _fills_in(officer, "We cannot, and this is why", "We looked for a way to bring you here.", "We cannot pay.")
    officer.press("Send the answer")
    expect(officer.main).to_contain_text("A no is a full answer when those who asked can read the reason.")
    officer.page.get_by_label("Why?", exact=True).fill(CANNOT)
    officer.press("Send the answer")
    expect(officer.main.get_by_role("heading", level=1)).to_have_text("Thank you")
    officer.watch.expect_status(GONE)
    officer.page.goto(link)
    expect(officer.main.get_by_role("heading", level=1)).to_have_text("This link opens nothing any more")
    expect(officer.main).to_contain_text("An answer that you have sent is kept.")
    expect(officer.main.get_by_role("button", name="Send me a fresh link")).to_be_visible()
    assert WISH not in officer.main.inner_text()


def _promises(officer: Visitor, link: str) -> None:
    """On a telephone: what will be done, by whom and by which day."""
    officer.page.goto(link)
    officer.fits()
    officer.watch.expect_status(REFUSED)
    _fills_in(officer, "We are doing it", "We meet with you at your school.", "We meet with you.")
    officer.press("Send the answer")
    expect(officer.main).to_contain_text("Write what will be done, who does it and by which day.")
    officer.fits()
    officer.fill(What_will_be_done=PLAN, Who_does_it="Ama Tolland, reviewing officer")
    _on_the_day(officer, "due_1", local_today() + timedelta(days=30))
    officer.press("Send the answer")
    expect(officer.main.get_by_role("heading", level=1)).to_have_text("Thank you")
    officer.fits()


def _is_done(decides: Visitor, ask: Question) -> None:
    """Signed in, from the list of what young people ask."""
    decides.go(f"/{AT_SCHOOL}/what-happened/to-answer")
    decides.follow(ask.title)
    expect(decides.main).to_contain_text(WISH)
    _fills_in(decides, "Done", PLACED, "Your place is safe.")
    decides.press("Send the answer")
    decides.go(ask.path)
    expect(decides.main).to_contain_text(PLACED)


def _fills_in(who: Visitor, outcome: str, words: str, easy: str) -> None:
    who.page.get_by_label(outcome, exact=True).check()
    who.page.get_by_label("Your answer, in plain words").fill(words)
    who.page.get_by_label("The same in Easy Read").fill(easy)


def _on_the_day(who: Visitor, field: str, on: date) -> None:
    for part, number in (("day", on.day), ("month", on.month), ("year", on.year)):
        who.page.locator(f"#{field}-{part}").fill(str(number))


def _reads_all_answers(young: Visitor) -> None:
    """In Easy Read, on a small phone: three answers in easy words, the reason, the promise."""
    young.go(f"/{AT_SCHOOL}/home")
    young.follow("Easy Read")
    young.go(f"/{AT_SCHOOL}/what-happened/mine/")
    story = _story(young)
    for words in ("Your place is safe.", "We cannot pay.", CANNOT, "We meet with you.", PLAN, "Ama Tolland"):
        expect(story).to_contain_text(words)
    expect(story).not_to_contain_text(PLACED)
    young.fits()
    assert accessible(young.page, (320,)) == []


def _story(young: Visitor) -> Locator:
    return young.main.locator("section.panel").filter(has_text=WISH)


def _says_that_it_happened(young: Visitor) -> None:
    _story(young).get_by_role("link", name="Did it happen? Tell us").click()
    young.page.get_by_label("Yes, that happened").check()
    young.fill(Do_you_want_to_say_more=IT_HAPPENED)
    young.press("Send")
    expect(young.main.get_by_role("status")).to_contain_text("We wrote it down")
    young.fits()
    young.go(f"/{AT_SCHOOL}/what-happened/mine/")
    expect(_story(young)).to_contain_text(IT_HAPPENED)


def _is_nowhere_public(stranger: Visitor, ask: Question) -> None:
    """A wish in one child's own life: no tracker shows it, and its page is for those whom it concerns."""
    stranger.go(f"/{AT_SCHOOL}/what-happened/")
    expect(stranger.main).not_to_contain_text(ask.title)
    stranger.go(f"/{AT_SCHOOL}/what-happened/?words=exams")
    expect(stranger.main).not_to_contain_text(ask.title)
    stranger.go(ask.path)
    assert "/sign-in" in stranger.path


def _tells_face_to_face(practitioner: Visitor, ask: Question) -> None:
    practitioner.go(ask.path)
    told = practitioner.main.locator("section").filter(
        has=practitioner.page.get_by_role("heading", name="Who heard of it")
    )
    expect(told).to_contain_text("1 by message")
    expect(told).to_contain_text("left no way to reach them")
    told.get_by_role("listitem").filter(has_text=SISTER).get_by_role("button", name="I told them").click()
    expect(practitioner.main.get_by_role("status")).to_contain_text("you told them face to face")
    expect(told).to_contain_text("1 face to face")
    expect(told).not_to_contain_text(SISTER)


@pytest.mark.timeout(300)  # five people, some sixty pages
def test_three_users_of_the_idea_box_are_each_treated_rightly(visit: Visit, post: Post) -> None:
    texter, coder, leaver = (visit(viewport=PHONE, java_script_enabled=False) for _ in range(3))
    codes = [_says(texter, BENCH, NUMBER), _says(coder, SHADE, ""), _says(leaver, RAMP, MAIL)]
    worker = visit("worker", IDEAS)
    ask = _makes_one_question_of_three(worker)
    _takes_back(leaver, codes[2])
    _has_nothing_left_of(worker, ask)
    decides = worker.site.account("decision_maker", IDEAS)["name"]
    worker.go(ask.path)
    _asks_somebody_here(worker, decides, "Head of Parks")
    _sends(worker)
    _types_in_an_answer(worker)
    text = post.to("447700900471@texts.example")[-1]
    assert post.to(MAIL) == []
    _is_neutral(text, "river", "bench", "park", "question")
    _judges_by_the_link(texter, links(text)[0], codes)
    _stops_in_one_press(texter, links(text)[1])
    _looks_with_the_code_and_judges(coder, codes[1])
    _codes_of_others_open_nothing(visit(java_script_enabled=False), codes)
    _more_happens(worker, ask)
    assert len(post.to("447700900471@texts.example")) == 1
    assert post.to(MAIL) == []
    _reads_who_was_told(worker, ask)


def _says(person: Visitor, words: str, address: str) -> str:
    """Say it to everybody's idea box; returns the code of the receipt."""
    person.go(f"/{IDEAS}/what-happened/say")
    person.fits()
    person.page.locator("#words").fill(words)
    person.page.locator("#address").fill(address)
    person.page.get_by_label("The team, and the people who decide").check()
    person.press("Send it")
    expect(person.main.get_by_role("heading", level=1)).to_have_text("Thank you. We have it.")
    reached = "We send you a message when there is news." if address else "we cannot write to you"
    expect(person.main).to_contain_text(reached)
    person.fits()
    return person.main.locator(".code").inner_text()


def _makes_one_question_of_three(worker: Visitor) -> Question:
    worker.go(f"/{IDEAS}/what-happened/views")
    worker.main.get_by_role("link", name=BENCH).click()
    ask = _makes_a_question(worker, worker.path, "Can the bank of the river be made good to sit at?")
    _adds(worker, ask, SHADE, RAMP)
    for words in (BENCH, SHADE, RAMP):
        expect(worker.main).to_contain_text(words)
    return ask


def _takes_back(person: Visitor, code: str) -> None:
    _types_the_code(person, code.lower())
    expect(person.main).to_contain_text("We send you an e-mail when there is news.")
    person.follow("Take back what I said")
    person.fits()
    person.press("Take it back")
    expect(person.main.get_by_role("status")).to_contain_text("Your words are gone")


def _types_the_code(person: Visitor, code: str) -> None:
    person.go(f"/{IDEAS}/what-happened/mine/code")
    person.fill(Your_code=code)
    person.press("Show me")


def _has_nothing_left_of(worker: Visitor, ask: Question) -> None:
    """Nowhere that staff look: the question, what it rests on, the list, the search."""
    everywhere = f"/{IDEAS}/what-happened/views"
    for path in (ask.path, f"{ask.path}/views", everywhere, f"{everywhere}?words=wheels"):
        worker.go(path)
        expect(worker.main).not_to_contain_text(RAMP)
    worker.go(f"{everywhere}?words=sunburnt")
    expect(worker.main).to_contain_text(SHADE)  # else the search above proves nothing


def _types_in_an_answer(worker: Visitor) -> None:
    worker.follow("Type in an answer from")
    worker.page.get_by_label("Whose answer is it?").fill("Head of Parks, by telephone")
    _fills_in(worker, "Done", MENDED, "The bench is good. We planted two trees.")
    worker.press("Send the answer")
    expect(worker.main).to_contain_text(MENDED)


def _judges_by_the_link(person: Visitor, link: str, codes: list[str]) -> None:
    """The link in the text opens this one view's page, where the verdict is one press away."""
    person.page.goto(link)
    for words in (BENCH, MENDED):
        expect(person.main).to_contain_text(words)
    for words in (SHADE, RAMP, *codes):
        expect(person.main).not_to_contain_text(words)
    person.fits()
    _judges(person, "Partly", "It wobbles still.")


def _judges(person: Visitor, verdict: str, words: str) -> None:
    person.follow("Did it happen? Tell us")
    person.page.get_by_label(verdict, exact=True).check()
    person.fill(Do_you_want_to_say_more=words)
    person.press("Send")
    expect(person.main.get_by_role("status")).to_contain_text("We wrote it down")
    expect(person.main).to_contain_text(words)
    person.fits()


def _stops_in_one_press(person: Visitor, stop: str) -> None:
    person.page.goto(stop)
    person.fits()
    person.main.get_by_role("button").click()
    person.page.wait_for_load_state()
    person.fits()


def _looks_with_the_code_and_judges(person: Visitor, code: str) -> None:
    _types_the_code(person, code)
    expect(person.main).to_contain_text(MENDED)
    expect(person.main).to_contain_text("We cannot write to you")
    for words in (BENCH, RAMP):
        expect(person.main).not_to_contain_text(words)
    _judges(person, "Yes, that happened", "I sat in the shade there.")


def _codes_of_others_open_nothing(stranger: Visitor, codes: list[str]) -> None:
    """A made-up code and one that was taken back are answered alike."""
    stranger.watch.expect_status(REFUSED)
    pages = []
    for code in ("BCDF-GHJ-KMN", codes[2]):
        _types_the_code(stranger, code)
        pages.append(stranger.main.inner_text())
        expect(stranger.main).to_contain_text(NOT_KNOWN)
    assert pages[0] == pages[1]
    stranger.watch.expect_status(GONE)
    stranger.go(f"/{IDEAS}/what-happened/mine/with/{'g' * 47}")
    expect(stranger.main).not_to_contain_text(MENDED)


def _more_happens(worker: Visitor, ask: Question) -> None:
    """Another answer, of which nobody is left to be written to."""
    worker.go(ask.path)
    worker.follow("Ask somebody else too")
    worker.follow("Somebody of another organisation, by e-mail")
    worker.page.get_by_label("Organisation").select_option(index=1)
    worker.fill(Their_office="Keeper of the river")
    worker.page.get_by_label("Their e-mail address").fill("keeper@river.example")
    worker.press("Save and ask them")
    worker.main.get_by_role("link", name=re.compile("Type in an answer from Keeper of the river")).click()
    worker.page.get_by_label("Whose answer is it?").fill("Keeper of the river")
    _fills_in(worker, "Done", "The path is swept each week.", "We sweep the path.")
    worker.press("Send the answer")


def _reads_who_was_told(worker: Visitor, ask: Question) -> None:
    worker.go(ask.path)
    told = worker.main.locator("section").filter(has=worker.page.get_by_role("heading", name="Who heard of it"))
    expect(told).to_contain_text("Nobody could write to these")
    for words in (BENCH, SHADE):  # one stopped the messages, the other left nothing
        expect(told.get_by_role("listitem").filter(has_text=words)).to_contain_text("left no way to reach them")
    expect(told).not_to_contain_text(RAMP)


@pytest.mark.timeout(300)  # three people, some thirty pages
def test_an_agreement_taken_back_takes_its_quote_along(visit: Visit) -> None:
    young = visit("young_person", SHARING, viewport=PHONE)
    worker, stranger = visit("worker", SHARING), visit(viewport=PHONE)
    _says_yes_to_sharing(young)
    _says_by_themselves(young)
    ask = _asks_and_is_answered(worker)
    public = _publishes_with_the_quote(worker, ask)
    _reads(stranger, public, is_quoted=True)
    _takes_the_yes_back(young)
    _reads(stranger, public, is_quoted=False)
    _is_told_why(worker, ask)
    _says_yes_to_sharing(young)
    _reads(stranger, public, is_quoted=True)


def _says_yes_to_sharing(young: Visitor) -> None:
    young.go(f"/{SHARING}/me/agreements/")
    sharing = young.page.locator("#core-share")
    sharing.get_by_label("Others, without my name").check()
    sharing.locator("button[value=yes]").click()
    expect(young.main.get_by_role("status")).to_contain_text("It is a yes.")
    expect(sharing).to_contain_text("You said yes")
    young.fits()


def _takes_the_yes_back(young: Visitor) -> None:
    young.go(f"/{SHARING}/me/agreements/")
    young.page.locator("#core-share").locator("button[value=no]").click()
    expect(young.main.get_by_role("status")).to_contain_text("It counts from now on.")
    young.fits()


def _says_by_themselves(young: Visitor) -> None:
    young.go(f"/{SHARING}/what-happened/say")
    young.page.locator("#words").fill(BUS)
    young.page.get_by_label("Everybody, without my name").check()
    young.press("Send it")
    expect(young.main.get_by_role("status")).to_contain_text("Thank you. We have it.")
    young.fits()


def _asks_and_is_answered(worker: Visitor) -> Question:
    worker.go(f"/{SHARING}/what-happened/views")
    worker.main.get_by_role("link", name=BUS).click()
    ask = _makes_a_question(worker, worker.path, "Can there be a later bus on film nights?")
    decides = worker.site.account("decision_maker", SHARING)["name"]
    _asks_somebody_here(worker, decides, "Head of Transport")
    _sends(worker)
    worker.follow("Type in an answer from")
    worker.page.get_by_label("Whose answer is it?").fill("Head of Transport, by telephone")
    _fills_in(worker, "Done", LATER, LATER)
    worker.press("Send the answer")
    return ask


def _publishes_with_the_quote(worker: Visitor, ask: Question) -> str:
    """Whoever publishes looks at each thing that could tell who somebody is; returns the public page."""
    worker.go(f"{ask.path}/publish")
    quote = worker.main.locator("section").filter(has=worker.page.get_by_role("heading", name="Quote: "))
    quote.get_by_label("Show this to everybody").check()
    for flag in worker.main.locator("input[name=looked]").all():
        flag.check()
    worker.press("Show it to everybody")
    expect(worker.main.get_by_role("status")).to_contain_text("Everybody can read it now.")
    return worker.path


def _reads(stranger: Visitor, public: str, *, is_quoted: bool) -> None:
    stranger.go(public)
    expect(stranger.main).to_contain_text(LATER)
    expect(stranger.main.get_by_text(BUS)).to_have_count(1 if is_quoted else 0)
    stranger.fits()


def _is_told_why(worker: Visitor, ask: Question) -> None:
    """Whoever publishes reads why the quote is gone; nothing of it can be ticked."""
    worker.go(f"{ask.path}/publish")
    expect(worker.main).to_contain_text("Whoever said it does not agree that others read it")
    expect(worker.main.get_by_text(BUS)).to_have_count(0)
