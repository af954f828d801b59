"""How far targets are: counted by another plugin or typed by somebody, the latest figure stands (N55).

A total and its different ones are two targets that stand beside each other: a school that came twice is two attendances
and one school.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from core.api import db, touch
from plugins.standards.models import Plan, Target, TargetFigure
from plugins.standards.rules import Progress

How = Literal["counted", "typed"]


def target_progress(keys: Iterable[str] = (), plan_key: str = "") -> list[Progress]:
    """How far these targets are, or all those of a plan; of no keys and no plan, all that the council has."""
    query = db.select(Target).order_by(Target.position, Target.key)
    wanted = list(keys)
    if wanted:
        query = query.where(Target.key.in_(wanted))
    if plan_key:
        query = query.where(Target.plan_id.in_(db.select(Plan.id).where(Plan.key == plan_key)))
    rows = db.session.scalars(query).all()
    latest = _latest([row.id for row in rows])
    return [_progress(row, latest.get(row.id)) for row in rows]


def progress_of(plan_id: UUID) -> dict[UUID | None, list[Progress]]:
    """The targets of a plan by their priority, None for those of the whole plan; two queries."""
    query = db.select(Target).where(Target.plan_id == plan_id).order_by(Target.position, Target.key)
    rows = db.session.scalars(query).all()
    latest, found = _latest([row.id for row in rows]), defaultdict(list)
    for row in rows:
        found[row.priority_id].append(_progress(row, latest.get(row.id)))
    return found


def count_target(key: str, on: date, value: int, note: str = "") -> bool:
    """Say how far the target called `key` is on a day, as another plugin has counted it; False where there is none.

    A second count of the same day takes the place of the first. Flushes, does not commit.
    """
    target = db.session.scalars(db.select(Target).where(Target.key == key, Target.ended_on.is_(None))).one_or_none()
    if target is None:
        return False
    put(target, on, value, "counted", note)
    touch(target.authority_id)
    return True


def put(target: Target, on: date, value: int, how: How, note: str = "", by_id: UUID | None = None) -> TargetFigure:
    """Keep a figure; one of the same day and way is replaced."""
    held = db.select(TargetFigure).where(
        TargetFigure.target_id == target.id, TargetFigure.on_date == on, TargetFigure.how == how
    )
    row = db.session.scalars(held).one_or_none() or TargetFigure(target_id=target.id, on_date=on, how=how)
    row.value, row.note, row.by_id = value, note, by_id
    db.session.add(row)
    db.session.flush()
    return row


def figures_of(target_id: UUID) -> Sequence[TargetFigure]:
    """Every figure of a target, the latest first."""
    query = db.select(TargetFigure).where(TargetFigure.target_id == target_id)
    return db.session.scalars(query.order_by(TargetFigure.on_date.desc(), TargetFigure.made_at.desc())).all()


def _latest(ids: Sequence[UUID]) -> dict[UUID, TargetFigure]:
    if not ids:
        return {}
    newest = (
        db.select(TargetFigure.target_id, db.func.max(TargetFigure.on_date).label("on"))
        .where(TargetFigure.target_id.in_(ids))
        .group_by(TargetFigure.target_id)
        .subquery()
    )
    query = db.select(TargetFigure).join(
        newest, (TargetFigure.target_id == newest.c.target_id) & (TargetFigure.on_date == newest.c.on)
    )
    return {row.target_id: row for row in db.session.scalars(query.order_by(TargetFigure.made_at, TargetFigure.id))}


def _progress(row: Target, figure: TargetFigure | None) -> Progress:
    return Progress(
        row.key,
        row.title,
        row.number,
        row.unit,
        figure.value if figure else None,
        figure.on_date if figure else None,
        figure.how if figure else "",
        row.denominator,
        row.of_what,
        row.due_on,
        row.beside,
        row.ended_on is not None,
    )
