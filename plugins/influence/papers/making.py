"""Posters, pictures to share and papers of public asks, set by Typst: our own fonts, nothing fetched, no tracker.

Everything cleared goes in as data and is shown as plain strings.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import segno
from markupsafe import Markup

from core.api import Authority, day, gettext, local_today, papers
from plugins.influence.papers.gathering import Reply, Sheet

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "typst"
SIZES: Final = ("a4", "a3")
CARD: Final = (1200, 630)  # pixels
LONG_FOR_A_CARD: Final = 3  # answers; more would be too small to read
printable, paragraphs = papers.printable, papers.paragraphs


def poster(authority: Authority, sheet: Sheet, address: str, size: str = "a4") -> bytes:
    """A poster as a tagged PDF: what was said, what was answered, and a code that opens `address`."""
    own: dict[str, Any] = {
        "size": size,
        "heading": gettext("You said, we did"),
        "by": printable(sheet.by),
        "address": address,
        "did": [_part(reply) | {"promises": []} for reply in sheet.replies] or [_nothing(sheet)],
    }
    if sheet.pledges and sheet.replies:
        own["did"][-1]["promises"] = [printable(pledge.line) for pledge in sheet.pledges]
    return papers.made(TEMPLATES / "poster.typ", _head(authority, sheet.title) | _said(sheet) | own, _code(address))


def card(authority: Authority, sheet: Sheet) -> bytes:
    """A picture to share, as PNG."""
    did = [_part(reply) for reply in sheet.replies[:LONG_FOR_A_CARD]] or [_nothing(sheet)]
    own = {"did": did}
    return papers.picture(TEMPLATES / "card.typ", _head(authority, sheet.title) | _said(sheet) | own)


def card_words(sheet: Sheet) -> str:
    """What the picture says, for whoever does not see it."""
    did = " ".join(_in_words(reply) for reply in sheet.replies[:LONG_FOR_A_CARD]) or _waiting(sheet)
    words = gettext("You said: %(said)s", said=sheet.title) + f" {did_words(sheet.was_done)}: {did}"
    return " ".join(part for part in (words, sheet.young) if part)


def code_picture(address: str) -> Markup:
    """A code for a phone to put into a page."""
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=4, border=2, svgclass=None, lineclass=None))


def paper(
    authority: Authority, sheets: Sequence[tuple[Sheet, str]], quotes: Mapping[int, Sequence[str]], title: str
) -> bytes:
    """All these asks on one paper, as a tagged PDF; each comes with its address, `quotes` by its number."""
    asks = [_entry(sheet, address, quotes.get(sheet.number, ())) for sheet, address in sheets]
    return papers.made(TEMPLATES / "you_said.typ", _head(authority, title) | {"asks": asks})


def _in_words(reply: Reply) -> str:
    why = f" {gettext('Why:')} {reply.reason}" if reply.reason else ""
    return f"{reply.who}: {reply.outcome}. {reply.words}{why}"


def _entry(sheet: Sheet, address: str, quotes: Sequence[str]) -> dict[str, Any]:
    facts = [sheet.by, gettext("Question %(number)s", number=sheet.number), sheet.status]
    return {
        "title": printable(sheet.title),
        "facts": printable(" · ".join(facts)),
        "said": paragraphs(sheet.words or sheet.title),
        "quotes": [paragraphs(words) for words in quotes],
        "did_words": did_words(sheet.was_done),
        "did": [_part(reply) for reply in sheet.replies] or [_nothing(sheet)],
        "promises": [printable(pledge.line) for pledge in sheet.pledges],
        "young": printable(sheet.young),
        "address": address,
    }


def _said(sheet: Sheet) -> dict[str, Any]:
    return {"said": printable(sheet.title), "young": printable(sheet.young), "labels": _labels(sheet.was_done)}


def _part(reply: Reply) -> dict[str, Any]:
    return {
        "who": printable(reply.who),
        "outcome": printable(reply.outcome),
        "words": paragraphs(reply.words),
        "reason": paragraphs(reply.reason),
    }


def _nothing(sheet: Sheet) -> dict[str, Any]:
    """What stands where nobody has answered in public yet."""
    who = gettext("Those who must answer")
    return {"who": who, "outcome": printable(_waiting(sheet)), "words": [], "reason": [], "promises": []}


def _waiting(sheet: Sheet) -> str:
    if sheet.late and sheet.due_on is not None:
        return gettext("The answer was due on %(day)s", day=day(sheet.due_on))
    if sheet.due_on is not None:
        return gettext("Answer due by %(day)s", day=day(sheet.due_on))
    return gettext("No answer can be read yet.")


def _head(authority: Authority, title: str) -> dict[str, Any]:
    today, council = local_today(), authority.file
    return {
        "title": printable(title) or gettext("You said, we did"),
        "council": printable(council.name),
        "on": {"year": today.year, "month": today.month, "day": today.day},
        "colour": papers.colour(council.look.colour),
        "language": papers.language(council.languages[0]),
        "labels": _labels(),
    }


def _labels(was_done: bool = True) -> dict[str, str]:
    return {
        "title": gettext("You said, we did"),
        "said": gettext("You said"),
        "did": did_words(was_done),
        "why": gettext("Why:"),
        "promised": gettext("What was promised"),
        "more": gettext("Read everything, and say whether it really happened:"),
        "made": gettext("Made on %(day)s", day=day(local_today())),
        "code": gettext("A code for a phone: it opens the page with the whole story."),
    }


def did_words(was_done: bool) -> str:
    """The heading over answers: nobody says that something was done where all say that they cannot."""
    return gettext("We did") if was_done else gettext("The answer")


def _code(address: str) -> dict[str, bytes]:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=4)
    return {"code.svg": out.getvalue()}
