"""The services that a council's file begins with; staff add and change them on screen afterwards.

A key that is left out is not the file's. Raises pydantic.ValidationError with plain reasons. Source: LA27, LA36, LA49.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from plugins.participation_champions import stored

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]
Key = Annotated[str, StringConstraints(pattern=r"[a-z0-9]+(-[a-z0-9]+)*", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class DeclaredService(BaseModel):
    """A service. `organisation` is a key of the council's organisations, `only_in` keys of its places."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    title: Line
    about: Words = ""
    organisation: Key | Literal[""] = ""
    reach: Literal["", "statutory", "targeted", "universal"] = ""
    only_in: tuple[Key, ...] = ()
    source: Line | Literal[""] = ""

    def stated(self) -> Fields:
        """What the file says of it."""
        return self.model_dump(mode="json", exclude={"key"}, exclude_unset=True)


class ChampionsContent(BaseModel):
    """The `[plugins.participation_champions.content]` part of a council's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: tuple[DeclaredService, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        keys = [one.key for one in self.service]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"service key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as ("service", key) -> plain fields."""
        return {("service", one.key): one.stated() for one in self.service}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one service what `change` says. One that the file no longer names stays, with its champions."""
        stored.save(change.key, change.fields)
