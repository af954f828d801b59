"""Asks of young people that did not come through the desk: noted by staff, or reported by another plugin."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Organisation, Ref, db
from plugins.groups.api import SEES_GROUP, Group
from plugins.requests.models import OtherAsk

LATEST: Final = 20


def noted(id: UUID, values: Mapping[str, Any], by: Actor) -> OtherAsk:
    """What staff wrote down; the caller adds it."""
    return OtherAsk(id=id, source=f"requests:other_ask:{id}", by_id=by.person_id, **values)


def note_asked(
    source: Ref,
    what: str,
    on: date,
    *,
    group_id: UUID | None = None,
    school_id: UUID | None = None,
    cohort: str = "",
    who_asked: str = "",
) -> None:
    """Count what another plugin asked of young people, such as a survey, in the fatigue meter; the caller commits.

    The same `source` again corrects what stands there, and is counted once.
    """
    name = f"{source.plugin}:{source.kind}:{source.id}"
    row = db.session.scalar(db.select(OtherAsk).where(OtherAsk.source == name)) or OtherAsk(source=name)
    row.what, row.on_date, row.who_asked = what[:200], on, who_asked[:200]
    row.group_id, row.school_id, row.cohort = group_id, school_id, cohort
    db.session.add(row)
    db.session.flush()


def latest(actor: Actor) -> list[Any]:
    """The newest of them as rows (what, who_asked, on_date, who), without groups that the reader may not know of."""
    seen = db.or_(OtherAsk.group_id.is_(None), SEES_GROUP.criteria(actor, Group))
    query = (
        db.select(
            OtherAsk.what,
            OtherAsk.who_asked,
            OtherAsk.on_date,
            db.func.coalesce(Group.name, Organisation.name, OtherAsk.cohort).label("who"),
        )
        .outerjoin(Group, (Group.authority_id == OtherAsk.authority_id) & (Group.id == OtherAsk.group_id))
        .outerjoin(
            Organisation,
            (Organisation.authority_id == OtherAsk.authority_id) & (Organisation.id == OtherAsk.school_id),
        )
        .where(seen)
        .order_by(OtherAsk.on_date.desc(), OtherAsk.id)
        .limit(LATEST)
    )
    return list(db.session.execute(query))
