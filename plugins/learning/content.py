"""The courses, award rounds and resources that a council's file begins with; staff change them on screen afterwards.

A key that is left out is not the file's. Raises pydantic.ValidationError with plain reasons. Source: NC23 to NC26 (an
award scheme), W53, LA22, LA53 (courses), N57, L9, L17 (resources).
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plugins.learning import stored

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]
Key = Annotated[str, StringConstraints(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Audience = Literal["staff", "champions", "young_people", "carers", "decision_makers"]


class Strict(BaseModel):
    """Unknown keys are a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Declared(Strict):
    """One thing of the file: its key, its title, and where the council's document speaks of it."""

    key: Key
    title: Line
    about: Words = ""
    source: str = Field("", max_length=200)

    def stated(self) -> Fields:
        """What the file says of it."""
        return self.model_dump(mode="json", exclude={"key"}, exclude_unset=True)


class DeclaredCourse(Declared):
    """A course. `months` is how long it holds; left out, for good."""

    audience: tuple[Audience, ...] = ()
    young_led: bool = False
    months: int | None = Field(None, ge=1, le=240)
    accredited_by: str = Field("", max_length=200)
    level: str = Field("", max_length=80)


class DeclaredCategory(Strict):
    """What one can be put forward for."""

    key: Key
    title: Line
    about: Words = ""


class DeclaredRound(Declared):
    """An award round. `area_kind` is one of the council's kinds of places; left out, there is one list for all."""

    age_from: int | None = Field(None, ge=0, le=99)
    age_to: int | None = Field(None, ge=0, le=99)
    area_kind: str = Field("", max_length=80)
    shortlist: int = Field(3, ge=1, le=50)
    opens_on: date | None = None
    closes_on: date | None = None
    ceremony_on: date | None = None
    ceremony: Words = ""
    lessons: Words = ""
    categories: tuple[DeclaredCategory, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            raise ValueError(f"{self.key}: the youngest age is above the oldest")
        if self.opens_on and self.closes_on and self.opens_on > self.closes_on:
            raise ValueError(f"{self.key}: it closes before it opens")
        return self

    def stated(self) -> Fields:
        """What the file says of it, each category whole."""
        said = super().stated()
        if "categories" in said:
            said["categories"] = [one.model_dump(mode="json") for one in self.categories]
        return said


class DeclaredResource(Declared):
    """A link or a guide; a file is added on screen."""

    kind: Literal["link", "guide", "practice"] = "link"
    url: str = Field("", max_length=500, pattern=r"(https://\S+)?")
    body: Words = ""
    open_to: Literal["everybody", "members", "staff"] = "everybody"
    easy_read: bool = False
    licence: str = Field("", max_length=200)
    audiences: tuple[Audience, ...] = ()
    languages: tuple[Line, ...] = ()
    topics: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.kind == "link" and not self.url:
            raise ValueError(f"{self.key}: a link needs its address")
        return self

    def stated(self) -> Fields:
        """What the file says of it, its lists in the order in which they are kept."""
        said = super().stated()
        lists = {name: sorted(said[name]) for name in ("audiences", "languages", "topics") if name in said}
        return {"kind": self.kind, "open_to": self.open_to} | said | lists


class LearningContent(Strict):
    """The `[plugins.learning.content]` part of a council's file."""

    course: tuple[DeclaredCourse, ...] = ()
    round: tuple[DeclaredRound, ...] = ()
    resource: tuple[DeclaredResource, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for kind in ("course", "round", "resource"):
            keys = [one.key for one in getattr(self, kind)]
            if twice := sorted({key for key in keys if keys.count(key) > 1}):
                raise ValueError(f"{kind} key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as (kind, key) -> plain fields."""
        found = (("course", self.course), ("round", self.round), ("resource", self.resource))
        return {(kind, one.key): one.stated() for kind, things in found for one in things}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one course, round or resource what `change` says."""
        stored.save(change.kind, change.key, change.fields)
