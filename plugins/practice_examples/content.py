"""Examples that a council's file declares: a starting set, which staff change, look through and publish on screen.

Applied, an example is a story that nobody outside can read: a person looks it through first. Raises
pydantic.ValidationError with plain reasons. Source: NC1, NC2 to NC53.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plugins.practice_examples import stored

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]


class Declared(BaseModel):
    """Base of everything declared: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeclaredPart(Declared):
    """One part of an example: a key of the council's shape of stories, and for whom, where it is told by audience."""

    part: Key
    audience: Annotated[str, StringConstraints(max_length=80)] = ""
    words: Words


class DeclaredCount(Declared):
    """How many of what; everybody reads about how many, and small counts are kept back (NC11)."""

    title: Line
    count: Annotated[int, Field(ge=0, le=1_000_000)]


class DeclaredPerson(Declared):
    """Somebody in an example, under another name, and where their agreement is kept (NC44)."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    agreed_how: Line


class DeclaredExample(Declared):
    """An example of practice."""

    key: Key
    title: Line
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)] = ""
    happened_on: date | None = None
    until: date | None = None
    place: str | None = None
    group: str | None = None
    contact: str = ""
    part: tuple[DeclaredPart, ...] = ()
    counts: tuple[DeclaredCount, ...] = ()
    people: tuple[DeclaredPerson, ...] = ()
    source: str = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        places = [(one.part, one.audience) for one in self.part]
        if len(set(places)) != len(places):
            raise ValueError(f"{self.key}: the same part is told twice to the same audience")
        if self.happened_on and self.until and self.until < self.happened_on:
            raise ValueError(f"{self.key}: it ends before it begins")
        return self


class PracticeExamplesContent(Declared):
    """The `[plugins.practice_examples.content]` part of a council's file."""

    example: tuple[DeclaredExample, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        keys = [one.key for one in self.example]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"example key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as ("example", key) -> plain fields."""
        left_out = {"key", "source"}
        dumped = {one.key: one.model_dump(mode="json", exclude=left_out, exclude_unset=True) for one in self.example}
        return {("example", key): stored.canonical(fields) for key, fields in dumped.items()}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one example what `change` says; what is public stays until somebody publishes it again."""
        stored.save(change.key, change.fields)
