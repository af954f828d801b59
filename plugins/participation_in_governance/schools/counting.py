"""How many schools took part: attendances and different schools are two numbers, and who has not come is a list (N55).

A school that came to three meetings is three attendances and one school. Everything is read from registers and
bookings; nothing is counted twice or typed in.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Organisation, Place, db
from plugins.meetings.api import Span, Visit, booked, visits
from plugins.participation_in_governance.models import SchoolAsked
from plugins.participation_in_governance.vocabulary import NOT_EXPECTED


@dataclass(frozen=True)
class School:
    """One school and one group: how often it came, when last, how many children it brought in all, whether it is
    booked, and what it answered when it was asked.
    """

    id: UUID
    name: str
    place: str
    times: int = 0
    last_on: date | None = None
    children: int = 0
    is_booked: bool = False
    asked: SchoolAsked | None = None

    @property
    def is_expected(self) -> bool:
        """False for a school that said that this is not for it."""
        return self.asked is None or self.asked.state not in NOT_EXPECTED


@dataclass(frozen=True)
class Taking:
    """Schools of one group in one year: `attendances` and `different` with their targets, None where there is none."""

    group: Any
    span: Span
    came: Sequence[School]
    not_come: Sequence[School]
    not_for_them: Sequence[School] = field(default=())

    @property
    def attendances(self) -> int:
        """Each school at each meeting."""
        return sum(school.times for school in self.came)

    @property
    def different(self) -> int:
        """Each school once."""
        return len(self.came)

    def figures(self) -> list[tuple[str, int, int | None]]:
        """The two numbers apart: what is counted, how many, and the target."""
        return [
            ("School attendances", self.attendances, self.group.target_attendances),
            ("Different schools", self.different, self.group.target_unique),
        ]


def taking(groups: Sequence[Any], span: Span) -> list[Taking]:
    """Schools of these groups in that year, in a fixed number of queries."""
    ids = [group.id for group in groups]
    there, schools = _by_group(visits(ids, span)), _schools()
    coming, asked = booked(ids, span), _asked(ids)
    return [_taking(group, span, there[group.id], schools, coming, asked) for group in groups]


def counts_schools(group: Any, visited: Collection[UUID] = ()) -> bool:
    """True for a group that schools bring children to: it has a target, is for school years, or schools came."""
    return bool(group.target_attendances or group.target_unique or group.school_years or group.id in visited)


def _taking(group: Any, span: Span, there: Sequence[Visit], schools: Sequence[Any], coming: Any, asked: Any) -> Taking:
    times = Counter(visit.school_id for visit in there)
    last = {visit.school_id: visit.on for visit in there}
    children: Counter[UUID] = Counter()
    for visit in there:
        children[visit.school_id] += visit.children
    read = [
        School(
            row.id,
            row.name,
            row.place or "",
            times[row.id],
            last.get(row.id),
            children[row.id],
            (group.id, row.id) in coming,
            asked.get((group.id, row.id)),
        )
        for row in schools
        if row.active or times[row.id]
    ]
    not_come = [school for school in read if not school.times]
    return Taking(
        group,
        span,
        came=[school for school in read if school.times],
        not_come=[school for school in not_come if school.is_expected],
        not_for_them=[school for school in not_come if not school.is_expected],
    )


def _by_group(found: Sequence[Visit]) -> dict[UUID, list[Visit]]:
    by: dict[UUID, list[Visit]] = defaultdict(list)
    for visit in found:
        by[visit.group_id].append(visit)
    return by


def _schools() -> Sequence[Any]:
    query = (
        db.select(Organisation.id, Organisation.name, Organisation.active, Place.name.label("place"))
        .outerjoin(Place, (Place.authority_id == Organisation.authority_id) & (Place.id == Organisation.place_id))
        .where(Organisation.kind == "school")
        .order_by(Organisation.name, Organisation.id)
    )
    return db.session.execute(query).all()


def _asked(groups: Sequence[UUID]) -> dict[tuple[UUID, UUID], SchoolAsked]:
    query = db.select(SchoolAsked).where(SchoolAsked.group_id.in_(groups))
    return {(row.group_id, row.school_id): row for row in db.session.scalars(query)}
