"""Lists of plans and of actions, in a fixed number of queries; actions page by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.groups.api import Board
from plugins.standards.here import names_of
from plugins.standards.models import Action, Plan, Target
from plugins.standards.visibility import SEES_ACTION
from plugins.standards.vocabulary import ACTION_STATES, OPEN

BETWEEN: Final = "~"
NAMES: Final = ("status", "late", "mine", "plan", "after")


class PlanLine(NamedTuple):
    """One plan of the list."""

    plan: Plan
    open: int
    done: int
    late: int


def plans(*, ended: bool) -> list[PlanLine]:
    """The plans that go on, or those that ended, each with how its actions stand; two queries."""
    over = Plan.ended_on.is_not(None) if ended else Plan.ended_on.is_(None)
    rows = db.session.scalars(db.select(Plan).where(over).order_by(Plan.position, Plan.title)).all()
    late = db.and_(Action.status.in_(OPEN), Action.due_on < local_today())
    counts = db.select(
        Action.plan_id,
        db.func.sum(db.case((Action.status.in_(OPEN), 1), else_=0)),
        db.func.sum(db.case((Action.status == "done", 1), else_=0)),
        db.func.sum(db.case((late, 1), else_=0)),
    ).group_by(Action.plan_id)
    found = {id: (int(waiting), int(done), int(over)) for id, waiting, done, over in db.session.execute(counts)}
    return [PlanLine(row, *found.get(row.id, (0, 0, 0))) for row in rows]


def loose_targets() -> set[str]:
    """Keys of the targets that hang on no plan and have not ended."""
    query = db.select(Target.key).where(Target.plan_id.is_(None), Target.ended_on.is_(None))
    return set(db.session.scalars(query))


def boards() -> list[tuple[str, str]]:
    """(key, name) of every board."""
    return [(key, name) for key, name in db.session.execute(db.select(Board.key, Board.name).order_by(Board.name))]


@dataclass(frozen=True)
class Filters:
    """What the list of actions was narrowed to; without a status it shows what is open."""

    status: str = ""
    late: str = ""
    mine: str = ""
    plan: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: getattr(self, name) for name in NAMES if name != "after" and getattr(self, name)}


class ActionRow(NamedTuple):
    """One action of the list."""

    id: UUID
    title: str
    status: str
    due_on: date | None
    late: bool
    plan: str
    owner: str


def actions(actor: Actor, filters: Filters, size: int) -> tuple[list[ActionRow], str | None]:
    """One page of actions, the earliest due first, and where the next one starts; two queries."""
    query = (
        db.select(Action.id, Action.title, Action.status, Action.due_on, Action.owner_id, Action.owner_post)
        .add_columns(Plan.title.label("plan"))
        .join(Plan, (Plan.authority_id == Action.authority_id) & (Plan.id == Action.plan_id))
        .where(SEES_ACTION.criteria(actor, Action), Plan.ended_on.is_(None))
    )
    query = _narrowed(query, filters, actor).order_by(Action.due_on.is_(None), Action.due_on, Action.id)
    rows = db.session.execute(query.limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    return _printed(shown), f"{last.due_on or ''}{BETWEEN}{last.id}" if last else None


def _narrowed(query: Any, filters: Filters, actor: Actor) -> Any:
    if filters.status in ACTION_STATES:
        query = query.where(Action.status == filters.status)
    else:
        query = query.where(Action.status.in_(OPEN))
    if filters.late:
        query = query.where(Action.status.in_(OPEN), Action.due_on < local_today())
    if filters.mine:
        query = query.where(Action.owner_id == (actor.person_id or UUID(int=0)))
    if filters.plan:
        query = query.where(Plan.key == filters.plan)
    return _after(query, filters.after) if filters.after else query


def _after(query: Any, after: str) -> Any:
    day, _, last = after.partition(BETWEEN)
    try:
        on, id = (date.fromisoformat(day) if day else None), UUID(last)
    except ValueError:
        return query
    if on is None:
        return query.where(Action.due_on.is_(None), Action.id > id)
    later = db.or_(Action.due_on > on, db.and_(Action.due_on == on, Action.id > id))
    return query.where(db.or_(Action.due_on.is_(None), later))


def _printed(rows: Sequence[Any]) -> list[ActionRow]:
    names, today = names_of(row.owner_id for row in rows), local_today()
    return [
        ActionRow(
            row.id,
            row.title,
            row.status,
            row.due_on,
            row.status in OPEN and row.due_on is not None and row.due_on < today,
            row.plan,
            names.get(row.owner_id, "") or row.owner_post,
        )
        for row in rows
    ]
