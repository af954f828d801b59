"""Whom an alarm reaches at this moment: the leads with an account, the posts of the council's file, the duty number.

Plain values. Somebody whom a case names is left out of that case, whatever the stage; an allegation about an adult goes
to leads with an account only, for nobody knows who reads the mail of a post, and to the designated officer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from core.safeguarding.alarms.stages import CALL, DEPUTIES, DUTY
from core.safeguarding.clocks import ALLEGATIONS

EMAIL, TEXT = CHANNELS = ("email", "text")
LEAD, DEPUTY = RANKS = ("lead", "deputy")
AT_LEAST: Final = 2  # who hear of a case at once, where there are so many


@dataclass(frozen=True, slots=True)
class Way:
    """One address of somebody. `name` stands for it in tables and never holds the address itself."""

    name: str
    channel: str
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can be told. `key` is user:<id>, post:<hash>, duty or lado; `title` is shown to leads."""

    key: str
    title: str
    rank: str = LEAD
    user_id: UUID | None = None
    is_away: bool = False
    email: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Each address that there is."""
        pairs = zip(CHANNELS, (self.email, self.mobile), strict=True)
        return tuple(Way(f"{self.key}:{channel}", channel, address) for channel, address in pairs if address)


@dataclass(frozen=True, slots=True)
class Crew:
    """Everybody who can be told at one council, as they are now."""

    users: tuple[Member, ...]
    posts: tuple[Member, ...]
    duty: Member
    lado: Member

    @property
    def everybody(self) -> tuple[Member, ...]:
        """In the order in which they stand on the duty page."""
        return (*self.users, *self.posts, self.duty, self.lado)


def whom(crew: Crew, store_name: str, stage: str, barred: frozenset[UUID] = frozenset()) -> tuple[Member, ...]:
    """Whom a stage reaches; never nobody, as long as anybody can be reached who is not barred."""
    users = tuple(one for one in crew.users if one.user_id not in barred and one.ways)
    if store_name == ALLEGATIONS or _are_all_barred(crew, barred):
        return _of_allegation(users, crew, stage)
    if stage == DUTY:
        return (crew.duty,)
    known = (*users, *(one for one in crew.posts if one.ways))
    if stage == CALL:
        return known or (crew.duty,)
    if stage == DEPUTIES:
        return _first_of(_ranked(known, DEPUTY), _ranked(known, LEAD), known) or (crew.duty,)
    return _at_least_two(known) or (crew.duty,)


def _are_all_barred(crew: Crew, barred: frozenset[UUID]) -> bool:
    """True where there are leads and the case touches every one of them: the posts may well be theirs."""
    return bool(crew.users) and all(one.user_id in barred for one in crew.users)


def _of_allegation(users: tuple[Member, ...], crew: Crew, stage: str) -> tuple[Member, ...]:
    """The designated officer hears of it where no lead is left, or none of them has read it to the end."""
    if not users or stage == DUTY:
        return (crew.lado,)
    if stage == DEPUTIES:
        return _first_of(_ranked(users, DEPUTY), _ranked(users, LEAD), users)
    return _at_least_two(users)


def _at_least_two(known: tuple[Member, ...]) -> tuple[Member, ...]:
    """The leads on duty; with deputies where they are fewer than two, and all where everybody is away."""
    leads = _ranked(known, LEAD)
    both = leads if len(leads) >= AT_LEAST else (*leads, *_ranked(known, DEPUTY))
    return both or known


def _ranked(known: Iterable[Member], rank: str) -> tuple[Member, ...]:
    return tuple(one for one in known if one.rank == rank and not one.is_away)


def _first_of(*choices: tuple[Member, ...]) -> tuple[Member, ...]:
    return next((one for one in choices if one), ())
