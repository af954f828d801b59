"""What the plugin answers for about a person: a copy of it, its erasure, a merge with their twin, and when it has
been kept long enough.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, Person, RetentionDue, db, hookimpl, period
from plugins.groups import membership
from plugins.groups.boards import keeping
from plugins.groups.joining import keeping as joining_keeping
from plugins.groups.models import (
    Board,
    BoardRating,
    BoardSeat,
    Candidate,
    Constituency,
    Election,
    Group,
    Joining,
    Membership,
    SeatHolder,
    Voter,
)
from plugins.groups.rules import months_before

HIDDEN = frozenset({"authority_id", "id", "version", "code_hash", "position", "on_screen", "on_paper"})
"""Columns that tell a person nothing about themselves, or would open an answer that is not theirs."""


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, where it is, what it belongs to."""

    title: str
    kind: str
    model: Any
    column: str
    belongs_to: tuple[tuple[str, Any], ...]


HOLDINGS = (
    Held("Groups you are or were in", "group memberships", Membership, "person_id", (("group_id", Group),)),
    Held(
        "Groups you were asked to join or asked about", "ways into groups", Joining, "person_id", (("group_id", Group),)
    ),
    Held("Elections you stood in", "candidacies", Candidate, "person_id", (("election_id", Election),)),
    Held("Elections you could vote in", "lines on voters' rolls", Voter, "person_id", (("election_id", Election),)),
    Held("Seats you hold on boards", "seats on boards", SeatHolder, "person_id", (("seat_id", BoardSeat),)),
    Held(
        "What you thought of a board's meetings", "ratings of boards", BoardRating, "person_id", (("board_id", Board),)
    ),
)
NAMED = (
    Held(
        "People you put forward for a group",
        "names of nominators",
        Joining,
        "put_forward_by_id",
        (("group_id", Group),),
    ),
    Held(
        "Elections you run", "names of returning officers", Constituency, "returning_officer_id", (("group_id", Group),)
    ),
)
"""Records of others, or of bodies, that name a person: the name goes, the record stays."""


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Every group, way in, election, seat and rating of the person (UK GDPR Art. 15); never how anybody voted."""
    parts = [ExportPart(held.title, [_plain(held, row) for row in _rows(held, person_id)]) for held in HOLDINGS]
    parts += [ExportPart(held.title, [_named_only(held, row) for row in _rows(held, person_id)]) for held in NAMED]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Records go whole, and the groups' counts with them; in records of others the name goes (UK GDPR Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in (*NAMED, *HOLDINGS)]
    if apply:
        _erase(found)
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Count the members of every group that either record is in: where both were, one member fewer is left."""
    touched = db.select(Membership.group_id).where(Membership.person_id.in_((kept_id, gone_id)))
    # Always in the same order, so that two merges at once wait for each other and never for ever.
    for group in db.session.scalars(db.select(Group).where(Group.id.in_(touched)).order_by(Group.id)).all():
        membership.recount(group)


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Memberships, seats and ratings of boards that ended longer ago than the council keeps records of members."""
    rule = period(authority, "member")
    oldest = months_before(today, rule.months)
    since = Person.born_on if rule.trigger == "birth" else db.func.coalesce(Membership.left_on, Group.ended_on)
    over = db.or_(Membership.status == "left", Group.status == "ended")
    left = (
        db.select(Membership.id)
        .join(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(over, since < oldest)
    )
    ids = db.session.scalars(left).all()
    found = [RetentionDue("group memberships", ids, oldest, "member")] if ids else []
    from_birth = rule.trigger == "birth"
    return [*found, *keeping.due(oldest, from_birth), *joining_keeping.due(oldest, from_birth)]


def takes_part(person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people is in a group that goes on, or holds a seat on a board."""
    going_on = (Membership.status != "left", Group.status != "ended", Membership.person_id.in_(person_ids))
    members = (
        db.select(Membership.person_id)
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(*going_on)
    )
    seats = db.select(SeatHolder.person_id).where(SeatHolder.to_on.is_(None), SeatHolder.person_id.in_(person_ids))
    return frozenset((*db.session.scalars(members), *db.session.scalars(seats)))


def _forget_memberships(rows: Sequence[Membership]) -> None:
    _erase([(HOLDINGS[0], list(rows))])


KEEPS = {
    "group memberships": Kept(Membership, _forget_memberships),
    "ways into groups": Kept(Joining),
    "seats held on boards": Kept(SeatHolder),
    "ratings of boards": Kept(BoardRating),
}


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _erase(found: list[tuple[Held, list[Any]]]) -> None:
    groups = [row.group_id for held, rows in found if held.model is Membership for row in rows]
    for held, rows in found:
        for row in rows:
            _erase_row(held, row)
    db.session.flush()
    for group_id in groups:
        membership.recount(db.session.get_one(Group, group_id))


def _erase_row(held: Held, row: Any) -> None:
    if held in HOLDINGS:
        db.session.delete(row)
        return
    setattr(row, held.column, None)
    if held.model is Joining:
        row.put_forward_by, row.why = "", ""


def _plain(held: Held, row: Any) -> dict[str, object]:
    """The record's own columns as plain values, and the names of what it belongs to."""
    names = dict(_belongings(held, row))
    names_of = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
    keys = (name for name in names_of if name not in HIDDEN)
    return names | {key: _simple(getattr(row, key)) for key in keys if getattr(row, key) not in (None, "")}


def _named_only(held: Held, row: Any) -> dict[str, object]:
    """What a record about somebody else says of this person: that they are named in it, and in which group."""
    return dict(_belongings(held, row))


def _belongings(held: Held, row: Any) -> Iterator[tuple[str, object]]:
    for column, model in held.belongs_to:
        parent = db.session.get(model, getattr(row, column))
        if parent is None:
            continue
        if hasattr(parent, "name"):
            yield column.removesuffix("_id"), parent.name
        else:
            group = db.session.get(Group, parent.group_id)
            yield "group", group.name if group else ""


def _simple(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
