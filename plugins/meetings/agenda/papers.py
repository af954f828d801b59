"""Papers to read before a meeting, in the words of each reading band; a band without its own takes the nearest.

What is missing is said to staff, and to a reader who asked for it. Nobody's words are made easier by a machine: the
author sees what a careful reader would remark on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from core.api import Authority, db, gettext, gettext_noop
from plugins.meetings import easy_read
from plugins.meetings.easy_read import Remark
from plugins.meetings.glossary import glossary
from plugins.meetings.here import or_not_here
from plugins.meetings.models import Meeting, Paper

BANDS: Final = {
    "standard": gettext_noop("Standard"),
    "young": gettext_noop("Younger"),
    "easy": gettext_noop("Easy Read"),
}
FALL_BACK: Final = {  # which words are read where a band has none
    "standard": ("standard", "young", "easy"),
    "young": ("young", "easy", "standard"),
    "easy": ("easy", "young", "standard"),
}
MISSING: Final = {
    "standard": "There is no standard version yet.",
    "young": "There is no version for younger readers yet.",
    "easy": "There is no Easy Read version yet.",
}
INSTEAD: Final = {  # to a reader who asked for this band
    "standard": gettext_noop("There is only a shorter version of this paper."),
    "young": gettext_noop("This paper is not there in easier words yet. You can ask somebody to read it with you."),
    "easy": gettext_noop("This paper is not in Easy Read yet. You can ask somebody to read it with you."),
}
TEXTS: Final = ("title", "standard", "young", "easy", "link", "item_id")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Shown:
    """A paper in one band: the band that was asked for, the one whose words these are, and its paragraphs."""

    asked: str
    band: str
    paragraphs: list[list[str]]

    @property
    def instead(self) -> str:
        """What to tell a reader whose band is missing; "" where it is there."""
        return gettext(INSTEAD[self.asked]) if self.band != self.asked else ""


def of(meeting: Meeting) -> list[Paper]:
    """The papers of a meeting, by title."""
    query = db.select(Paper).where(Paper.meeting_id == meeting.id).order_by(Paper.title, Paper.id)
    return list(db.session.scalars(query))


def paper_of(meeting: Meeting, id: UUID) -> Paper:
    """One paper of this meeting, else the neutral 404."""
    query = db.select(Paper).where(Paper.id == id, Paper.meeting_id == meeting.id)
    found: Paper | None = db.session.scalars(query).one_or_none()
    return or_not_here(found)


def shown(paper: Paper, asked: str) -> Shown:
    """The paper in the band `asked`, or in the one that stands in for it."""
    band = next((one for one in FALL_BACK[asked] if getattr(paper, one)), asked)
    return Shown(asked, band, paragraphs(getattr(paper, band)))


def there(paper: Paper, offered: Sequence[str]) -> list[str]:
    """The bands in which the paper has words, of those that the council offers."""
    return [band for band in BANDS if band in offered and getattr(paper, band)]


def missing(paper: Paper, offered: Sequence[str]) -> list[str]:
    """What staff still have to write, a sentence for each band that the council offers."""
    return [MISSING[band] for band in BANDS if band in offered and not getattr(paper, band)]


def remarks(paper: Paper, authority: Authority) -> list[Remark]:
    """What could be easier in the Easy Read words, line by line; `line` counts from 0."""
    return easy_read.check(paper.easy.splitlines(), glossary(authority)) if paper.easy else []


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, parted by blank lines, each as its lines."""
    parts = _BLANK_LINE.split(text.replace("\r\n", "\n").strip())
    return [[line.strip() for line in part.split("\n")] for part in parts if part.strip()]


def host(link: str) -> str:
    """The site that a link leads to, so that a reader knows before they go."""
    return urlsplit(link).hostname or ""


def is_safe(link: str) -> bool:
    """True for a whole https address without spaces, and without a name before the site that hides where it leads."""
    try:
        parts = urlsplit(link)
        return parts.scheme == "https" and bool(parts.hostname) and parts.username is None and not _spaced(link)
    except ValueError:
        return False


def mark(paper: Any) -> str:
    """A mark of what the paper says now: a form that carries another one was filled in over older words."""
    words = "\0".join(str(getattr(paper, name) or "") for name in TEXTS)
    return sha256(words.encode()).hexdigest()[:32]


def _spaced(link: str) -> bool:
    return any(letter.isspace() or not letter.isprintable() for letter in link)
