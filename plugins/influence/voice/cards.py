"""Cards on paper, A5: to write or draw on where there is no phone, typed in later. One for each way of reading."""

from pathlib import Path
from typing import Any, Final

from core.api import Authority, gettext, papers, reading

TEMPLATE: Final = Path(__file__).resolve().parent.parent / "typst" / "voice_card.typ"
SIZES: Final = {"standard": 10.5, "young": 12, "easy": 13}  # points


def card_pdf(authority: Authority, band: str, group: str = "") -> bytes:
    """The card for one way of reading, in the reader's language, as the bytes of a PDF of one page.

    An unknown `band` is standard; `group` is a name that may stand on it.
    """
    band = band if band in SIZES else "standard"
    own: dict[str, Any] = {name: papers.printable(text) for name, text in _words(band == "easy").items()}
    return papers.made(
        TEMPLATE,
        own
        | {
            "readers": [papers.printable(one) for one in _readers(band == "easy")],
            "council": papers.printable(authority.name),
            "group": papers.printable(group),
            "colour": papers.colour(authority.file.look.colour),
            "language": papers.language(reading()[1]),
            "size": SIZES[band],
        },
    )


def _words(easy: bool) -> dict[str, str]:
    if easy:
        return {
            "title": gettext("I want to say"),
            "lead": gettext("Write it here. Or draw it."),
            "who": gettext("Who may read it? Tick one."),
            "later": gettext("Do you want to hear more? Write your name. You do not have to."),
            "wrong": gettext("Is something wrong? Do not write it here. Tell an adult now."),
        }
    return {
        "title": gettext("What I want to say"),
        "lead": gettext("Write or draw it here, in your own way. Please name nobody else."),
        "who": gettext("Who may read it? Tick one."),
        "later": gettext("Do you want to hear what comes of it? Then write how we find you. You do not have to."),
        "wrong": gettext(
            "Is something wrong, or is somebody in danger? Do not write it here. Tell an adult you trust now."
        ),
    }


def _readers(easy: bool) -> tuple[str, ...]:
    if easy:
        return (
            gettext("My worker"),
            gettext("The team"),
            gettext("People who decide"),
            gettext("Everybody. They do not see my name."),
        )
    return (
        gettext("The worker who gave me this card"),
        gettext("The team: people whose job is to listen"),
        gettext("Also the people who decide"),
        gettext("Everybody, without my name"),
    )
