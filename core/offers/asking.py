"""Asking the council that made an offer, in its own scope and through its own plugin, whether it may still be told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from uuid import UUID

from flask import g

from core.authority.effective import switched_on
from core.authority.resolve import Authority
from core.db import authority_scope, current_authority_id, db, in_authority_scope, platform_scope
from core.hooks.values import Ref
from core.offers.giving import clear
from core.offers.kinds import Offerable, Snapshot
from core.offers.models import Offer
from core.offers.regions import member
from core.web.house import house
from core.web.request import current_authority

Kind = tuple[str, str]


def kinds() -> Mapping[Kind, Offerable]:
    """Every kind that an installed plugin declares, by (plugin, kind)."""
    return {(plugin.name, kind): one for plugin in house().plugins for kind, one in plugin.offers.items()}


def can_be_offered(authority: Authority) -> Mapping[Kind, Offerable]:
    """The kinds that can be offered at this council now: those of plugins that are on."""
    on = switched_on(authority)
    return {key: one for key, one in kinds().items() if key[0] in on}


def told(authority: Authority, source: Ref) -> Snapshot | None:
    """The words of one thing of the open council as they would be offered; None where it may not be told."""
    kind = can_be_offered(authority).get((source.plugin, source.kind))
    return kind.told(source.id) if kind and source.id in kind.standing([source.id]) else None


def people_in(authority: Authority, source: Ref) -> Collection[UUID]:
    """Whom of the open council's records a thing tells of."""
    kind = can_be_offered(authority).get((source.plugin, source.kind))
    return kind.people(source.id) if kind else ()


def standing(offers: Iterable[Offer], through: str) -> list[Offer]:
    """Those of these offers that may be read at this moment, in the same order.

    Each council is asked in its own scope, once for each kind; `through` is the plugin by which councils offer: one
    that has it off, or has left the region, offers nothing meanwhile.
    """
    wanted = [one for one in offers if one.withdrawn_at is None]
    by_council: dict[tuple[UUID, str], list[Offer]] = {}
    for one in wanted:
        if one.authority_id is not None:
            by_council.setdefault((one.authority_id, one.region), []).append(one)
    stands = {one.id for one in wanted if one.authority_id is None}
    for (council_id, region), theirs in sorted(by_council.items()):
        authority = member(region, council_id)
        if authority is not None:
            with at(authority):
                stands |= _standing_here(authority, theirs, through)
    return [one for one in wanted if one.id in stands]


def ask_again(authority: Authority, why: str) -> list[UUID]:
    """Look at everything that the open council offers, and clear what may not be told any more; returns what went.

    For the timed look and for whoever has just taken something back; `why` is kept for those who took copies. What
    only waits, because a plugin is off, stays.
    """
    query = db.select(Offer).where(Offer.authority_id == authority.id, Offer.withdrawn_at.is_(None))
    offers = _by_kind(db.session.scalars(query.where(Offer.source_id.is_not(None)).order_by(Offer.id)))
    declared, gone = kinds(), list[UUID]()
    for key, theirs in offers.items():
        if key not in declared:
            continue
        with at(authority):
            alive = declared[key].standing([one.source_id for one in theirs if one.source_id])
        for one in theirs:
            if one.source_id not in alive:
                clear(one, why)
                gone.append(one.id)
    db.session.flush()
    return gone


def title_of(one: Offer) -> str:
    """What a thing like this is called; "" where its plugin is not installed."""
    kind = kinds().get((one.source_plugin, one.source_kind))
    return kind.title if kind else ""


def _by_kind(offers: Iterable[Offer]) -> dict[Kind, list[Offer]]:
    found: dict[Kind, list[Offer]] = {}
    for one in offers:
        found.setdefault((one.source_plugin, one.source_kind), []).append(one)
    return found


@contextmanager
def at(authority: Authority) -> Iterator[None]:
    """Work for another council for a moment, in its own scope, and then again for the one whose page this is."""
    outer = current_authority()
    with ExitStack() as stack:
        if not (in_authority_scope() and current_authority_id() == authority.id):
            stack.enter_context(platform_scope(reason="ask a council whether what it offers may still be told"))
            stack.enter_context(authority_scope(authority.id))
        g.authority = authority
        try:
            yield
        finally:
            _back_to(outer)


def _back_to(authority: Authority | None) -> None:
    if authority is None:
        g.pop("authority", None)
    else:
        g.authority = authority


def _standing_here(authority: Authority, offers: list[Offer], through: str) -> set[UUID]:
    on = switched_on(authority)
    if through not in on:
        return set()
    stands = {one.id for one in offers if one.source_id is None}
    declared = kinds()
    for key, theirs in _by_kind(one for one in offers if one.source_id is not None).items():
        if key in declared and key[0] in on:
            alive = declared[key].standing([one.source_id for one in theirs if one.source_id])
            stands |= {one.id for one in theirs if one.source_id in alive}
    return stands
