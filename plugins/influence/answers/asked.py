"""One question as whoever must answer it reads it: the words, what was said, honest limits, the clock.

The same for somebody who is signed in and for a link from a mail, but that a link names nobody: a mail is passed on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Person, consent, day, db, local_today
from plugins.influence import rules
from plugins.influence.models import Ask, AskView, Owner, View
from plugins.influence.vocabulary import GIVEN_AS, MAY_BE_SHOWN_TO_OWNERS

MOST_QUOTES: Final = 12
SOMEBODY: Final = "Somebody who asked"
GROUP: Final = "A group"
NO: Final = frozenset({"refused", "withdrawn", "unsettled"})


class Quote(NamedTuple):
    """What somebody said, in their words, and how they are called."""

    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for its owner's eyes. `clock` is by when it must be answered, in words; `late` after that day."""

    ask: Ask
    group: str
    quotes: tuple[Quote, ...]
    more: int
    clock: str
    late: bool


def read(owner: Owner, ask: Ask, *, names: bool) -> Asked:
    """What `owner` may read of `ask` at this moment; `names`: somebody signed in, who may read agreed names."""
    said = quotes(ask, names=names)
    late = rules.is_late(owner.state, owner.due_on, local_today())
    group = ask.group.name if ask.group and (names or _is_open(ask)) else ""
    words = clock_words(owner.state, owner.due_on, local_today())
    return Asked(ask, group, tuple(said[:MOST_QUOTES]), max(0, len(said) - MOST_QUOTES), words, late)


def clock_words(state: str, due_on: date | None, today: date) -> str:
    """By when an answer is due and how far away that is: "Answer by 3 May 2027, in 5 days"."""
    if state != "waiting" or due_on is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return f"Answer today, {day(due_on)}"
    number = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return f"Answer by {day(due_on)}, in {number}" if days > 0 else f"Was due on {day(due_on)}, {number} ago"


def quotes(ask: Ask, *, names: bool) -> list[Quote]:
    """The words that those who decide may read, the oldest first; a name only where its person agrees now."""
    rows = db.session.execute(_views(ask)).all()
    refused = said_no(row.person_id for row in rows if row.person_id)
    rows = [row for row in rows if row.person_id not in refused]
    named = _named(row.person_id for row in rows if row.person_id) if names and _is_open(ask) else {}
    return [Quote(_words(row), _who(row, ask, named)) for row in rows]


def _views(ask: Ask) -> Any:
    return (
        db.select(View.words, View.given_as, View.voice, View.person_id, View.group_id)
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .where(
            AskView.ask_id == ask.id,
            AskView.taken_back_at.is_(None),
            View.taken_back_at.is_(None),
            View.permission.in_(sorted(MAY_BE_SHOWN_TO_OWNERS)),
        )
        .order_by(View.said_on, View.id)
    )


def said_no(people: Iterable[UUID]) -> frozenset[UUID]:
    """Those who were asked about sharing what they say without their name and do not agree to it now."""
    standings = consent.standings(people, "core.share")
    return frozenset(one for one, found in standings.items() if _is_a_no(found))


def _is_a_no(found: consent.Standing) -> bool:
    return found.state in NO or (found.state == "given" and not found.allows("anonymous"))


def _named(people: Iterable[UUID]) -> dict[UUID, str]:
    agreed = consent.agreed(people, "core.named")
    query = db.select(Person.id, Person.name).where(Person.id.in_(agreed))
    return {row.id: row.name for row in db.session.execute(query)} if agreed else {}


def _is_open(ask: Ask) -> bool:
    """Being named as one of a group whose members are private would say that somebody is in it."""
    return ask.group is None or not ask.group.members_hidden


def _words(row: Any) -> str:
    return row.words or GIVEN_AS[row.given_as]


def _who(row: Any, ask: Ask, named: dict[UUID, str]) -> str:
    if row.person_id in named:
        return named[row.person_id]
    if row.voice != "group":
        return SOMEBODY
    return ask.group.name if ask.group and row.group_id == ask.group.id and _is_open(ask) else GROUP
