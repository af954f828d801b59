"""A report as a tagged PDF, set by Typst from what may be shown at this moment; our own fonts, nothing fetched."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from core.api import Authority, day, gettext, local_today, ngettext, papers
from plugins.evidence.models import Report
from plugins.evidence.reports.shown import Read

TEMPLATE: Final = Path(__file__).resolve().parents[1] / "typst" / "report.typ"
printable, paragraphs = papers.printable, papers.paragraphs


def report(
    authority: Authority, row: Report, sections: Sequence[Read], signatures: Sequence[tuple[str, date]]
) -> bytes:
    """The report with its sections as they were read just now."""
    data = _head(authority, row.title) | {
        "days": days(row),
        "sections": [_section(one) for one in sections],
        "signed": [printable(signed(words, on)) for words, on in signatures],
    }
    return papers.made(TEMPLATE, data)


def days(row: Report) -> str:
    """The days that a report is of, in words."""
    return gettext("%(start)s to %(end)s", start=day(row.starts_on), end=day(row.ends_on))


def gone_words(number: int) -> str:
    """What stands where something is no longer shown."""
    return ngettext(
        "%(number)s thing that stood here is not shown any more: somebody took their agreement back, or it was taken "
        "down.",
        "%(number)s things that stood here are not shown any more: somebody took their agreement back, or they were "
        "taken down.",
        number,
        number=number,
    )


def signed(words: str, on: date) -> str:
    """One signature in a line."""
    return gettext("%(who)s, %(day)s", who=words, day=day(on))


def _section(one: Read) -> dict[str, Any]:
    return {
        "title": printable(one.title),
        "words": paragraphs(one.words),
        "figures": [
            [printable(each.title), printable(each.words or gettext("too few to show"))] for each in one.figures
        ],
        "lines": [printable(link.title) for link in one.lines],
        "quotes": [{"words": paragraphs(each.words), "who": printable(each.who)} for each in one.quotes],
        "pictures": [_picture(words, content) for words, content in _contents(one)],
        "gone": printable(gone_words(one.gone)) if one.gone else "",
    }


def _contents(one: Read) -> list[tuple[str, bytes]]:
    found = [(each.words, each.content()) for each in one.pictures]
    return [(words, content) for words, content in found if content is not None]


def _picture(words: str, content: bytes) -> list[Any]:
    """The bytes as numbers: Typst is given its other files as text only."""
    return [list(content), printable(words) or gettext("A picture without a description")]


def _head(authority: Authority, title: str) -> dict[str, Any]:
    today, council = local_today(), authority.file
    return {
        "title": printable(title),
        "council": printable(council.name),
        "on": {"year": today.year, "month": today.month, "day": today.day},
        "colour": papers.colour(council.look.colour),
        "language": papers.language(council.languages[0]),
        "labels": {
            "figures": gettext("In numbers"),
            "lines": gettext("Read more about"),
            "signed": gettext("Signed off by"),
            "made": gettext("Made on %(day)s from what may be shown on that day.", day=day(today)),
            "small": gettext("Numbers of people are rounded, and small ones are kept back so that nobody can be told."),
        },
    }
