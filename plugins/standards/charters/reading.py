"""Charters with their promises and pledges, read in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.api import db
from plugins.standards.models import Charter, CharterPromise, Pledge


@dataclass(frozen=True, slots=True)
class CharterRead:
    """A charter as it stands: what is promised now, who pledged to keep it, the latest first, and how many did."""

    row: Charter
    promises: tuple[CharterPromise, ...]
    pledges: tuple[Pledge, ...] = ()


def charters(*, shown_only: bool) -> list[CharterRead]:
    """Every charter with what it promises, and how many pledged to keep it."""
    query = db.select(Charter).order_by(Charter.position, Charter.title)
    if shown_only:
        query = query.where(Charter.shown.is_(True))
    rows = db.session.scalars(query).all()
    promises = db.session.scalars(
        db.select(CharterPromise).where(CharterPromise.ended_on.is_(None)).order_by(CharterPromise.position)
    ).all()
    return [CharterRead(row, tuple(one for one in promises if one.charter_id == row.id)) for row in rows]


def pledge_counts() -> Counter[UUID]:
    """How many bodies keep to each charter now."""
    query = db.select(Pledge.charter_id, db.func.count()).where(Pledge.taken_back_on.is_(None))
    return Counter({row[0]: row[1] for row in db.session.execute(query.group_by(Pledge.charter_id))})


def charter(key: str, *, shown_only: bool) -> CharterRead | None:
    """One charter with its promises and pledges, None where there is none to see."""
    query = db.select(Charter).where(Charter.key == key)
    row = db.session.scalars(query.where(Charter.shown.is_(True)) if shown_only else query).one_or_none()
    if row is None:
        return None
    promises = db.session.scalars(
        db.select(CharterPromise)
        .where(CharterPromise.charter_id == row.id, CharterPromise.ended_on.is_(None))
        .order_by(CharterPromise.position, CharterPromise.key)
    )
    return CharterRead(row, tuple(promises), tuple(pledges_of(row.id)))


def pledges_of(charter_id: UUID) -> Sequence[Pledge]:
    """Who keeps to a charter now, by name."""
    query = db.select(Pledge).where(Pledge.charter_id == charter_id, Pledge.taken_back_on.is_(None))
    return db.session.scalars(query.order_by(Pledge.body)).all()


def pledged(charter_key: str) -> list[str]:
    """The bodies that pledged to keep the charter of this key, by name."""
    found = charter(charter_key, shown_only=False)
    return [one.body for one in found.pledges] if found else []


def to_look_at(today: date) -> int:
    """How many pledges wait for somebody to look whether they were kept."""
    query = db.select(db.func.count()).select_from(Pledge)
    waiting = query.where(Pledge.look_again_on <= today, Pledge.kept == "", Pledge.taken_back_on.is_(None))
    return int(db.session.scalar(waiting) or 0)
