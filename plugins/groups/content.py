"""Groups and boards as a council's file declares them: a starting set, which staff change on screen
afterwards.

A key that is left out is "not stated". What is declared is checked whole: every board and programme that a group
names must be declared in the same file. Raises pydantic.ValidationError with plain reasons.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plugins.groups import stored
from plugins.groups.rules import cadence_problem
from plugins.groups.vocabulary import (
    ACCESS,
    CADENCES,
    COUNTED,
    DECISION_RIGHTS,
    KINDS,
    LISTINGS,
    PARTICIPANTS,
    ROUTES,
    SEAT_ROLES,
    STATUSES,
    Words,
)

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]


def _one_of(words: Words) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"must be one of: {', '.join(words)}")
        return value

    return check


def _known(words: Words) -> AfterValidator:
    return AfterValidator(_one_of(words))


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Age = Annotated[int, Field(ge=0, le=120)]
Count = Annotated[int, Field(ge=1, le=366)]
Year = Annotated[int, Field(ge=0, le=14)]


class Declared(BaseModel):
    """Base of everything declared: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeclaredRoute(Declared):
    """One way to join."""

    kind: Annotated[str, _known(ROUTES)]
    by_whom: list[Line] = []
    how: str = ""


class DeclaredSeat(Declared):
    """What the group has to do with one board."""

    board: Key
    role: Annotated[str, _known(SEAT_ROLES)] = "seat"
    seats: Annotated[int, Field(ge=0, le=200)] | None = None
    counted: Annotated[str, _known(COUNTED)] = "not_stated"
    times_per_year: Count | None = None
    note: str = ""


class DeclaredEvent(Declared):
    """Something that comes round each year; no month means that none is stated."""

    name: Line
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    times_per_year: Count | None = None
    note: str = ""


class DeclaredAffiliate(Declared):
    """A body that takes part without being one of the council's groups."""

    name: Line
    note: str = ""


class DeclaredPost(Declared):
    """A number of posts that the group fills from among its members."""

    role: Line
    number: Count


class DeclaredBoard(Declared):
    """A board that hears young people."""

    key: Key
    name: Line
    host: str = ""
    about: str = ""
    access_notes: str = ""
    decision_rights: Annotated[str, _known(DECISION_RIGHTS)] | None = None
    source: str = ""
    dates: list[date] = []


class DeclaredGroup(Declared):
    """A group with everything that its strategy document says about it."""

    key: Key
    name: Line
    kind: Annotated[str, _known(KINDS)] = "forum"
    status: Annotated[str, _known(STATUSES)] = "active"
    programme: Key | None = None
    organisation: str | None = None
    place: str | None = None
    purpose: str = ""
    purpose_easy: str = ""
    does: list[Line] = []
    who_for: str = ""
    participants: Annotated[str, _known(PARTICIPANTS)] = "young_people"
    age_min: Age | None = None
    age_max: Age | None = None
    age_stretch: Age | None = None
    age_rule: str = ""
    school_years: list[Year] = []
    eligibility: list[Line] = []
    cadence: Annotated[str, _known(CADENCES)] = "not_stated"
    cadence_count: Count | None = None
    cadence_target: Count | None = None
    meets_when: str = ""
    meets_at: str = ""
    formal_part: str = ""
    formal_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    informal_part: str = ""
    decision_rights: Annotated[str, _known(DECISION_RIGHTS)] | None = None
    posts: list[DeclaredPost] = []
    themes: list[Line] = []
    interests: list[Line] = []
    access_offer: list[Annotated[str, _known(ACCESS)]] = []
    languages: list[Line] = []
    contact: str = ""
    listing: Annotated[str, _known(LISTINGS)] = "public"
    members_hidden: bool = False
    target_attendances: Count | None = None
    target_unique: Count | None = None
    source: str = ""
    legal_note: str = ""
    advert: str = ""
    advert_until: date | None = None
    role_description: str = ""
    code_of_conduct: str = ""
    induction: list[Line] = []
    join: list[DeclaredRoute] = []
    seats: list[DeclaredSeat] = []
    events: list[DeclaredEvent] = []
    affiliates: list[DeclaredAffiliate] = []

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValueError("age_min must not be more than age_max")
        if self.age_stretch is not None and (self.age_max is None or self.age_stretch <= self.age_max):
            raise ValueError("age_stretch must be more than age_max")
        if problem := cadence_problem(self.cadence, self.cadence_count):
            raise ValueError(problem)
        for name, entries in self._unique_within():
            if len(set(entries)) != len(entries):
                raise ValueError(f"{name} names the same thing twice")
        return self

    def _unique_within(self) -> Iterable[tuple[str, list[Any]]]:
        yield "join", [route.kind for route in self.join]
        yield "seats", [(seat.board, seat.role) for seat in self.seats]
        yield "events", [event.name for event in self.events]
        yield "affiliates", [body.name for body in self.affiliates]


class GroupsContent(BaseModel):
    """The `[plugins.groups.content]` part of a council's file: its boards and its groups."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    board: list[DeclaredBoard] = []
    group: list[DeclaredGroup] = []

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        boards, groups = [board.key for board in self.board], [group.key for group in self.group]
        for kind, keys in (("board", boards), ("group", groups)):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"{kind} key used twice: {', '.join(twice)}")
        missing = {seat.board for group in self.group for seat in group.seats} - set(boards)
        if missing:
            raise ValueError(f"seats name a board that is not declared: {', '.join(sorted(missing))}")
        programmes = {group.programme for group in self.group if group.programme} - set(groups)
        if programmes:
            raise ValueError(f"programme names a group that is not declared: {', '.join(sorted(programmes))}")
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as (kind, key) -> plain fields, boards and programmes before what leans on them.

        Keys that the file leaves out are not the file's: what staff write there is no drift.
        """
        leaning = sorted(self.group, key=lambda group: group.programme is not None)
        boards = {("board", board.key): _stated(board) for board in self.board}
        return boards | {("group", group.key): _stated(group) for group in leaning}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one group or board what `change` says; members and anything not declared stay as they are."""
        bare = {"board": DeclaredBoard, "group": DeclaredGroup}[change.kind](key=change.key, name=change.key)
        stored.save(change.kind, change.key, _plain(bare) | dict(change.fields))


def _plain(declared: DeclaredBoard | DeclaredGroup) -> Fields:
    return stored.canonical(declared.model_dump(mode="json", exclude={"key"}))


def _stated(declared: DeclaredBoard | DeclaredGroup) -> Fields:
    return {name: value for name, value in _plain(declared).items() if name in declared.model_fields_set}
