"""You said, we did: what is printed, hung up and shared says what is public at that moment, and nothing else."""

import io

import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader

from core.db import db
from core.testing.browsing import PageClient
from plugins.influence import trail
from plugins.influence.models import Ask
from tests.plugins.influence.ledger import answered, in_council, published
from tests.plugins.influence.planting import Asking, read

HERE = "/ashdown/what-happened"
FILES = ("1/print.pdf", "1/poster.pdf", "1/poster.pdf?size=a3", "1/card.png", "you-said-we-did.pdf")
PAGES = ("1/print", "1/easy", "you-said-we-did")
SAID, DID = "Can the bus wait for us?", "We move the last bus to nine."


@pytest.fixture
def public(app: Flask, asked: Asking) -> None:
    """One public question with a cleared answer and a promise, number 1."""
    ask = asked(answered_on=None)
    answered(app, ask, public_easy="The last bus goes at nine. That is later.")
    published(app, ask)
    _set(app, answered_on=read(app, Ask)[0].asked_on)


def _set(app: Flask, **values: object) -> None:
    def done(_: object) -> None:
        for ask in db.session.scalars(db.select(Ask)):
            for name, value in values.items():
                setattr(ask, name, value)

    in_council(app, done)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_was_said_and_done(public: None, client: PageClient, path: str) -> None:
    page = client.get(f"{HERE}/{path}")
    assert page.status_code == 200
    assert SAID in page.text and "bus" in page.text and "A bus at nine" in page.text
    assert "Jo" not in page.text, "an office promises, not a person"


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(("pdf", "a3"))])
def test_a_paper_is_tagged_titled_and_says_the_same(public: None, client: PageClient, path: str) -> None:
    made = client.get(f"{HERE}/{path}")
    assert made.status_code == 200 and made.headers["Cache-Control"] == "no-store"
    paper = PdfReader(io.BytesIO(made.data))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert SAID in words and DID in words and "Jo" not in words
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"]
    assert paper.metadata is not None and paper.metadata.title


def test_a_poster_is_one_page_of_its_size(public: None, client: PageClient) -> None:
    for size, width in (("a4", 595), ("a3", 842)):
        paper = PdfReader(io.BytesIO(client.get(f"{HERE}/1/poster.pdf?size={size}").data))
        assert len(paper.pages) == 1 and round(paper.pages[0].mediabox.width) == width
    assert client.get(f"{HERE}/1/poster.pdf?size=a0").status_code == 404


def test_the_picture_to_share_has_its_size_and_words_beside_it(public: None, client: PageClient) -> None:
    with Image.open(io.BytesIO(client.get(f"{HERE}/1/card.png").data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert len(picture.getcolors(1 << 20) or ()) > 2, "it is not empty"
    page = client.get(f"{HERE}/1/print").text
    assert f'alt="You said: {SAID} We did: Head of Transport' in page


@pytest.mark.parametrize("path", [*PAGES[:2], *FILES[:4]])
def test_what_is_taken_down_is_gone_on_the_next_request(
    app: Flask, public: None, client: PageClient, path: str
) -> None:
    assert client.get(f"{HERE}/{path}").status_code == 200
    _unpublish(app)
    assert client.get(f"{HERE}/{path}").status_code == 404


def test_the_collection_holds_only_what_is_public(app: Flask, public: None, client: PageClient) -> None:
    _unpublish(app)
    assert SAID not in client.get(f"{HERE}/you-said-we-did").text


@pytest.mark.parametrize("path", [*PAGES[:2], *FILES[:4]])
def test_a_question_that_is_not_public_is_not_there(asked: Asking, client: PageClient, path: str) -> None:
    asked()
    assert client.get(f"{HERE}/{path}").status_code == 404


def test_nothing_comes_from_elsewhere_and_nobody_is_followed(public: None, client: PageClient) -> None:
    for path in PAGES:
        page = client.get(f"{HERE}/{path}").text
        sources = [part.split('"')[0] for part in page.split('src="')[1:]]
        assert all(source.startswith("/") for source in sources), path


def test_easy_read_has_one_sentence_on_a_line(public: None, client: PageClient) -> None:
    page = client.get(f"{HERE}/1/easy").text
    assert '<p class="lede">The last bus goes at nine.</p>' in page
    assert '<p class="lede">That is later.</p>' in page


def _unpublish(app: Flask) -> None:
    def done(authority: object) -> None:
        ask = db.session.scalars(db.select(Ask)).one()
        ask.published_at = None
        trail.happened(ask, "unpublished", authority=authority)  # type: ignore[arg-type]

    in_council(app, done)
