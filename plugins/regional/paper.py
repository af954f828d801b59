"""A release on two pages, set by Typst: for a councillor with two minutes and for whoever has no screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from core.api import day, gettext, local_today, papers, reading
from plugins.regional import words
from plugins.regional.charts import short
from plugins.regional.comparison import Compared, Series, Told, quarter_words
from plugins.regional.opened import Opened

TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "brief.typ"
COLOUR: Final = "#1b1a3d"  # of Heard's own pages, which belong to no council
MOST_TOLD: Final = 16  # rows that the first page has room for
MOST_SERIES: Final = 8  # pictures that the second page has room for, beside the rules
LAST: Final = 4  # quarters of each
printable = papers.printable


def brief(here: Opened, found: Compared, digest: str) -> bytes:
    """The two pages as a tagged PDF."""
    return papers.made(TEMPLATE, data(here, found, digest))


def data(here: Opened, found: Compared, digest: str) -> dict[str, Any]:
    """What stands on them."""
    document, today = found.document, local_today()
    shown = [told for told in found.told if told.whole and not told.whole.is_empty]
    title = gettext("%(region)s: %(quarter)s", region=here.region.name, quarter=quarter_words(document.quarter))
    return {
        "title": printable(title),
        "council": printable(gettext("Figures of %(number)s councils together", number=len(document.members))),
        "on": {"year": today.year, "month": today.month, "day": today.day},
        "colour": COLOUR,
        "language": papers.language(reading()[1]),
        "lede": printable(_lede(here, found)),
        "told": [_told(told) for told in shown[:MOST_TOLD]],
        "series": [one for told in shown for one in _series(told)][:MOST_SERIES],
        "rules": [printable(rule) for rule in words.rules(document)],
        "labels": _labels(found, digest, len(found.told) - len(shown), len(shown[MOST_TOLD:])),
    }


def _lede(here: Opened, found: Compared) -> str:
    names = ", ".join(here.names(found.document.members))
    return gettext(
        "What these councils did together: %(names)s. In the order of their names; this is no league table.",
        names=names,
    )


def _told(told: Told) -> dict[str, str]:
    whole = told.whole
    assert whole is not None  # asked by the caller
    numbers = (
        f"{title}: {gettext('kept back') if number is None else format(number, ',')}"
        for title, number in zip(told.parts, whole.numbers, strict=True)
    )
    return {
        "title": printable(words.said(told.one.title)),
        "numbers": printable("; ".join(numbers)),
        "rate": printable(whole.rate.words if whole.rate else gettext("no rate")),
    }


def _series(told: Told) -> Iterator[dict[str, Any]]:
    for one in told.series:
        if not one.is_empty:
            points = [
                {
                    "quarter": short(point.quarter),
                    "share": _share(one, point.value),
                    "words": printable(_words(point.words)),
                }
                for point in one.points[-LAST:]
            ]
            yield {"title": printable(words.said(told.one.title)), "about": printable(one.title), "points": points}


def _share(one: Series, value: float | None) -> float | None:
    return None if value is None else round(min(value / one.top, 1), 3)


def _words(said: str) -> str:
    return said or gettext("kept back")


def _labels(found: Compared, digest: str, silent: int, further: int) -> dict[str, Any]:
    return {
        "figures": gettext("The figures"),
        "heads": [gettext("What"), gettext("Numbers"), gettext("Rate")],
        "more": _more(silent, further),
        "quarters": gettext("Quarter by quarter"),
        "scale": gettext("Each picture has its own scale; rates go from 0 to 100%."),
        "rules": gettext("How these figures are made"),
        "proof": gettext(
            "Release %(number)s, printed on %(day)s. Fingerprint (SHA-256): %(digest)s",
            number=found.document.number,
            day=day(local_today()),
            digest=digest,
        ),
    }


def _more(silent: int, further: int) -> str:
    """What is not on the paper, and why."""
    hidden = gettext("%(number)s more are counted, of which nothing can be shown this quarter.", number=silent)
    left = gettext("%(number)s more stand on the page of this release: there is no room here.", number=further)
    return " ".join(said for said, many in ((hidden, silent), (left, further)) if many)
