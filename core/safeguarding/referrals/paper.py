"""The papers of a case: one PDF for a referral or a bundle, made from the same plain values as its data file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.clock import local_today
from core.safeguarding.referrals.contents import Part
from core.web import papers
from core.web.languages import moment
from core.web.request import required_authority

TEMPLATE: Final = Path(__file__).resolve().parent / "case.typ"
SECRET: Final = "Confidential: about the safety of a child. For whoever it is addressed to and nobody else."
MOST: Final = 30_000  # characters of one text; a longer one stands whole in the data file
CUT: Final = "[The rest of this text stands in the data file that belongs to this paper.]"


def paper(
    title: str,
    head: Iterable[tuple[str, str]],
    people: Iterable[tuple[str, str]],
    parts: Sequence[Part],
    hashes: Mapping[int, str] | None = None,
) -> bytes:
    """The PDF; `hashes` are those of the entries, by number, where the chain is shown."""
    council, today = required_authority(), local_today()
    data = {
        "title": title,
        "council": papers.printable(council.name),
        "on": {"year": today.year, "month": today.month, "day": today.day},
        "colour": papers.colour(council.file.look.colour),
        "language": "en",
        "secret": SECRET,
        "head": _rows(head),
        "people": _rows(people),
        "labels": {"people": "Whom it names", "entries": "What was written", "hash": "Hash of this entry:"},
        "parts": [_part(one, (hashes or {}).get(one.seq, "")) for one in parts],
    }
    return papers.made(TEMPLATE, data)


def _part(one: Part, hashed: str) -> dict[str, Any]:
    happened = f"; happened {moment(one.occurred_at)}" if one.occurred_at else ""
    return {
        "title": f"{one.seq}. {papers.printable(one.title)}",
        "when": papers.printable(f"{moment(one.recorded_at)}, {one.who}{happened}"),
        "words": _long(one.words),
        "facts": _rows(one.facts),
        "hash": hashed,
    }


def _long(text: str) -> list[list[str]]:
    shown = papers.paragraphs(text[:MOST])
    return [*shown, [CUT]] if len(text) > MOST else shown


def _rows(rows: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[papers.printable(name), papers.printable(value[:MOST])] for name, value in rows if value]
