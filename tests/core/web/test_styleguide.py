"""The style guide shows every face, band, direction and look; the page-quality checks run on each fetch."""

import pytest

from core.testing.browsing import PageClient


@pytest.mark.parametrize("face", ["public", "young", "worker"])
@pytest.mark.parametrize("band", ["standard", "easy"])
def test_every_face_and_band(client: PageClient, face: str, band: str) -> None:
    """Face and band are classes of the body; the size hangs on the root."""
    page = client.get(f"/styleguide?face={face}&band={band}").get_data(as_text=True)
    assert f'<body class="govuk-template__body face-{face} band-{band}' in page
    assert f'sized-{"easy" if band == "easy" else face}"' in page


def test_from_right_to_left(client: PageClient) -> None:
    """One style sheet serves both directions."""
    assert 'dir="rtl"' in client.get("/styleguide?direction=rtl").get_data(as_text=True)


def test_a_councils_look_and_all_looks_together(client: PageClient) -> None:
    """The chosen council's sheet colours the page, the common one the tiles."""
    page = client.get("/styleguide?look=ashdown").get_data(as_text=True)
    assert "/ashdown/look.css" in page
    assert 'class="tile look-brackwell"' in page
    assert ".look-brackwell{--council:#" in client.get("/look.css").get_data(as_text=True)


def test_a_form_with_mistakes_keeps_what_was_typed(client: PageClient) -> None:
    """The summary takes the focus and links to each field; nothing typed is lost."""
    page = client.get("/styleguide/form?state=errors").get_data(as_text=True)
    assert "Nothing has been saved yet. What you typed is still here." in page
    assert '<a href="#name">Give the group a name</a>' in page
    assert "autofocus" in page
    assert "Typed before, and kept." in page
    assert "<title>Error: " in page


def test_unknown_choices_fall_back(client: PageClient) -> None:
    """A mistyped address shows the guide as it opens."""
    page = client.get("/styleguide?face=neon&band=9&look=nowhere").get_data(as_text=True)
    assert "face-public band-standard" in page
