"""An agreement from asking to taking it back: a parent without an account, a worker, a photo, the child, the officer.

What a parent said yes to is used; what the child takes back is gone with the next request, and the officer can tell who
looked.
"""

import re
from uuid import UUID

from playwright.sync_api import Locator, expect

from core.demo.people import person_id
from core.demo.scenes import picture
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

COUNCIL = "lancashire"  # there the young person with an account is one for whom an adult decides
PHONE = {"width": 320, "height": 640}
CHILD: UUID = person_id(COUNCIL, "young_person")
GONE, FOUND = 404, 200


def test_a_photo_is_used_by_a_parents_yes_and_withdrawn_by_the_childs_no(visit: Visit) -> None:
    worker = visit("worker", COUNCIL)
    link = _asks_a_parent(worker)
    reader = visit(viewport=PHONE)
    reader.page.goto(link)
    assert accessible(reader.page) == []  # opening it changes nothing
    _says_yes_to_print(visit(viewport=PHONE, java_script_enabled=False), link)
    _checks_who_it_was(worker)
    photo = _adds_a_photo(worker)
    assert _status(worker, photo) == FOUND
    child = visit("young_person", COUNCIL, viewport=PHONE)
    _takes_it_back(child)
    assert _status(worker, photo) == _status(child, photo) == GONE
    worker.page.reload()
    expect(worker.main).to_contain_text("Withdrawn")
    expect(worker.main).to_contain_text("Somebody on it does not agree any more.")
    expect(worker.main.get_by_text("Ended")).to_be_visible()
    _is_told_who_looked(child)
    _sees_who_looked(visit("data_protection_officer", COUNCIL), worker)


def _asks_a_parent(worker: Visitor) -> str:
    worker.go(f"/{COUNCIL}/people/{CHILD}/agreements")
    worker.main.get_by_role("link", name="Ask").first.click()
    worker.page.get_by_label(re.compile("parental responsibility")).first.check()
    worker.page.locator("input[value='core.photograph']").check()
    worker.page.get_by_label("A link that works once, for 14 days").check()
    worker.main.get_by_role("button", name="Ask", exact=True).click()
    return worker.page.get_by_label("The link").input_value()


def _says_yes_to_print(parent: Visitor, link: str) -> None:
    """On the narrowest phone, without scripts; the link works once."""
    parent.page.goto(link)
    name = parent.site.account("young_person", COUNCIL)["name"]
    expect(parent.main.get_by_role("heading", level=1)).to_contain_text(name.split()[0])
    assert name.split()[-1] not in parent.main.inner_text()
    parent.fits()
    parent.page.get_by_label("Yes", exact=True).check()
    parent.page.locator("input[value='print']").check()
    parent.press("Send my answers")
    expect(parent.main.get_by_role("heading", level=1)).to_have_text("Thank you, we have your answers")
    expect(parent.main).to_contain_text("a worker first makes sure that it was you")
    parent.fits()
    parent.watch.expect_status(GONE)
    parent.page.goto(link)
    parent.fits()


def _checks_who_it_was(worker: Visitor) -> None:
    name = worker.site.account("young_person", COUNCIL)["name"]
    worker.go(f"/{COUNCIL}/agreements/")
    worker.main.get_by_role("row").filter(has_text=name).get_by_role("link").click()
    worker.page.get_by_label("I called back on the number on record").check()
    worker.press("It was them: count it")
    expect(worker.main.get_by_role("status")).to_contain_text("counts from now on")


def _adds_a_photo(worker: Visitor) -> str:
    """Add it, say who is on it, note where it is used; returns the picture's own address."""
    name = worker.site.account("young_person", COUNCIL)["name"]
    worker.go(f"/{COUNCIL}/files/add")
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": picture("boats", "a story").read()}
    worker.page.get_by_label("The files").set_input_files(files=[file])  # type: ignore[list-item]
    worker.main.get_by_role("button", name=re.compile("Add|Store|Save")).click()
    expect(worker.main.get_by_text("Nothing yet: say below")).to_be_visible()
    worker.main.get_by_role("searchbox").fill(name)
    worker.main.get_by_role("button", name="Find").click()
    worker.press(f"On it {name}")
    worker.page.get_by_label("Nobody else can be recognised on this picture").check()
    worker.press("Save who is on it")
    expect(worker.main.get_by_role("row").filter(has_text="In print")).to_contain_text("Yes")
    expect(worker.main.get_by_role("row").filter(has_text="Online")).to_contain_text("No")
    worker.page.get_by_label("Where", exact=True).fill("Leaflet for the summer fair")
    worker.page.get_by_label("How", exact=True).select_option(label="In print")
    worker.press("Note this use")
    address = worker.main.locator("img.photo").get_attribute("src")
    assert address is not None
    return address


def _takes_it_back(child: Visitor) -> None:
    """With the keyboard alone: to the page of agreements, and one press there."""
    child.go(f"/{COUNCIL}/me/")
    _press_by_keyboard(child, child.main.get_by_role("link", name="What I agreed to"))
    photos = child.page.locator("#core-photograph")
    expect(photos).to_contain_text("It holds until")
    child.fits()
    _press_by_keyboard(child, photos.locator("button[value=no]"))
    expect(child.main.get_by_role("status")).to_contain_text("It counts from now on.")
    expect(child.page.locator("#core-photograph")).to_contain_text("That is fine")
    child.go(f"/{COUNCIL}/files/mine")
    expect(child.main.get_by_text("Taken down").first).to_be_visible()
    child.fits()


def _is_told_who_looked(child: Visitor) -> None:
    child.go(f"/{COUNCIL}/me/who-looked")
    expect(child.main).to_contain_text("Participation worker")
    assert child.site.account("worker", COUNCIL)["name"] not in child.main.inner_text()
    child.fits()


def _sees_who_looked(officer: Visitor, worker: Visitor) -> None:
    name = officer.site.account("young_person", COUNCIL)["name"]
    officer.go(f"/{COUNCIL}/people/looked")
    officer.page.get_by_label("Name").fill(name)
    officer.press("Find")
    officer.follow(name)
    seen = officer.main.get_by_role("row").filter(has_text=worker.site.account("worker", COUNCIL)["name"])
    expect(seen.filter(has_text="Photos that you are on").first).to_be_visible()
    expect(seen.filter(has_text="What somebody agreed to").first).to_be_visible()


def _status(visitor: Visitor, address: str) -> int:
    """What the address of the picture answers to whoever is signed in there."""
    return visitor.page.request.get(f"{visitor.site.url}{address}").status


def _press_by_keyboard(visitor: Visitor, wanted: Locator) -> None:
    """Go from one thing to the next until it has the focus, then press Enter."""
    expect(wanted.first).to_be_visible()
    for _ in range(120):
        visitor.page.keyboard.press("Tab")
        if wanted.first.evaluate("element => element === document.activeElement"):
            break
    expect(wanted.first).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_load_state()
