"""Clearing a quote: somebody looks the copy through that everybody would read; then it may be shown."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from core.api import Person, db, disclosure, utcnow
from plugins.evidence.here import note
from plugins.evidence.models import Quote
from plugins.evidence.quotes import shown
from plugins.evidence.stories.shown import agreements

UNLOOKED: Final = "%s not looked at yet. Each is marked: change it, or tick that nobody can be told from it."
NO_BASIS: Final = "Nobody knows whether they agree: say who they are, or where their agreement is kept."
TAKEN_BACK: Final = "The words were taken back. They are not shown again."


class ClearRefused(Exception):
    """A quote that cannot be cleared; the message is for whoever tried. Nothing was changed."""


def look(quote: Quote, words: str, ticks: Collection[str] = ()) -> list[disclosure.Looked]:
    """The copy under the eye, and the name that stands beside it."""
    texts = {"quote": words, "pseudonym": quote.pseudonym}
    return list(disclosure.looked_at({name: text for name, text in texts.items() if text}, ticks).values())


def clear(quote: Quote, words: str, ticks: Collection[str]) -> None:
    """Let these words be shown wherever the quote is used; flushes. Raises ClearRefused with what to change."""
    if quote.taken_back_at is not None:
        raise ClearRefused(TAKEN_BACK)
    if reason := why_not(quote, words):
        raise ClearRefused(reason)
    if number := sum(one.unlooked for one in look(quote, words, ticks)):
        raise ClearRefused(UNLOOKED % ("One thing was" if number == 1 else f"{number} things were"))
    quote.public_words, quote.cleared_at = words, utcnow()
    db.session.flush()
    note("quote_cleared", quote)


def why_not(quote: Quote, words: str) -> str:
    """Why these words may not be shown now, whatever is ticked; "" where they may."""
    if quote.person_id is None:
        return "" if quote.agreed_how else NO_BASIS
    row: Any = db.session.execute(db.select(Person.name, Person.known_as).where(Person.id == quote.person_id)).one()
    shares, named = agreements([quote.person_id])
    return shown.why_not(_Row(quote.person_id, row.name, row.known_as or "", words, quote.pseudonym), shares, named)


class _Row:
    """A quote with words that are only proposed, as the rule of reading takes it."""

    def __init__(self, person_id: UUID, name: str, known_as: str, words: str, pseudonym: str) -> None:
        self.person_id, self.name, self.known_as = person_id, name, known_as
        self.public_words, self.pseudonym = words, pseudonym
