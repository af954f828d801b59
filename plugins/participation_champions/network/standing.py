"""Standing for a service: beginning, ending, handing over; and what depends on a service before it is put away.

Whoever ends leaves a gap at once unless somebody takes over in the same step (LA36, LA49).
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Person, Place, db, local_today
from plugins.groups.api import called
from plugins.participation_champions.coverage.reading import stands_now
from plugins.participation_champions.models import Champion, Service


class Depends(Exception):
    """A service that is not put away because somebody stands for it; says who, and what to do."""


def held_by(service_id: UUID, place_id: UUID | None, person_id: UUID) -> Champion | None:
    """The row by which somebody stands for this service there today."""
    here = Champion.place_id.is_(None) if place_id is None else Champion.place_id == place_id
    query = db.select(Champion).where(Champion.service_id == service_id, here, Champion.person_id == person_id)
    found: Champion | None = db.session.scalars(query.where(stands_now())).first()
    return found


def end(champion: Champion, hand_over: str) -> None:
    """Let somebody stand for the service no more; the row stays, with what the next one should know. Flushes."""
    champion.until = _yesterday()
    champion.hand_over = hand_over
    db.session.flush()


def take_over(before: Champion, person_id: UUID) -> Champion:
    """Let somebody stand where another one stood; theirs to say what they offer. Flushes.

    Where they stand there already nothing is doubled.
    """
    held = held_by(before.service_id, before.place_id, person_id)
    if held is not None:
        return held
    made = Champion(service_id=before.service_id, place_id=before.place_id, person_id=person_id, after_id=before.id)
    made.since, made.hand_over = local_today(), before.hand_over
    db.session.add(made)
    db.session.flush()
    return made


def left_alone(champion: Champion) -> bool:
    """Whether nobody else stands for the service there: then ending it opens a gap."""
    others = db.select(Champion.id).where(
        Champion.service_id == champion.service_id, Champion.id != champion.id, stands_now()
    )
    if champion.place_id is not None:
        others = others.where(db.or_(Champion.place_id == champion.place_id, Champion.place_id.is_(None)))
    return db.session.scalar(others.limit(1)) is None


def put_away(service: Service) -> None:
    """Take a service off the map; flushes. Raises Depends while somebody stands for it."""
    rows = depends_on(service, 5)
    if rows:
        names = ", ".join(rows[:4]) + (" and others" if len(rows) > 4 else "")
        raise Depends(
            f"{service.title} has champions: {names}. It stays on the map. End or hand over their part first, then put "
            "it away."
        )
    service.put_away_on = local_today()
    db.session.flush()


def depends_on(service: Service, most: int) -> list[str]:
    """Names of those who stand for a service today."""
    query = (
        db.select(Person.name, Person.known_as)
        .join(Champion, (Champion.authority_id == Person.authority_id) & (Champion.person_id == Person.id))
        .where(Champion.service_id == service.id, stands_now())
        .order_by(Person.sort_name)
    )
    return [called(row.name, row.known_as) for row in db.session.execute(query.limit(most))]


def of_closed_places() -> Sequence[Any]:
    """Localities that were put away while somebody stands for a service there: (name, number)."""
    number = db.func.count(Champion.id)
    query = (
        db.select(Place.name, number)
        .join(Champion, (Champion.authority_id == Place.authority_id) & (Champion.place_id == Place.id))
        .where(Place.active.is_(False), stands_now())
        .group_by(Place.name)
        .order_by(Place.name)
    )
    return db.session.execute(query).all()


def _yesterday() -> Any:
    """Who ends today does not stand today any more: the gap is there at once."""
    today = local_today()
    return today.fromordinal(today.toordinal() - 1)
