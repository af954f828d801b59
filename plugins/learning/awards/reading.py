"""Award rounds and nominations for pages: rounds newest first, nominations narrowed and paged, what waits for me."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Person, Place, db, local_today
from plugins.learning.awards.results import kept_back
from plugins.learning.models import AwardCategory, AwardInterest, AwardRound, Nomination
from plugins.learning.vocabulary import AGREEMENTS, STAGES

BETWEEN = "~"
_NAMES = ("area", "stage", "agreement", "after")


@dataclass(frozen=True)
class Filters:
    """What judges narrowed the list to; "" is no narrowing. `after` is the last row of the page before."""

    area: str = ""
    stage: str = ""
    agreement: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}


class Line(NamedTuple):
    """One nomination in the judges' list. `known`: the reader has said that they know them."""

    id: UUID
    name: str
    person_id: UUID | None
    category: str
    area: str
    relation: str
    agreement: str
    stage: str
    made_at: datetime
    known: bool


def rounds(*, planned: bool = False) -> list[AwardRound]:
    """The rounds of this council, the newest first; those that are still planned only where asked for."""
    query = db.select(AwardRound).order_by(AwardRound.opens_on.desc().nulls_first(), AwardRound.title)
    return list(db.session.scalars(query if planned else query.where(AwardRound.state != "draft")))


def categories(round: AwardRound) -> list[AwardCategory]:
    """What one can be put forward for, in order."""
    query = db.select(AwardCategory).where(AwardCategory.round_id == round.id)
    return list(db.session.scalars(query.order_by(AwardCategory.position, AwardCategory.title)))


def takes_nominations(round: AwardRound) -> bool:
    """Whether somebody can be put forward today."""
    today = local_today()
    if round.state != "open" or round.opens_on is None or round.closes_on is None:
        return False
    return round.opens_on <= today <= round.closes_on


def lines(round: AwardRound, filters: Filters, reader: Actor, size: int) -> tuple[list[Line], str | None]:
    """One page of the nominations, the oldest first, and where the next one starts; three statements."""
    rows = db.session.execute(_read(round).where(*_wanted(filters)).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.made_at.isoformat()}{BETWEEN}{last.id}" if last else None
    shown, hidden = rows[:size], kept_back(row.person_id for row in rows[:size])
    known = _known(reader, [row.id for row in shown])
    found = [Line(**row._mapping, known=row.id in known) for row in shown]
    if filters.area:  # a list of one area must not tell what a page keeps back
        found = [line for line in found if line.person_id not in hidden]
    return [line._replace(area="") if line.person_id in hidden else line for line in found], following


def waiting_for(person_id: UUID) -> Sequence[Any]:
    """Nominations that wait for this person's own yes or no, in rounds that are not over."""
    query = (
        db.select(Nomination.id, AwardRound.title)
        .join(AwardRound, _of_round())
        .where(Nomination.person_id == person_id, Nomination.agreement == "waiting", AwardRound.state != "announced")
    )
    return db.session.execute(query.order_by(Nomination.made_at)).all()


def of_person(person_id: UUID) -> Sequence[Any]:
    """Every nomination of this person that they were told of, the newest first."""
    columns = (Nomination.id, Nomination.agreement, Nomination.stage, AwardRound.title, AwardRound.state)
    query = db.select(*columns).join(AwardRound, _of_round()).where(Nomination.person_id == person_id)
    return db.session.execute(query.order_by(Nomination.made_at.desc())).all()


def to_ask(most: int) -> int:
    """How many nominees have not been asked yet in rounds that are not over, counted up to `most`."""
    query = (
        db.select(Nomination.id)
        .join(AwardRound, _of_round())
        .where(Nomination.agreement == "waiting", AwardRound.state.in_(("open", "judging")))
    )
    return len(db.session.execute(query.limit(most)).all())


def nominee(nomination: Nomination) -> Person | None:
    """The person on record, once staff know who it is."""
    return db.session.get(Person, nomination.person_id) if nomination.person_id else None


def _read(round: AwardRound) -> Any:
    columns = (Nomination.id, Nomination.name, Nomination.person_id)
    rest = (Nomination.relation, Nomination.agreement, Nomination.stage, Nomination.made_at)
    return (
        db.select(*columns, AwardCategory.title.label("category"), Place.name.label("area"), *rest)
        .outerjoin(
            AwardCategory,
            (AwardCategory.authority_id == Nomination.authority_id) & (AwardCategory.id == Nomination.category_id),
        )
        .outerjoin(Place, (Place.authority_id == Nomination.authority_id) & (Place.id == Nomination.place_id))
        .where(Nomination.round_id == round.id)
        .order_by(Nomination.made_at, Nomination.id)
    )


def _wanted(filters: Filters) -> Iterable[Any]:
    if filters.stage in STAGES:
        yield Nomination.stage == filters.stage
    if filters.agreement in AGREEMENTS:
        yield Nomination.agreement == filters.agreement
    if filters.area:
        yield Place.key == filters.area
    moment, _, id = filters.after.partition(BETWEEN)
    try:
        at, last = datetime.fromisoformat(moment), UUID(id)
    except ValueError:
        return
    yield db.or_(Nomination.made_at > at, db.and_(Nomination.made_at == at, Nomination.id > last))


def _known(reader: Actor, ids: Sequence[UUID]) -> set[UUID]:
    if reader.person_id is None or not ids:
        return set()
    query = db.select(AwardInterest.nomination_id).where(AwardInterest.person_id == reader.person_id)
    return set(db.session.scalars(query.where(AwardInterest.nomination_id.in_(ids))))


def _of_round() -> Any:
    return (AwardRound.authority_id == Nomination.authority_id) & (AwardRound.id == Nomination.round_id)
