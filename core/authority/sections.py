"""The sections of a council's file about its look, its documents, its year, its places and its partners.

All are frozen and refuse a key they do not know. Dates are calendar dates, both ends included.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from core.authority.colour import READABLE, WHITE, HexColour, contrast

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
OnsCode = Annotated[str, StringConstraints(pattern=r"^[EWSN]\d{8}$")]

OrganisationKind = Literal[
    "school", "college", "service", "provider", "board", "voluntary", "university", "health", "police",
    "partnership", "council",
]  # fmt: skip


class Section(BaseModel):
    """Anything in a council's file: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Look(Section):
    """Colours and lettermark; each colour must carry white text (4.5:1), and the two must differ."""

    colour: HexColour
    accent: HexColour
    lettermark: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{1,3}$")]

    @field_validator("colour", "accent")
    @classmethod
    def _readable(cls, colour: str) -> str:
        found = contrast(colour, WHITE)
        if found < READABLE:
            raise ValueError(f"white text on {colour} has a contrast of {found:.1f}:1; it needs {READABLE}:1")
        return colour

    @model_validator(mode="after")
    def _two_colours(self) -> Self:
        if self.colour == self.accent:
            raise ValueError("colour and accent are the same; choose two")
        return self


class Population(Section):
    """One denominator for reach rates: how many, of whom, when, and who counted (LA4).

    It may belong to an entry of a vocabulary of kind cohorts, or to a place: what is counted of them is set beside it.
    """

    key: Key
    title: Line
    count: int = Field(gt=0)
    year: int = Field(ge=1990, le=2100)
    source: Line
    approximate: bool = True
    cohort: Key | None = None
    place: Key | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if self.cohort and self.place:
            raise ValueError("belongs to a cohort or to a place, not to both")
        return self


class Strategy(Section):
    """The council's participation strategy: its name, when it runs, and its vision in plain words."""

    title: Line
    document: Line
    starts_on: date | None = None
    ends_on: date | None = None
    vision: Paragraph
    aims: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self


class ParticipationModel(Section):
    """The model a council explains participation with; no `stages` where no document names them (N18)."""

    name: Line
    definition: Paragraph
    stages: tuple[Line, ...] = ()
    practice_tools: tuple[Line, ...] = ()


class Term(Section):
    """A school term, first day to last day, both included."""

    key: Key
    name: Line
    starts_on: date
    ends_on: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self


class PlaceKind(Section):
    """What this council calls one kind of place: district, locality, ward, neighbourhood."""

    key: Key
    name: Line
    plural: Line


class Place(Section):
    """One place, and the key of the place that it lies inside (None at the top)."""

    key: Key
    kind: Key
    name: Line
    inside: Key | None = None
    code: OnsCode | None = None


class Organisation(Section):
    """A school, service, provider or partner the council works with; `place` is a place's key."""

    key: Key
    kind: OrganisationKind
    name: Line
    place: Key | None = None


class VocabularyItem(Section):
    """One choice of a vocabulary; `also` are other words for it, such as the life situations that groups are for."""

    key: Key
    title: Line
    also: tuple[Line, ...] = ()


class Vocabulary(Section):
    """A list of choices with a name; several of one kind may be live at the same time (N47 beside N54)."""

    key: Key
    kind: Literal["themes", "types", "modes", "outcomes", "levels", "cohorts", "barriers"]
    title: Line
    items: tuple[VocabularyItem, ...] = Field(min_length=1)


class Contact(Section):
    """A named team that people can reach for help with participation or about their data (L13)."""

    key: Key
    name: Line
    about: Line
    phone: Line | None = None
    email: Line | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.email):
            raise ValueError("give a phone number or an e-mail address")
        return self
