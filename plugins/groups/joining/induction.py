"""What a new member learns and agrees to: the group's induction line by line, and its code of conduct (W9, W53).

Nobody is kept from anything because a line is open.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from core.api import db, local_today
from plugins.groups.here import note
from plugins.groups.models import Group, Membership


class Step(NamedTuple):
    """One line of the induction, and the day on which it was done; None while it is open."""

    words: str
    on: date | None


def lines(group: Group, held: Membership) -> list[Step]:
    """The group's induction as it stands for this member, in the group's order."""
    done = held.induction or {}
    return [Step(words, _day(done.get(words))) for words in group.induction or []]


def tick(group: Group, held: Membership, done: set[str], on: date) -> None:
    """Let exactly these lines be done: new ones on the day `on`, those done before keep theirs."""
    before = held.induction or {}
    now = {words: before.get(words, on.isoformat()) for words in group.induction or [] if words in done}
    former = {words: day for words, day in before.items() if words not in (group.induction or [])}
    held.induction = former | now
    note("member_induction", held, done=len(now))


def agree(group: Group, held: Membership) -> bool:
    """Keep that the member agreed today; False where there is nothing to agree to, or they had agreed."""
    if not group.code_of_conduct or held.code_agreed_on is not None:
        return False
    held.code_agreed_on = local_today()
    note("member_agreed", held)
    return True


def reword_code(group: Group, words: str) -> dict[UUID, date]:
    """Give the group these words as its code of conduct; everybody is asked anew.

    Returns who had agreed to the words before, and when, so that whoever keeps the wordings can keep it.
    """
    query = db.select(Membership).where(Membership.group_id == group.id, Membership.code_agreed_on.is_not(None))
    agreed: dict[UUID, date] = {}
    for held in db.session.scalars(query):
        if held.code_agreed_on is not None:
            agreed[held.person_id] = held.code_agreed_on
        held.code_agreed_on = None
    group.code_of_conduct = words
    note("code_reworded", group, asked_anew=len(agreed))
    return agreed


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
