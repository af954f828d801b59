"""The page of what a council's strategy asks: grouped, counted, filtered, and without a link that leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from flask import Flask

from core.access.roles import COUNCIL_ROLES
from core.app import create_app
from core.authority import effective
from core.authority.requirements import CORE_ROOMS
from core.config import ROOT
from core.db import authority_scope, db
from core.testing.apps import World, apply_councils, sign_in
from core.testing.browsing import PageClient
from core.testing.databases import copied_sqlite
from core.web.house import house
from core.web.strategy import IN_THE_MENU, OPEN_TO_ALL

PAGE = "/ashdown/strategy"
FIVE = ("nottingham", "nottinghamshire", "lincolnshire", "wolverhampton", "lancashire")


def main_of(browser: PageClient, url: str = PAGE) -> str:
    html = browser.get(url).get_data(as_text=True)
    return html[html.index("<main") : html.index("</main>")]


def links(html: str) -> list[str]:
    return re.findall(r'href="(/[^"]*)"', html)


def switch(app: Flask, plugin: str, on: bool) -> None:
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            effective.save_switch(found, plugin, on)
            db.session.commit()


def test_everything_stands_there_under_its_chapter(client: PageClient) -> None:
    shown = main_of(client)
    assert shown.index("Being heard") < shown.index("M1") < shown.index("M2") < shown.index("Getting on")
    assert "Nobody has a stable yet." in shown
    assert "Everything (3)" in shown and "You can do it here (2)" in shown and "Comes later (1)" in shown


def test_one_state_alone_by_a_plain_link(client: PageClient) -> None:
    shown = main_of(client, f"{PAGE}?state=later")
    assert "A child rides to school" in shown and "Anybody can say" not in shown
    assert "Nothing stands in this state." in main_of(client, f"{PAGE}?state=partly")
    assert "Anybody can say" in main_of(client, f"{PAGE}?state=nonsense")


def test_front_page_and_footer_lead_to_it(client: PageClient) -> None:
    assert client.get("/ashdown/").get_data(as_text=True).count(f'href="{PAGE}"') == 2


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_no_link_leads_nowhere(world: World, role: str) -> None:
    browser = world.browser(role)
    found = links(main_of(browser))
    assert "/ashdown/tell-someone/" in found
    assert [url for url in found if browser.get(url).status_code != 200] == []


def test_a_stranger_is_led_to_open_pages_only(client: PageClient) -> None:
    found = links(main_of(client))
    assert "/ashdown/people/" not in found
    assert [url for url in found if client.get(url).status_code != 200] == []


def test_staff_are_led_to_their_own_pages_and_see_the_keys(world: World) -> None:
    shown = main_of(world.browser("worker"))
    assert 'href="/ashdown/people/"' in shown
    assert "<code>groups: settings.public_directory</code>" in shown


def test_what_is_switched_off_is_only_partly_here(app: Flask, client: PageClient) -> None:
    assert "/ashdown/groups/" in links(main_of(client))
    switch(app, "groups", on=False)
    shown = main_of(client)
    assert not [url for url in links(shown) if url.startswith("/ashdown/groups/")]
    assert "off here at the moment" in shown and "Partly here (1)" in shown
    assert "This council has a part of it switched off at the moment." in shown


def test_without_the_file_there_is_no_page(app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        found = house().authorities.find("brackwell")
    object.__setattr__(found, "requirements", None)
    assert client.get("/brackwell/strategy").status_code == 404
    assert "What our strategy asks" not in client.get("/brackwell/").get_data(as_text=True)


def test_rooms_that_lead_somewhere_have_a_title() -> None:
    assert {*OPEN_TO_ALL, *IN_THE_MENU} <= CORE_ROOMS.keys()



@pytest.fixture
def five(sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The councils of this repository, applied and with every part signed off."""
    here = copied_sqlite(sqlite_template, tmp_path).model_copy(update={"authorities": (ROOT / "authorities",)})
    made = create_app(here)
    made.test_client_class = PageClient
    apply_councils(made)
    yield made
    with made.app_context():
        db.engine.dispose()


def test_in_the_five_councils_no_link_leads_nowhere(five: Flask) -> None:
    """Strangers everywhere; the roles spread over the councils."""
    for place, role in enumerate((*FIVE, *COUNCIL_ROLES)):
        slug = FIVE[place % len(FIVE)]
        browser = cast(PageClient, five.test_client())
        if role in COUNCIL_ROLES:
            sign_in(browser, role, slug)
        found = set(links(main_of(browser, f"/{slug}/strategy")))
        assert f"/{slug}/groups/" in found
        assert [url for url in found if browser.get(url).status_code != 200] == [], (slug, role)
