"""The language switch in place: catalogues that are whole, pages that say which language they are in."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask

from core.config import ROOT
from core.testing.apps import sign_in
from core.testing.browsing import PageClient
from core.web.languages import clock, day, gettext, ngettext, read
from core.words import LANGUAGES, TRANSLATIONS

OWNERS = {TRANSLATIONS: (ROOT / "core", ROOT / "templates")} | {
    folder: (folder.parent,) for folder in sorted((ROOT / "plugins").glob("*/translations"))
}
CATALOGUES = [file for folder in OWNERS for file in sorted(folder.glob("*/LC_MESSAGES/messages.po"))]
METHODS = [
    ("**/plugging/scaffold/**", "ignore"),
    ("**/testing/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "jinja2"),
]
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "gettext_noop": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
PAGES = ("/brackwell/", "/brackwell/help", "/brackwell/groups/", "/brackwell/groups/boards/", "/brackwell/sign-in")
Speaker = Callable[[str], PageClient]


def catalogue_name(file: Path) -> str:
    return f"{file.relative_to(ROOT).parts[0]}-{file.parts[-3]}"


def words_in_source(folders: tuple[Path, ...]) -> set[str]:
    found = (row for folder in folders for row in extract_from_dir(folder, METHODS, keywords=KEYWORDS))
    return {words if isinstance(words, str) else words[0] for _, _, words, _, _ in found}


def messages(file: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(what the source says, what the catalogue says), both as tuples: one for each form of the plural."""
    with file.open("rb") as text:
        for message in read_po(text, locale=file.parts[-3]):
            if message.id:
                yield tuple_of(message.id), tuple_of(message.string)


def tuple_of(words: Any) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


@pytest.fixture
def speaking(client: PageClient) -> Speaker:
    """A browser that has chosen a language at the council that offers several."""

    def choose(code: str) -> PageClient:
        assert client.get(f"/brackwell/language/{code}?next=/brackwell/help").location == "/brackwell/help"
        return client

    return choose


def test_each_language_has_a_catalogue_and_each_catalogue_a_language() -> None:
    for folder in OWNERS:
        assert {file.parts[-3] for file in folder.glob("*/LC_MESSAGES/*.po")} == set(LANGUAGES) - {"en"}, folder


@pytest.mark.parametrize("file", CATALOGUES, ids=catalogue_name)
def test_a_catalogue_is_complete(file: Path) -> None:
    """If this fails: run `make translations`, fill in what is empty, and run it again (docs/languages.md)."""
    said = dict(messages(file))
    assert words_in_source(OWNERS[file.parents[2]]) == {source[0] for source in said}
    assert not [source[0] for source, forms in said.items() if not forms or not all(forms)], "empty"


@pytest.mark.parametrize("file", CATALOGUES, ids=catalogue_name)
def test_a_translation_keeps_what_is_filled_in(file: Path) -> None:
    """A council's own English term, %(term_...)s, may be left out: it has no case endings of another language."""
    for source, forms in messages(file):
        wanted = set(PLACEHOLDER.findall(source[-1]))
        needed = {name for name in wanted if not name.startswith("term_")}
        for form in forms:
            assert needed <= set(PLACEHOLDER.findall(form)) <= wanted, form
            assert not re.search(r"%(?!\(\w+\)s)|[<>]", form), form


@pytest.mark.parametrize("file", CATALOGUES, ids=catalogue_name)
def test_what_is_compiled_is_what_is_written(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as compiled:
        held = {tuple_of(message.id): tuple_of(message.string) for message in read_mo(compiled) if message.id}
    assert held == dict(messages(file)), "run `make translations`"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("code", "direction", "help_words"), [("pl", "ltr", "Potrzebuję pomocy"), ("ur", "rtl", "ابھی مدد")]
)
def test_a_page_is_in_the_chosen_language_and_says_so(
    speaking: Speaker, page: str, code: str, direction: str, help_words: str
) -> None:
    said = speaking(code).get(page).text
    assert f'<html lang="{code}" dir="{direction}"' in said
    assert help_words in said and "Get help now" not in said and "How pages read" not in said


def test_the_switch_is_plain_links_that_name_each_language_in_itself(client: PageClient) -> None:
    said = client.get("/brackwell/").text
    assert 'href="/brackwell/language/ur?next=/brackwell/" rel="nofollow" lang="ur" hreflang="ur">اردو</a>' in said
    assert re.search(r'lang="en" hreflang="en" aria-current="true">English<', said)


