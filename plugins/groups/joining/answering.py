"""What somebody says of their own way into a group, and what staff answer them.

Every step is one move of `states.MOVES`; a step that may not be made raises states.Refused and changes nothing.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.exc import IntegrityError

from core.api import Person, db, local_today, notify, utcnow
from plugins.groups import membership
from plugins.groups.here import note
from plugins.groups.joining import making, states
from plugins.groups.models import Group, Joining, Membership

SAYS = {"yes": "say_yes", "no": "say_no", "later": "wait", "withdraw": "withdraw"}
"""What a button of their own page sends, and the move that it is."""


@dataclass(frozen=True)
class Answer:
    """What staff answer: `welcome` or `not_this_time`, in kind words, perhaps with another group to look at."""

    move: str
    words: str
    suggested_group_id: UUID | None = None


def say(row: Joining, group: Group, says: str) -> None:
    """Take down the person's own answer; they may change it as long as nobody has put them in."""
    if group.status == "ended":
        raise states.Refused(making.ended(group))
    row.state = states.moved(_stands(row), SAYS[says], row.name, making.last_moved(row))
    row.said_at = utcnow()
    if row.state == "withdrawn":  # what was written to ask is of no use any more
        row.contact = row.message = row.access_needs = ""
    note(f"joining_{row.state}", row, group=str(group.id))


def reply(row: Joining, group: Group, said: Answer) -> None:
    """Answer somebody who asked to come; it shows at once under their code and on their home page."""
    row.state = states.moved(_stands(row), said.move, row.name, making.last_moved(row))
    row.answer, row.suggested_group_id = said.words, said.suggested_group_id
    row.answered_at = utcnow()
    row.told_on, row.told_how = None, ""
    row.code_until = utcnow() + making.CODE_GOOD_FOR if row.code_hash else None
    if row.person_id is not None:
        stamp = f"{row.answered_at:%Y%m%d%H%M%S}"
        notify.tell((row.person_id,), "groups.answered", url_for("web.home"), key=f"groups.answered:{row.id}:{stamp}")
    note(f"joining_{row.state}", row, group=str(group.id))


def told(row: Joining, how: str) -> None:
    """Keep that somebody told them the answer."""
    row.told_on, row.told_how = local_today(), how
    note("joining_told", row, how=how)


def take_back(row: Joining) -> None:
    """Undo a putting forward that was a mistake, while nobody has answered it; its letter works no more."""
    row.state = states.moved(_stands(row), "take_back", row.name, making.last_moved(row), row.put_forward_by)
    row.code_hash = row.code_until = None
    note("joining_taken_back", row)


def link(row: Joining, person: Person) -> None:
    """Say who on the record it is that asked; raises Refused where that person has a way to the group already."""
    other, state = making.standing(row.group_id, person.id)
    if state == "joined" or (other is not None and other.id != row.id and state not in states.OVER | {states.NOBODY}):
        raise states.Refused(states.refusal(state, person.called))
    if other is not None and other.id != row.id:  # an earlier way that is over makes room for this one
        db.session.delete(other)
        db.session.flush()
    row.person_id, row.name = person.id, person.called
    db.session.flush()
    note("joining_linked", row)


def put_in(row: Joining, group: Group, place: dict[str, Any]) -> Membership:
    """Make them a member, or one again; raises Refused without their own yes or where somebody just did it."""
    if row.person_id is None:
        raise states.Refused(f"Say first who {row.name} is on the council's record.")
    row.state = states.moved(_stands(row), "put_in", row.name, making.last_moved(row))
    member = membership.held(group, row.person_id) or Membership(group_id=group.id, person_id=row.person_id)
    membership.keep_past_term(member, place.get("term_from"), place.get("term_to"))
    for name, value in {**place, "status": "active", "left_on": None, "paused_on": None}.items():
        setattr(member, name, value)
    db.session.add(member)
    _flushed(row.name)
    note("member_added", member, route=row.route)
    membership.recount(group)
    return member


def _stands(row: Joining) -> str:
    """Where a way stands, which a membership of another origin may have ended."""
    return row.state if row.person_id is None else making.standing(row.group_id, row.person_id)[1]


def _flushed(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise states.Refused(f"Somebody else put {name} in at this moment. Look at the list of members.") from None
