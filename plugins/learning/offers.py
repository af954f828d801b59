"""Resources as a council offers them to others of its region, and the draft that a copy becomes there."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from core.api import Ref, db, local_today, offers
from plugins.learning import stored
from plugins.learning.models import Resource

_PUBLIC: Final = (Resource.put_away_on.is_(None), Resource.open_to == "everybody")
"""What everybody may read may cross; what is for members or staff stays in the council."""


def _ready(most: int) -> Sequence[offers.Ready]:
    query = db.select(Resource.id, Resource.title).where(*_PUBLIC)
    rows = db.session.execute(query.order_by(Resource.changed_on.desc(), Resource.id).limit(most))
    return [offers.Ready(row.id, row.title) for row in rows]


def _told(id: UUID) -> offers.Snapshot | None:
    row: Resource | None = db.session.scalar(db.select(Resource).where(Resource.id == id, *_PUBLIC))
    if row is None:
        return None
    said = (("", row.body), ("Link", row.url), ("Licence", row.licence), ("Where it comes from", row.source))
    return offers.Snapshot(row.title, row.about, tuple(offers.Telling(*one) for one in said if one[1]))


def _standing(ids: Collection[UUID]) -> frozenset[UUID]:
    return frozenset(db.session.scalars(db.select(Resource.id).where(Resource.id.in_(list(ids)), *_PUBLIC)))


def _made(snapshot: offers.Snapshot, id: UUID, origin: str) -> Ref:
    """A guide for staff: somebody here reads it before anybody else does."""
    said = {part.heading: part.words for part in snapshot.parts}
    row = Resource(
        id=id,
        title=snapshot.title[:200],
        about=snapshot.summary,
        kind="link" if said.get("Link") and not said.get("") else "guide",
        body=said.get("", ""),
        url=said.get("Link", "")[:500],
        licence=said.get("Licence", "")[:200],
        source=f"Copied from {origin}"[:200],
        open_to="staff",
        changed_on=local_today(),
    )
    db.session.add(row)
    db.session.flush()
    stored.index(row)
    return Ref("learning", "resource", id)


OFFERS: Final[Mapping[str, offers.Offerable]] = {
    "resource": offers.Offerable("Guide or link", _ready, _told, _standing, made=_made)
}
