"""Who is on the way into groups, for staff who may see the members: one query of plain columns for each list.

Somebody who has not said yes themselves stands in these lists and nowhere else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased

from core.api import Actor, Organisation, db, local_today
from plugins.groups.joining import states
from plugins.groups.models import Group, Joining
from plugins.groups.visibility import SEES_GROUP, SEES_MEMBERS

MOST = 300
Sender = aliased(Group, name="sender")
_READ = (
    *(Joining.id, Joining.person_id, Joining.state, Joining.route, Joining.name, Joining.age, Joining.contact),
    *(Joining.put_forward_by, Joining.put_forward_by_id, Joining.code_hash, Joining.made_at, Joining.said_at),
    *(Joining.answered_at, Joining.told_on, Joining.told_how),
    *(Group.key, Group.name.label("group"), Group.status.label("group_status")),
    Organisation.name.label("body"),
    Sender.name.label("sender"),
)


class Line(NamedTuple):
    """One person on the way into one group; `since` is the day on which it came to stand as it does."""

    id: UUID
    key: str
    group: str
    name: str
    age: int | None
    state: str
    words: str
    tone: str
    route: str
    by: str
    body: str
    contact: str
    since: date
    late: bool
    known: bool
    told: str
    told_on: date | None


@dataclass(frozen=True)
class Queue:
    """Everybody on the way, sorted by who has to do the next step."""

    to_answer: list[Line]
    to_put_in: list[Line]
    to_tell: list[Line]
    waiting: list[Line]
    over: list[Line]

    @property
    def is_empty(self) -> bool:
        """True where nobody is on the way or was."""
        return not (self.to_answer or self.to_put_in or self.to_tell or self.waiting or self.over)


def of(actor: Actor, answer_days: int, group: Group | None = None) -> Queue:
    """The queue of one group, or of every group whose members the reader may see."""
    lines = [_line(row, answer_days) for row in db.session.execute(_asked(actor, group))]
    return Queue(
        to_answer=[one for one in lines if one.state == "interested"],
        to_put_in=[one for one in lines if one.state in states.TO_PUT_IN],
        to_tell=[one for one in lines if one.state in states.ANSWERED and one.contact and not one.told_on],
        waiting=[one for one in lines if one.state in states.WAITS_FOR_THEM],
        over=[one for one in lines if one.state in states.OVER],
    )


def put_forward_by(actor: Actor) -> list[tuple[str, str, date, str]]:
    """(group, name, day, how it stands) of those whom the reader put forward; their answer stays between them
    and the group, so it says no more than whether they answered.
    """
    if actor.person_id is None:
        return []
    rows = db.session.execute(
        _rows().where(Joining.put_forward_by_id == actor.person_id).order_by(Joining.made_at.desc()).limit(MOST)
    )
    return [(row.group, row.name, row.made_at.date(), _for_nominator(row.state)) for row in rows]


def counted(actor: Actor, *where: Any) -> dict[tuple[str, str], list[Any]]:
    """How many wait in each group and state, and since when: {(key, name): [(state, number, the earliest)]}."""
    query = (
        db.select(Group.key, Group.name, Joining.state, db.func.count(Joining.id), db.func.min(Joining.made_at))
        .select_from(Joining)
        .join(Group, (Group.authority_id == Joining.authority_id) & (Group.id == Joining.group_id))
        .where(Joining.state.in_(states.WAITS_FOR_STAFF), Group.status != "ended", *where)
        .where(SEES_GROUP.criteria(actor), SEES_MEMBERS.criteria(actor))
        .group_by(Group.key, Group.name, Joining.state)
        .order_by(Group.name)
    )
    found: dict[tuple[str, str], list[Any]] = {}
    for key, name, state, number, earliest in db.session.execute(query):
        found.setdefault((key, name), []).append((state, number, earliest))
    return found


def _rows() -> Any:
    return (
        db.select(*_READ)
        .join(Group, (Group.authority_id == Joining.authority_id) & (Group.id == Joining.group_id))
        .outerjoin(
            Organisation,
            (Organisation.authority_id == Joining.authority_id) & (Organisation.id == Joining.from_organisation_id),
        )
        .outerjoin(Sender, (Sender.authority_id == Joining.authority_id) & (Sender.id == Joining.from_group_id))
    )


def _asked(actor: Actor, group: Group | None) -> Any:
    query = _rows().where(
        Joining.state.not_in(("joined", "taken_back")), SEES_GROUP.criteria(actor), SEES_MEMBERS.criteria(actor)
    )
    if group is not None:
        query = query.where(Joining.group_id == group.id)
    return query.order_by(Joining.made_at, Joining.id).limit(MOST)


def _for_nominator(state: str) -> str:
    if state in states.WAITS_FOR_THEM:
        return "Waiting for their own answer"
    return "Taken back" if state == "taken_back" else "They have answered"


def _line(row: Any, answer_days: int) -> Line:
    return Line(
        id=row.id,
        key=row.key,
        group=row.group,
        name=row.name,
        age=row.age,
        state=row.state,
        words=states.STATES[row.state],
        tone=states.TONES.get(row.state, "neutral"),
        route=row.route,
        by=row.put_forward_by,
        body=row.body or row.sender or "",
        contact=row.contact,
        since=_since(row),
        late=row.state == "interested" and states.overdue(row.made_at.date(), local_today(), answer_days),
        known=row.person_id is not None,
        told=row.told_how,
        told_on=row.told_on,
    )


def _since(row: Any) -> date:
    moment = row.answered_at if row.state in states.ANSWERED and row.answered_at else row.said_at or row.made_at
    on: date = moment.date()
    return on
