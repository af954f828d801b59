"""The series of events that a council's file declares: a starting set, which staff change on screen afterwards (N56).

A key that is left out is not the file's. Raises pydantic.ValidationError with plain reasons.
"""

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from core.api import db
from plugins.participation_in_governance.models import Series

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]
Things = dict[tuple[str, str], Fields]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
PLAIN = ("title", "about", "about_easy", "themes", "source", "is_public")


class DeclaredSeries(BaseModel):
    """A series of events: its name, what it is, and where the strategy names it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    title: Line
    about: Words = ""
    about_easy: Words = ""
    themes: tuple[Line, ...] = ()
    source: Words = ""
    is_public: bool = False


class ProgrammeContent(BaseModel):
    """The `[plugins.participation_in_governance.content]` part of a council's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    series: tuple[DeclaredSeries, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        keys = [one.key for one in self.series]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"series key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> Things:
        """Everything declared as ("series", key) -> plain fields."""
        return {
            ("series", one.key): one.model_dump(mode="json", exclude={"key"}, exclude_unset=True) for one in self.series
        }

    @classmethod
    def current(cls, authority: "Authority") -> Things:
        """What the database holds now, in the same shape as `declared`."""
        return {
            ("series", row.key): {name: getattr(row, name) for name in PLAIN}
            for row in db.session.scalars(db.select(Series))
        }

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one series what `change` says; its events stay as they are."""
        query = db.select(Series).where(Series.key == change.key)
        row = db.session.scalars(query).one_or_none() or Series(key=change.key)
        for name in PLAIN:
            if name in change.fields:
                setattr(row, name, change.fields[name])
        db.session.add(row)
        db.session.flush()
