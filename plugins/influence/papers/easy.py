"""An ask in Easy Read: one idea on each line, short sentences, hard words left out, what a person cleared for it.

Source: Department of Health, "Making written information easier to understand", 2010: one idea a line, no sentence of
more than 15 words, large letters, much room. Pictures are the council's to add: none are invented here.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.api import day, gettext
from plugins.influence.papers.gathering import Sheet

SENTENCE_ENDS = ".!?\u06d4\u061f"


class Part(NamedTuple):
    """A heading and its lines."""

    title: str
    lines: Sequence[str]


def parts(sheet: Sheet) -> list[Part]:
    """What stands on the page, in order; a part without lines is left out."""
    found = [
        Part(gettext("The question"), lines(sheet.easy or sheet.words or sheet.title)),
        *(Part(reply.who, [reply.outcome, *lines(reply.easy or reply.words)]) for reply in sheet.replies),
        Part(gettext("What happens now"), [*_next(sheet)]),
        Part(gettext("Did it happen?"), lines(sheet.young)),
    ]
    return [part for part in found if part.lines]


def lines(text: str) -> list[str]:
    """One sentence on each line."""
    found: list[str] = []
    for line in text.splitlines():
        found += _sentences(line.strip())
    return found


def _sentences(line: str) -> list[str]:
    begin, found = 0, []
    for place, letter in enumerate(line):
        if letter in SENTENCE_ENDS and line[place + 1 : place + 2].isspace():
            found.append(line[begin : place + 1].strip())
            begin = place + 1
    return [part for part in [*found, line[begin:].strip()] if part]


def _next(sheet: Sheet) -> list[str]:
    found: list[str] = []
    for pledge in sheet.pledges:
        found += [f"{pledge.what}", gettext("When: %(day)s.", day=day(pledge.due_on)), f"{pledge.state}."]
    if not sheet.replies and sheet.due_on is not None:
        return [gettext("They must answer by %(day)s.", day=day(sheet.due_on))]
    return found
