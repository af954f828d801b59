"""Beginning somebody's way towards a group: put forward by somebody, or asking themselves.

Nothing here makes anybody a member. Raises states.Refused, with a sentence, where a way may not begin.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.exc import IntegrityError

from core.api import Actor, Person, Ref, db, notify, safeguarding, utcnow
from plugins.groups import membership
from plugins.groups.here import note
from plugins.groups.joining import states
from plugins.groups.joining.codes import code_hash, tidy
from plugins.groups.models import Group, Joining

CODE_GOOD_FOR = timedelta(days=60)
FRESH: dict[str, Any] = {
    **dict.fromkeys(("answer", "message", "access_needs", "why", "put_forward_by", "told_how", "contact"), ""),
    **dict.fromkeys(("said_at", "answered_at", "told_on", "code_hash", "code_until", "age")),
    **dict.fromkeys(("put_forward_by_id", "from_organisation_id", "from_group_id", "suggested_group_id")),
}
"""What a way that begins again starts with: nothing of the last time is carried along."""


@dataclass(frozen=True)
class Nomination:
    """Who puts somebody forward and why, as the person will read it; the body or group that sends them."""

    by: str
    why: str
    route: str
    from_organisation_id: UUID | None = None
    from_group_id: UUID | None = None


@dataclass(frozen=True)
class Interest:
    """What somebody says who asks to come: how they are called and reached, and what they need."""

    name: str
    contact: str = ""
    age: int | None = None
    message: str = ""
    access_needs: str = ""


def standing(group_id: UUID, person_id: UUID) -> tuple[Joining | None, str]:
    """The person's way towards the group and where it stands; "" where there is none, or they were in it and left."""
    found = db.select(Joining).where(Joining.group_id == group_id, Joining.person_id == person_id)
    row: Joining | None = db.session.scalars(found).one_or_none()
    member = membership.held_by(group_id, person_id)
    if member is not None and member.status != "left":
        return row, "joined"
    return row, states.NOBODY if row is None or row.state == "joined" else row.state


def refusal_of(group: Group, person: Person, move: str) -> str:
    """Why `move` may not be made for the person now, in one sentence for staff; "" where it may."""
    if group.status == "ended":
        return ended(group)
    row, state = standing(group.id, person.id)
    return "" if states.after(state, move) else _sentence(row, state, person.called)


def put_forward(group: Group, person: Person, said: Nomination, actor: Actor, code: str) -> Joining:
    """Ask the person: their own yes is waited for. The same code twice is the same form sent twice."""
    row, state = standing(group.id, person.id)
    if row is not None and row.code_hash == code_hash(code):
        return row
    if problem := refusal_of(group, person, "ask"):
        raise states.Refused(problem)
    values = vars(said) | {"put_forward_by": said.by, "put_forward_by_id": actor.person_id}
    values.pop("by")
    made = _begun(row, group, state, "ask", values | {"person_id": person.id, "name": person.called})
    _give_code(made, code)
    kept = _kept(made, group, person)
    stamp = f"{kept.made_at:%Y%m%d%H%M%S}"
    notify.tell((person.id,), "groups.asked", url_for("web.home"), key=f"groups.asked:{kept.id}:{stamp}")
    return kept


def express(group: Group, person: Person) -> Joining:
    """Somebody who is on the record asks to come themselves, or answers yes to having been put forward."""
    row, state = standing(group.id, person.id)
    if group.status == "ended":
        raise states.Refused(ended(group))
    following = states.after(state, "express")
    if following is None:
        raise states.Refused(_sentence(row, state, person.called))
    if row is not None and following in ("said_yes", state):
        row.state, row.said_at = following, utcnow() if following == "said_yes" else row.said_at
        note("joining_said_yes", row)
        return row
    values = {"person_id": person.id, "name": person.called, "route": "advert", "access_needs": person.access_needs}
    return _kept(_begun(row, group, state, "express", values), group, person)


def answer_advert(group: Group, said: Interest, id: UUID, code: str) -> Joining:
    """Somebody who is not signed in asks to come; the same code twice is the same form sent twice."""
    found = by_code(code)
    if found is not None:
        return found
    values = vars(said) | {"route": "advert"}
    made = _begun(None, group, states.NOBODY, "express", values)
    made.id = id
    _give_code(made, code)
    db.session.flush()
    _look_through(made)
    note("joining_interested", made)
    return made


def by_code(code: str) -> Joining | None:
    """The way that belongs to a code, while the code works."""
    if not tidy(code):
        return None
    found = db.select(Joining).where(Joining.code_hash == code_hash(code), Joining.code_until > utcnow())
    row: Joining | None = db.session.scalars(found).one_or_none()
    return row


def new_letter(row: Joining, code: str) -> None:
    """Give a way another code; the one before works no more."""
    _give_code(row, code)
    note("joining_letter", row)


def last_moved(row: Joining) -> date:
    """The day on which it last came to stand as it does."""
    answered: datetime | None = row.answered_at if row.state in states.ANSWERED else None
    return (answered or row.said_at or row.made_at).date()


def ended(group: Group) -> str:
    """The sentence about a group that is over."""
    on = f" on {group.ended_on.strftime('%-d %B %Y')}" if group.ended_on else ""
    return f"{group.name} ended{on}. Nobody can join it now; choose another group."


def _sentence(row: Joining | None, state: str, name: str) -> str:
    if row is None:
        return states.refusal(state, name)
    return states.refusal(state, name, last_moved(row), row.put_forward_by)


def _begun(row: Joining | None, group: Group, state: str, move: str, values: dict[str, Any]) -> Joining:
    made = row or Joining(group_id=group.id)
    for name, value in {**FRESH, **values, "state": states.MOVES[state, move], "made_at": utcnow()}.items():
        setattr(made, name, value)
    db.session.add(made)
    return made


def _give_code(row: Joining, code: str) -> None:
    row.code_hash, row.code_until = code_hash(code), utcnow() + CODE_GOOD_FOR


def _look_through(made: Joining) -> None:
    texts = (made.message, made.access_needs, made.why)
    safeguarding.screened(texts, Ref("groups", "joining", made.id), person_id=made.person_id)


def _kept(made: Joining, group: Group, person: Person) -> Joining:
    """Write it; if somebody else asked the same person in the same moment, say so."""
    try:
        db.session.flush()
    except IntegrityError:
        name = person.called
        db.session.rollback()
        raise states.Refused(f"{name} was asked by somebody else in this moment. Look at “Who is coming in”.") from None
    _look_through(made)
    note(f"joining_{made.state}", made, group=str(made.group_id))
    return made
