"""Minutes as a tagged PDF (PDF/UA-1), in full and in Easy Read, set by Typst from the templates in `typst/`.

Everything typed goes in as data and is shown as plain strings, so that no letter of it can be markup or reach a file.
Nothing is fetched, and the fonts are our own, so that the same minutes give the same paper everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from core.api import gettext, papers

TEMPLATES: Final = Path(__file__).resolve().parent / "typst"
printable, paragraphs = papers.printable, papers.paragraphs


@dataclass(frozen=True)
class Action:
    """Something to do: what, who does it, and by when in words ("" if nobody said)."""

    what: str
    who: str = ""
    by_when: str = ""


@dataclass(frozen=True)
class Saying:
    """What a young person said, word for word; `by` is how they want it signed, "" for nobody's name."""

    words: str
    by: str = ""


@dataclass(frozen=True)
class Note:
    """The adult's notes on one point of the agenda."""

    item: str
    text: str


@dataclass(frozen=True)
class Minutes:
    """What the minutes of one meeting say. All texts are plain and as typed; line breaks are kept.

    `when` is day and time in words; `came` pairs who with how many, never names; `colour` is #rrggbb; `language` is the
    code of the language that the words are in; `explained` pairs hard words with what they mean.
    """

    title: str
    group: str
    council: str
    on: date
    when: str
    place: str = ""
    came: Sequence[tuple[str, int | str]] = ()
    summary: str = ""
    decisions: Sequence[str] = ()
    actions: Sequence[Action] = ()
    sayings: Sequence[Saying] = ()
    notes: Sequence[Note] = ()
    easy_lines: Sequence[str] = ()
    explained: Sequence[tuple[str, str]] = ()
    colour: str = papers.INK
    language: str = "en"


def minutes_pdf(minutes: Minutes) -> bytes:
    """The minutes in full, as the bytes of a PDF."""
    said = [{"words": paragraphs(one.words), "by": printable(one.by)} for one in minutes.sayings if one.words.strip()]
    own = {
        "facts": [{"label": label, "words": words} for label, words in _facts(minutes) if words.strip()],
        "summary": paragraphs(minutes.summary),
        "decisions": [printable(one) for one in minutes.decisions if one.strip()],
        "actions": [_row(one) for one in minutes.actions if one.what.strip()],
        "sayings": said,
        "notes": [{"item": printable(note.item), "text": paragraphs(note.text)} for note in minutes.notes],
        "labels": _labels(),
    }
    return papers.made(TEMPLATES / "minutes.typ", _head(minutes, minutes.title) | own)


def easy_read_pdf(minutes: Minutes) -> bytes:
    """The Easy Read lines, one idea to a line, as the bytes of a PDF."""
    title = gettext("%(title)s: Easy Read", title=minutes.title)
    own = {
        "facts": [{"words": words} for label, words in _facts(minutes) if words.strip()],
        "easy": [printable(line) for line in minutes.easy_lines if line.strip()],
        "words": [{"label": printable(word), "words": printable(means)} for word, means in minutes.explained],
        "labels": {"words": gettext("Hard words")},
    }
    return papers.made(TEMPLATES / "easy_read.typ", _head(minutes, title) | own)


def _row(action: Action) -> list[str]:
    return [printable(action.what), printable(action.who), printable(action.by_when)]


def _facts(minutes: Minutes) -> list[tuple[str, str]]:
    came = ", ".join(f"{who}: {number}" for who, number in minutes.came)
    return [
        (gettext("Group"), printable(minutes.group)),
        (gettext("When"), printable(minutes.when)),
        (gettext("Where"), printable(minutes.place)),
        (gettext("Who came"), printable(came)),
    ]


def _head(minutes: Minutes, title: str) -> dict[str, Any]:
    return {
        "title": printable(title) or gettext("Minutes"),
        "council": printable(minutes.council),
        "on": {"year": minutes.on.year, "month": minutes.on.month, "day": minutes.on.day},
        "colour": papers.colour(minutes.colour),
        "language": papers.language(minutes.language),
    }


def _labels() -> dict[str, Any]:
    return {
        "summary": gettext("In short"),
        "decisions": gettext("What we decided"),
        "actions": gettext("What happens next"),
        "columns": [gettext("What"), gettext("Who"), gettext("By when")],
        "sayings": gettext("What young people said"),
        "notes": gettext("Notes"),
    }