def test_a_council_with_one_language_shows_no_switch(client: PageClient) -> None:
    assert "/language/" not in client.get("/ashdown/").text
    assert client.get("/ashdown/language/pl").status_code == 404


def test_a_choice_made_at_one_council_is_no_choice_where_it_is_not_offered(speaking: Speaker) -> None:
    assert '<html lang="en"' in speaking("pl").get("/ashdown/").text


def test_the_councils_own_words_stay_and_are_marked(speaking: Speaker) -> None:
    said = speaking("pl").get("/brackwell/").text
    assert re.search(r'<p class="lede"><span lang="en" dir="ltr">[A-Z]', said)
    assert "Część słów na tej stronie napisała rada. Są w języku: English." in said
    assert "<span lang=" not in speaking("en").get("/brackwell/").text


def test_numbers_to_ring_are_read_from_left_to_right(speaking: Speaker) -> None:
    numbers = re.findall(r"<a [^>]*tel:[^>]*>", speaking("ur").get("/brackwell/help").text)
    assert numbers and all('dir="ltr"' in number for number in numbers)


def test_the_neutral_answer_is_the_same_in_every_language(speaking: Speaker, app: Flask) -> None:
    stranger = app.test_client().get("/brackwell/no-such-page")
    for code in LANGUAGES:
        if code in ("en", "pl", "ur"):
            assert speaking(code).get("/brackwell/no-such-page").data == stranger.data


def test_pages_of_no_council_follow_the_choice(speaking: Speaker) -> None:
    assert '<html lang="pl"' in speaking("pl").get("/").text


def test_pages_for_staff_are_in_english_and_say_so(speaking: Speaker) -> None:
    browser = speaking("pl")
    sign_in(browser, "local_admin", "brackwell")
    said = browser.get("/brackwell/admin/").text
    assert '<html lang="en"' in said and "Pages for staff are in English only." in said
    assert '<html lang="pl"' in browser.get("/brackwell/groups/").text, "they see what the public sees"


def test_a_young_person_has_every_page_in_their_language(speaking: Speaker) -> None:
    browser = speaking("pl")
    sign_in(browser, "young_person", "brackwell", name="Robin")
    assert "Cześć, Robin" in browser.get("/brackwell/home").text
    for page in ("/brackwell/me/account", "/brackwell/groups/mine"):
        assert '<html lang="pl"' in browser.get(page, follow_redirects=True).text


def test_what_is_wrong_with_a_form_is_said_in_the_chosen_language(speaking: Speaker) -> None:
    browser = speaking("pl")
    assert "Wpisz hasło." in browser.submit("/brackwell/sign-in", {"username": "x", "password": ""}).text
    refused = browser.submit("/brackwell/sign-in", {"username": "x", "password": "y"}).text
    assert "Ta nazwa użytkownika i to hasło tu do siebie nie pasują." in refused


def test_kept_pages_are_kept_for_each_language(speaking: Speaker) -> None:
    assert "Kto" not in speaking("en").get("/brackwell/groups/").text
    tags = {speaking(code).get("/brackwell/groups/").headers["ETag"] for code in ("en", "pl", "ur")}
    assert len(tags) == 3


def test_what_is_filled_in_and_what_a_council_wrote_are_escaped(app: Flask) -> None:
    template = app.jinja_env.from_string('{{ _("Hello, %(name)s", name=name) }} {{ name|as_written }}')
    with app.test_request_context("/", headers={"Cookie": "reading=standard.pl"}):
        said = template.render(name="<b>")
    assert said == 'Cześć, &lt;b&gt; <span lang="en" dir="ltr">&lt;b&gt;</span>'


def test_outside_a_request_words_are_english() -> None:
    assert gettext("Every %(what)s", what="week") == "Every week"
    assert [ngettext("%(number)s seat", "%(number)s seats", number) for number in (1, 2)] == ["1 seat", "2 seats"]
    assert (day(date(2026, 3, 3), "near"), clock(time(16, 30))) == ("Tuesday 3 March", "4:30pm")


def test_one_language_holds_the_words_of_core_and_of_plugins() -> None:
    words = read([TRANSLATIONS, *OWNERS])["pl"]
    assert words.plain["Sign in"] == "Zaloguj się" and words.plain["Find a group"] == "Znajdź grupę"
    assert words.counted.ngettext("%(number)s seat", "%(number)s seats", 5) == "%(number)s miejsc"
