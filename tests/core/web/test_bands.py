"""Reading bands change the words, not only their size: short sentences in Easy Read, one on each line."""

import re
from html import unescape

import pytest
from babel.messages.pofile import read_po

from core.config import ROOT
from core.testing.apps import sign_in
from core.testing.browsing import PageClient
from core.web.bands import LONGEST_EASY_SENTENCE, one_idea_a_line, sentences

PAGES = ("/", "/ashdown/", "/ashdown/help", "/ashdown/sign-in", "/ashdown/groups/", "/ashdown/groups/boards/")
MINE = tuple(f"/ashdown/me/{part}" for part in ("", "agreements/", "details", "who-can-see", "who-looked"))
OWN_PAGES = ("/ashdown/home", "/ashdown/me/account", *MINE, "/ashdown/me/password", "/ashdown/groups/mine")
CATALOGUES = [ROOT / "core/translations", ROOT / "plugins/groups/translations"]


def own_words() -> set[str]:
    """Every text of Heard's own that the public can meet, as the source says it."""
    found: set[str] = set()
    for folder in CATALOGUES:
        with (folder / "pl/LC_MESSAGES/messages.po").open("rb") as text:
            found |= {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(text)}
    return found - {""}


def is_too_long(text: str) -> bool:
    return any(len(sentence.split()) > LONGEST_EASY_SENTENCE for sentence in sentences(text))


def as_shown(text: str) -> re.Pattern[str]:
    """Finds `text` on a page, whatever was filled in."""
    return re.compile(
        "".join(".+?" if part.startswith("%(") else re.escape(part) for part in re.split(r"(%\(\w+\)s)", text))
    )


TOO_LONG = {text: as_shown(text) for text in own_words() if is_too_long(text)}


def easy_page(client: PageClient, page: str) -> str:
    client.get("/ashdown/reading/easy")
    html = client.get(page).text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.replace("<br>", " "))).split())


@pytest.mark.parametrize("page", PAGES)
def test_easy_read_has_no_long_sentence_of_our_own(client: PageClient, page: str) -> None:
    said = easy_page(client, page)
    assert not [text for text, shown in TOO_LONG.items() if shown.search(said)]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_nor_has_a_young_persons_own_page(client: PageClient, page: str) -> None:
    sign_in(client, "young_person")
    said = easy_page(client, page)
    assert not [text for text, shown in TOO_LONG.items() if shown.search(said)]


def test_there_are_long_sentences_to_look_for_and_they_are_found_in_the_standard_band(client: PageClient) -> None:
    said = " ".join(client.get("/ashdown/").text.split())
    assert any(shown.search(said) for shown in TOO_LONG.values())


@pytest.mark.parametrize("band", ["young", "easy"])
def test_a_band_changes_the_words(client: PageClient, band: str) -> None:
    before = client.get("/ashdown/help").text
    client.get(f"/ashdown/reading/{band}")
    after = client.get("/ashdown/help").text
    assert "Someone who looks there could still see where you have been." in before
    assert "Someone can look at that list." in after and "Someone who looks there" not in after


def test_each_idea_stands_on_a_line_of_its_own() -> None:
    assert (
        one_idea_a_line("Ring 999. It is free! Is it? Yes <b>") == "Ring 999.<br>It is free!<br>Is it?<br>Yes &lt;b&gt;"
    )
    assert one_idea_a_line("One idea.") == "One idea." and one_idea_a_line(None) == ""
    assert sentences("ایک۔ دو؟ تین") == ["ایک۔", "دو؟", "تین"]
