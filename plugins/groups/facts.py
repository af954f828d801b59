"""One group in words: how to join, when it meets, which boards hear it, what comes round each year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from core.api import Actor, Organisation, Place, as_written, db, gettext, ngettext
from plugins.groups.models import Affiliate, Board, BoardSeat, Group, JoinRoute, StandingEvent
from plugins.groups.rules import Ages, cadence_words, times_a_year
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import MONTHS, ROUTE_SAYS, ROUTES, SEAT_ROLES


@dataclass(frozen=True)
class Said:
    """One fact in words: its record, a heading, and what follows it."""

    id: UUID
    title: str
    text: str = ""
    url_key: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything about a group that is no column of its own."""

    routes: list[Said]
    seats: list[Said]
    events: list[Said]
    affiliates: list[Said]
    programme: Any = None
    parts_of: tuple[Any, ...] = ()
    place: str = ""
    organisation: str = ""


def of(group: Group, actor: Actor) -> Facts:
    """Read the facts of `group`; groups that `actor` may not see are not named."""
    return Facts(
        routes=[_route(row) for row in _rows(JoinRoute, group.id, JoinRoute.position)],
        seats=seats_of(group.id),
        events=[_event(row) for row in _rows(StandingEvent, group.id, StandingEvent.name)],
        affiliates=[Said(row.id, row.name, as_written(row.note)) for row in _rows(Affiliate, group.id, Affiliate.name)],
        programme=_near(Group.id == group.programme_id, actor).first() if group.programme_id else None,
        parts_of=tuple(_near(Group.programme_id == group.id, actor)),
        place=_name(Place, group.place_id),
        organisation=_name(Organisation, group.organisation_id),
    )


def ways_into(groups: Iterable[UUID]) -> dict[UUID, list[Said]]:
    """How each of these groups is joined, in the order in which it says so; one query for all of them."""
    query = db.select(JoinRoute).where(JoinRoute.group_id.in_(list(groups)))
    found: dict[UUID, list[Said]] = {}
    for row in db.session.scalars(query.order_by(JoinRoute.position, JoinRoute.id)):
        found.setdefault(row.group_id, []).append(_route(row))
    return found


def affiliates_of(groups: Iterable[UUID]) -> list[Said]:
    """Bodies that take part in these groups without being ours, by name (W8)."""
    query = db.select(Affiliate).where(Affiliate.group_id.in_(list(groups))).order_by(Affiliate.name, Affiliate.id)
    return [Said(row.id, row.name, as_written(row.note)) for row in db.session.scalars(query)]


def seats_of(group_id: UUID) -> list[Said]:
    """What the group has to do with each board, in words."""
    joined = (
        db.select(BoardSeat, Board.name, Board.key)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .where(BoardSeat.group_id == group_id)
        .order_by(Board.name, BoardSeat.role)
    )
    return [
        Said(seat.id, _seat(seat, _the(name)), seat_words(seat), key)
        for seat, name, key in db.session.execute(joined)
    ]


def seat_words(seat: Any) -> str:
    """How many seats, how often, and the note; what is not stated is left out, but for seats."""
    parts = []
    if seat.role == "seat":
        parts.append(gettext("Number of seats not stated") if seat.seats is None else _seats(seat.seats))
    if seat.times_per_year:
        parts.append(times_a_year(seat.times_per_year))
    said = _sentences([*parts, as_written(seat.note.rstrip("."))])
    return said + "." if said else ""


def meets_words(group: Any) -> str:
    """How often and when a group meets; "" when neither is stated."""
    written = [as_written(words.rstrip(".")) for words in (group.meets_when, group.meets_at)]
    return _sentences([cadence_words(group.cadence, group.cadence_count), *written])


def _seat(seat: Any, board: str) -> str:
    return gettext("%(role)s %(board)s", role=gettext(SEAT_ROLES[seat.role]), board=board)


def _sentences(parts: list[str]) -> str:
    """The parts that say something, one after another; a council's own words among them may be marked as such."""
    said = [part for part in parts if part]
    stop = Markup(". ") if any(isinstance(part, Markup) for part in said) else ". "
    return stop.join(said)


def _seats(number: int) -> str:
    return ngettext("%(number)s seat", "%(number)s seats", number)


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else gettext("the %(name)s", name=name)


def _rows(model: Any, group_id: UUID, order: Any) -> Any:
    return db.session.scalars(db.select(model).where(model.group_id == group_id).order_by(order, model.id))


def _near(criterion: Any, actor: Actor) -> Any:
    query = db.select(Group.key, Group.name, Group.purpose).where(criterion, SEES_GROUP.criteria(actor))
    return db.session.execute(query.order_by(Group.name))


def _name(model: Any, id: UUID | None) -> str:
    return db.session.scalar(db.select(model.name).where(model.id == id)) or "" if id else ""


def _route(row: JoinRoute) -> Said:
    return Said(row.id, _route_words(row), as_written(row.how) or gettext(ROUTE_SAYS[row.kind]))


BY_SOMEBODY = frozenset({"election", "nomination", "invitation", "appointment"})


def _route_words(row: JoinRoute) -> str:
    if not row.by_whom:
        return gettext(ROUTES[row.kind])
    who = as_written(", ".join(row.by_whom))
    if row.kind == "delegation":
        return gettext("Sent by: %(who)s", who=who)
    how = gettext(ROUTES[row.kind])
    if row.kind in BY_SOMEBODY:
        return gettext("%(how)s by: %(who)s", how=how, who=who)
    return gettext("%(how)s: %(who)s", how=how, who=who)


def _event(row: StandingEvent) -> Said:
    month = gettext(MONTHS[str(row.month)]) if row.month else ""
    often = times_a_year(row.times_per_year) if row.times_per_year else ""
    return Said(row.id, row.name, _sentences([often, month, as_written(row.note.rstrip("."))]))


def ages_of(row: Any) -> Ages:
    """The age range of a group or of a row with its columns."""
    return Ages(row.age_min, row.age_max, row.age_stretch, row.age_rule)


def cadence_of(row: Any) -> str:
    """How often a group or a row with its columns meets, in words."""
    return cadence_words(row.cadence, row.cadence_count)
