"""Offering something of one's own: choosing it, looking its words through, offering it, and taking it back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from core.api import Authority, Ref, current_actor, db, offers
from plugins.practice_exchange.here import contact_of
from plugins.practice_exchange.models import Told

MOST = 30  # things of one kind to choose from, the newest


class Choice(NamedTuple):
    """One kind of thing with those of this council that can be offered; `is_out`: offered to this region already."""

    plugin: str
    kind: str
    title: str
    things: Sequence[tuple[offers.Ready, bool]]


def choices(authority: Authority, region: str) -> list[Choice]:
    """What this council could offer, by kind."""
    out, found = offers.refs_offered(authority.id, region), []
    for (plugin, kind), one in offers.can_be_offered(authority).items():
        things = [] if one.plan else [(each, Ref(plugin, kind, each.id) in out) for each in one.ready(MOST)]
        if things:
            found.append(Choice(plugin, kind, one.title, things))
    return sorted(found, key=lambda each: each.title)


def texts(snapshot: offers.Snapshot) -> dict[str, str]:
    """Every text of a snapshot by its heading, for the eye of whoever looks it through."""
    found = {"What it is called": snapshot.title, "In short": snapshot.summary}
    for place, part in enumerate(snapshot.parts, start=1):
        words = f"{part.heading}. {part.words}" if part.heading else part.words
        found[part.heading if part.heading and part.heading not in found else f"Part {place}"] = words
    return {name: words for name, words in found.items() if words}


def offer(authority: Authority, source: Ref, snapshot: offers.Snapshot, regions: Iterable[str], form_id: UUID) -> int:
    """Offer these words to each of these regions, and keep whom they tell of; returns to how many. Flushes."""
    people, made = sorted(offers.people_in(authority, source)), 0
    for region in regions:
        draft = offers.Draft(
            id=uuid5(form_id, region),
            region=region,
            sort="thing",
            title=snapshot.title,
            summary=snapshot.summary,
            parts=snapshot.parts,
            contact=contact_of(authority),
            source=source,
        )
        one = offers.offer(draft, current_actor().user_id)
        known = set(db.session.scalars(db.select(Told.person_id).where(Told.offer_id == one.id)))
        db.session.add_all(Told(offer_id=one.id, person_id=person) for person in people if person not in known)
        made += 1
    db.session.flush()
    return made


def forget_told(offer_id: UUID) -> None:
    """Nobody is told of by something that is taken back."""
    db.session.execute(db.delete(Told).where(Told.offer_id == offer_id))
