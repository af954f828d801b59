"""A worker who leaves hands on what they stand for; with nobody to take over, the gap shows at once (LA36)."""

from collections.abc import Sequence
from uuid import UUID

from core.api import Authority, HandedOn, Place, Ref, current_actor, db, hookimpl, record, touch
from plugins.participation_champions.coverage.reading import stands_now
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.network import standing

GAP = "Handed on when they left."


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """End what they stand for, and let `to_id` take it over."""
    rows = db.session.scalars(db.select(Champion).where(Champion.person_id == from_id, stands_now())).all()
    titles = _titles([row.id for row in rows])
    for row in rows if apply else ():
        standing.end(row, row.hand_over or GAP)
        if to_id is not None:
            standing.take_over(row, to_id)
        about = Ref("participation_champions", "champion", row.id)
        record("participation_champions.handed_on", about, by=current_actor().user_id)
    if apply and rows:
        touch(authority.id)
    return [HandedOn("services that they are a champion of", len(rows), tuple(titles))] if rows else []


def _titles(ids: Sequence[UUID]) -> list[str]:
    query = (
        db.select(Service.title, Place.name)
        .select_from(Champion)
        .join(Service, (Service.authority_id == Champion.authority_id) & (Service.id == Champion.service_id))
        .outerjoin(Place, (Place.authority_id == Champion.authority_id) & (Place.id == Champion.place_id))
        .where(Champion.id.in_(ids))
        .order_by(Service.title)
    )
    return [f"{title}, {place}" if place else title for title, place in db.session.execute(query)]
