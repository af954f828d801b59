"""Contracts as a council's file declares them; staff change them on screen afterwards."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from plugins.participation_returns import stored

if TYPE_CHECKING:
    from core.api import Authority, Change

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Declared(BaseModel):
    """Base of everything declared: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeclaredContract(Declared):
    """A contract; `organisation` is the key of a provider in the same file."""

    key: Key
    organisation: Key
    title: Line
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""


class ParticipationReturnsContent(Declared):
    """The `[plugins.participation_returns.content]` part of a council's file."""

    contract: tuple[DeclaredContract, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [one.key for one in self.contract]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"contract key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Everything declared as ("contract", key) -> plain fields."""
        return {
            ("contract", one.key): one.model_dump(mode="json", exclude={"key"}, exclude_unset=True)
            for one in self.contract
        }

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], dict[str, Any]]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one contract what `change` says."""
        stored.save(change.key, change.fields)
