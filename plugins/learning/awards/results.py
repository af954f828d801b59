"""What came of a round: how many stood on each area's list, who won there, and who won over all.

A winner is named to everybody only while they agree, asked at the moment of use; all others are counted in one line,
and a small number is not told (NC27). Staff who judge read names on their own pages. Of somebody whose whereabouts are
kept back nobody reads the area, and no page for everybody has their name.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Place, consent, db, disclosure, safeguarding
from plugins.learning.models import AwardCategory, AwardRound, Nomination
from plugins.learning.vocabulary import ON_THE_LIST, WON

NAMED: Final = "core.named"


class Winner(NamedTuple):
    """One winner. `name` is "" where they are not to be named."""

    nomination_id: UUID
    name: str
    category: str
    area: str
    is_overall: bool


class AreaResult(NamedTuple):
    """One area of a round, or (place_id None) a round without areas: how many on its list, and who won."""

    place_id: UUID | None
    area: str
    put_forward: int
    shortlisted: int
    winners: Sequence[Winner]


class Results(NamedTuple):
    """A round's outcome. `overall` also stands among the winners of their area."""

    areas: Sequence[AreaResult]
    overall: Sequence[Winner]

    @property
    def winners(self) -> list[Winner]:
        """Every winner once, area by area."""
        return [winner for area in self.areas for winner in area.winners]

    @property
    def named(self) -> list[Winner]:
        """Those who may be named now, the winner over all first."""
        return sorted((one for one in self.winners if one.name), key=lambda one: (not one.is_overall, one.area))

    @property
    def unnamed(self) -> int:
        """How many winners are not named; ask `disclosure` before a page shows it."""
        return sum(not one.name for one in self.winners)


def results_of(round_id: UUID, *, to_everybody: bool = True) -> Results:
    """The outcome of one round, in three statements; with `to_everybody` names only of those who agree now."""
    rows = db.session.execute(_read(round_id)).all()
    hidden = kept_back(row.person_id for row in rows)
    winners = [row for row in rows if row.stage in WON]
    agreed = _agreed(winners) - hidden if to_everybody else None
    by_area: dict[UUID | None, list[Any]] = {}
    for row in rows:
        by_area.setdefault(None if row.person_id in hidden else row.place_id, []).append(row)
    areas = sorted((_area(at, found, agreed) for at, found in by_area.items()), key=lambda each: each.area)
    return Results(areas, [one for area in areas for one in area.winners if one.is_overall])


def kept_back(person_ids: Iterable[UUID | None]) -> frozenset[UUID]:
    """Those of these people whose area whoever reads must not learn."""
    return frozenset(safeguarding.practice.whereabouts_hidden([one for one in person_ids if one is not None]))


def unnamed_words(number: int) -> str:
    """So many winners who are not named, as a page for everybody may tell it; "" for none."""
    return "" if not number else str(disclosure.published(number) or "")


def round_areas(round: AwardRound) -> list[tuple[UUID, str]]:
    """The places that judge for themselves in this round, by name; none where there is one list for all."""
    query = db.select(Place.id, Place.name).where(Place.kind == round.area_kind, Place.active.is_(True))
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Place.name))] if round.area_kind else []


def _read(round_id: UUID) -> Any:
    columns = (Nomination.id, Nomination.name, Nomination.person_id, Nomination.place_id, Nomination.stage)
    return (
        db.select(*columns, Place.name.label("area"), AwardCategory.title.label("category"))
        .outerjoin(Place, (Place.authority_id == Nomination.authority_id) & (Place.id == Nomination.place_id))
        .outerjoin(
            AwardCategory,
            (AwardCategory.authority_id == Nomination.authority_id) & (AwardCategory.id == Nomination.category_id),
        )
        .where(Nomination.round_id == round_id)
        .order_by(Nomination.made_at, Nomination.id)
    )


def _agreed(rows: Iterable[Any]) -> frozenset[UUID]:
    return consent.agreed([row.person_id for row in rows if row.person_id], NAMED)


def _area(place_id: UUID | None, rows: Sequence[Any], agreed: frozenset[UUID] | None) -> AreaResult:
    area = (rows[0].area or "") if place_id is not None else ""
    winners = [_winner(row, area, agreed) for row in rows if row.stage in WON]
    listed = sum(row.stage in ON_THE_LIST for row in rows)
    return AreaResult(place_id, area, len(rows), listed, winners)


def _winner(row: Any, area: str, agreed: frozenset[UUID] | None) -> Winner:
    may = agreed is None or row.person_id in agreed
    return Winner(row.id, row.name if may else "", row.category or "", area, row.stage == "overall")
