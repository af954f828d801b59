"""How somebody wishes to hear: their agreement goes into the ledger, how often and where into a small table."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core import audit
from core.consent import ledger, standing
from core.consent.ledger import LedgerRefused, Said
from core.db import db, utcnow
from core.hooks.values import Ref
from core.notify.models import MessageChoice
from core.notify.readers import CONTACT
from core.notify.rules import CHANNELS
from core.notify.sending import hold_person


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody chose on the page: `wish` here, email or text; `pace` at_once, daily or weekly."""

    wish: str
    pace: str
    language: str = ""
    tasks: bool = False


def choice_of(person_id: UUID) -> MessageChoice:
    """The choice of this person; one that says nothing yet, not stored, where they never chose."""
    found: MessageChoice | None = db.session.scalar(select(MessageChoice).where(MessageChoice.person_id == person_id))
    return found or MessageChoice(person_id=person_id, wish="", pace="at_once", language="", tasks=False)


def choose(person_id: UUID, wanted: Wanted, band: str, by: UUID | None, *, is_staff: bool = False) -> bool:
    """Write the choice down; True when messages will go out in that way, or none are wished. The caller commits.

    False where their own yes is not enough at their age. Raises LedgerRefused, and then nothing was changed. What staff
    are told for their work needs no agreement, so theirs is kept where nobody can be asked, too.
    """
    try:
        _answer(person_id, frozenset({wanted.wish} & set(CHANNELS)), band, by)
    except LedgerRefused:
        if not is_staff:
            raise
    _store(person_id, wanted)
    audit.record("messages.chosen", Ref("core", "person", person_id), detail={"way": wanted.wish}, by=by)
    return is_staff or wanted.wish == "here" or standing(person_id, CONTACT).allows(wanted.wish)


def stop(person_id: UUID, channel: str) -> None:
    """Stop one way, on the word of whoever holds a letter of ours; says nothing of whether anybody is known here."""
    if not hold_person(person_id):
        return
    found = choice_of(person_id)
    if found.wish in ("", channel):
        pace, language, tasks = found.pace, found.language, found.tasks
        _store(person_id, Wanted("here", pace, language, tasks))
    with suppress(LedgerRefused):  # nothing can be agreed to here; what needs no agreement is stopped above
        _answer(person_id, _now_agreed(person_id) - {channel}, "", None, how="link")
    audit.record("messages.stopped", Ref("core", "person", person_id), detail={"way": channel})


def _answer(person_id: UUID, ways: frozenset[str], band: str, by: UUID | None, how: str = "screen") -> None:
    """Their own word on e-mail and texts; what they said about letters and calls stays as it was."""
    before = standing(person_id, CONTACT)
    if ways == _now_agreed(person_id) and (ways or before.state in ("not_asked", "refused", "withdrawn")):
        return
    options = sorted((before.options - set(CHANNELS)) | ways)
    ledger.answer(person_id, CONTACT, Said(yes=bool(options), options=options, how=how, band=band, by_user_id=by))


def _now_agreed(person_id: UUID) -> frozenset[str]:
    found = standing(person_id, CONTACT)
    return frozenset(one for one in CHANNELS if found.allows(one))


def _store(person_id: UUID, wanted: Wanted) -> None:
    row = choice_of(person_id)
    row.wish, row.pace, row.language, row.tasks = wanted.wish, wanted.pace, wanted.language, wanted.tasks
    row.chosen_at = utcnow()
    db.session.add(row)
    db.session.flush()
