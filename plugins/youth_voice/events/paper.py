"""The papers of an event as a tagged PDF (PDF/UA-1), set by Typst; everything typed goes in as plain strings."""

from pathlib import Path
from typing import Any, Final

from core.api import Authority, day, gettext, papers
from plugins.youth_voice.events.pack import Pack, Part

TEMPLATE: Final = Path(__file__).resolve().parents[1] / "typst" / "pack.typ"


def pack_pdf(authority: Authority, pack: Pack) -> bytes:
    """The bytes of the PDF."""
    event, council = pack.read.event, authority.file
    data: dict[str, Any] = {
        "title": papers.printable(event.title) or gettext("Annual general meeting"),
        "council": papers.printable(council.name),
        "on": {"year": event.on_date.year, "month": event.on_date.month, "day": event.on_date.day},
        "colour": papers.colour(council.look.colour),
        "language": papers.language(council.languages[0]),
        "facts": _facts(pack),
        "words": papers.paragraphs(pack.words),
        "parts": [_part(part) for part in pack.parts],
        "labels": {"words": gettext("In our own words")},
    }
    return papers.made(TEMPLATE, data)


def _facts(pack: Pack) -> list[dict[str, str]]:
    event = pack.read.event
    said = [
        (gettext("Group"), pack.read.group),
        (gettext("When"), day(event.on_date, "full")),
        (gettext("Where"), event.place),
        (gettext("The year"), f"{day(pack.since)} – {day(event.on_date)}"),
    ]
    return [{"label": label, "words": papers.printable(words)} for label, words in said if words]


def _part(part: Part) -> dict[str, Any]:
    lines = [{"what": papers.printable(what), "words": papers.printable(words)} for what, words in part.lines]
    return {"title": papers.printable(part.title), "lines": lines}
