"""A worker who leaves hands on the resources that they look after."""

from collections.abc import Sequence
from uuid import UUID

from core.api import Authority, HandedOn, Ref, current_actor, db, hookimpl, record
from plugins.learning.models import Resource


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on resources that are offered; those that were put away keep who it was."""
    query = db.select(Resource).where(Resource.owner_id == from_id, Resource.put_away_on.is_(None))
    rows: Sequence[Resource] = db.session.scalars(query.order_by(Resource.title, Resource.id)).all()
    for row in rows if apply else ():
        row.owner_id = to_id
        record("learning.resource_handed_on", Ref("learning", "resource", row.id), by=current_actor().user_id)
    db.session.flush()
    titles = tuple(row.title for row in rows)
    return [HandedOn("resources that they look after", len(rows), titles)] if rows else []
