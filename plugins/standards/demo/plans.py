"""Plants how plans go: owners, days, measures, something done with what shows it, something late, something ended.

The words of actions are the council's file's; only how they go is made up. What staff changed is left alone.
"""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from core.api import DemoWorld, bulk_insert, db, local_moment
from plugins.standards.demo.ids import demo_id
from plugins.standards.models import Action, ActionChange, ActionEvidence, Plan, Priority, Target, TargetFigure

GOES = (  # status, days until its day, months ago that it was done
    ("done", -60, 2),
    ("doing", 40, 0),
    ("doing", -12, 0),
    ("planned", 120, 0),
    ("done", -20, 1),
    ("planned", 200, 0),
    ("ended", -90, 0),
)
MEASURE = "Young people who took part say that it happened, and what was different."
SHOWS = "The report to the board, with what young people said of it."
WHY = "The service was closed; its groups go on in the new one."
UNSET = 5  # of so many actions one is left as the document has it, so that its page says what it lacks
POSTS = ("Participation lead", "Head of Early Help", "Head of Children's Social Care", "Youth work manager")
FIGURES = 4


def plant(world: DemoWorld) -> int:
    """Say of actions how they go, where nobody has; says of how many."""
    planted = set(db.session.scalars(db.select(ActionChange.id)))
    rows = db.session.scalars(
        db.select(Action)
        .join(Plan, (Plan.authority_id == Action.authority_id) & (Plan.id == Action.plan_id))
        .order_by(Plan.position, Action.position, Action.key)
    ).all()
    fresh = [(at, row) for at, row in enumerate(rows) if demo_id(world, f"made/{row.id}") not in planted]
    for at, row in fresh:
        if at % UNSET:
            _go(world, row, at)
    db.session.flush()
    bulk_insert(ActionChange, [line for at, row in fresh for line in _history(world, row, at)])
    bulk_insert(ActionEvidence, [_evidence(world, row) for _, row in fresh if row.status == "done"])
    _own_priorities(world)
    return len(fresh)


def plant_figures(world: DemoWorld) -> int:
    """Type in how far each target is, some months apart; says how many figures were made."""
    known = set(db.session.scalars(db.select(TargetFigure.id)))
    rows = [
        row
        for target in db.session.scalars(db.select(Target).order_by(Target.position, Target.key))
        for row in _figures(world, target)
        if row["id"] not in known
    ]
    bulk_insert(TargetFigure, rows)
    return len(rows)


def _go(world: DemoWorld, row: Action, at: int) -> None:
    status, days, _ = GOES[at % len(GOES)]
    row.status, row.due_on = status, row.due_on or world.today + timedelta(days=days)
    row.measure, row.owner_post = row.measure or MEASURE, row.owner_post or POSTS[at % len(POSTS)]
    row.owner_id = row.owner_id or _owner(world, at)
    if status == "done":
        row.done_on = world.today + timedelta(days=days)
    if status == "ended":
        row.why = WHY


def _owner(world: DemoWorld, at: int) -> UUID | None:
    return world.holders.get(("worker", "practitioner", "decision_maker")[at % 3])


def _history(world: DemoWorld, row: Action, at: int) -> Iterator[dict[str, Any]]:
    kinds = (
        ["made"] if row.status == "planned" else ["made", "begun"] if row.status == "doing" else ["made", row.status]
    )
    for step, kind in enumerate(kinds):
        yield {
            "id": demo_id(world, f"{kind}/{row.id}"),
            "action_id": row.id,
            "kind": kind,
            "detail": row.why if kind == "ended" else "",
            "by_id": row.owner_id,
            "made_at": local_moment(world.today - timedelta(days=300 - 120 * step - at), time(10)),
        }


def _evidence(world: DemoWorld, row: Action) -> dict[str, Any]:
    return {
        "id": demo_id(world, f"shows/{row.id}"),
        "action_id": row.id,
        "words": SHOWS,
        "by_id": row.owner_id,
        "made_at": local_moment(row.done_on or world.today, time(11)),
    }


def _own_priorities(world: DemoWorld) -> None:
    rows = db.session.scalars(db.select(Priority).where(Priority.owner_id.is_(None)).order_by(Priority.position))
    for at, row in enumerate(rows):
        if not row.owner_post:
            row.owner_post, row.owner_id = POSTS[at % len(POSTS)], _owner(world, at)
    db.session.flush()


def _figures(world: DemoWorld, target: Target) -> Iterator[dict[str, Any]]:
    for at in range(FIGURES):
        yield {
            "id": demo_id(world, f"figure/{target.key}/{at}"),
            "target_id": target.id,
            "on_date": world.today - timedelta(days=90 * (FIGURES - at)),
            "value": max(1, target.number * (at + 1) // (FIGURES + 1)),
            "how": "typed",
            "note": "From the registers of the term",
            "by_id": world.holders.get("worker"),
            "made_at": local_moment(world.today - timedelta(days=90 * (FIGURES - at)), time(12)),
        }
