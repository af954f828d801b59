"""The participation models that a council's file says it uses: a starting set, which staff change on screen afterwards.

A model that Heard knows needs no more than its key; one of the council's own brings its title and its modes. A key that
is left out is not the file's. Raises pydantic.ValidationError with plain reasons. Source: N18, L9, LA1, LA47.
"""

from typing import TYPE_CHECKING, Any, Self

from pydantic import model_validator

from plugins.influence.modes import stored
from plugins.influence.modes.library import (
    DeclaredMode,
    Key,
    Line,
    Shape,
    Strict,
    Words,
    fault_of,
    library,
    loose_ends,
)

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]


class ModelInUse(Strict):
    """A model that the council uses. `chosen`: where its strategy names it, or why it was taken."""

    key: Key
    title: Line | None = None
    shape: Shape | None = None
    source: Words | None = None
    chosen: Words = ""
    modes: tuple[DeclaredMode, ...] | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        known = library().get(self.key)
        if known is None and self.title is None:
            raise ValueError(f"Heard knows no model {self.key}: give it a title")
        if problem := fault_of(self.shape or (known.shape if known else "degrees"), self.all_modes):
            raise ValueError(problem)
        return self

    @property
    def all_modes(self) -> tuple[DeclaredMode, ...]:
        """Its modes: the file's own, or those that Heard knows."""
        known = library().get(self.key)
        return self.modes if self.modes is not None else known.modes if known else ()

    def stated(self) -> Fields:
        """What the file says of it, and that it is in use."""
        said = self.model_dump(mode="json", exclude={"key"}, exclude_unset=True, exclude_none=True)
        return {"in_use": True} | {name: value if name != "modes" else self._full() for name, value in said.items()}

    def _full(self) -> list[Fields]:
        return [mode.model_dump(mode="json") for mode in self.modes or ()]


class InfluenceContent(Strict):
    """The `[plugins.influence.content]` part of a council's file: its participation models, the first first."""

    model: tuple[ModelInUse, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        keys = [one.key for one in self.model]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"model key used twice: {', '.join(twice)}")
        known = {key: one.modes for key, one in library().items()}
        if loose := loose_ends(known | {one.key: one.modes for one in self.model if one.modes is not None}):
            raise ValueError("; ".join(loose))
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as ("model", key) -> plain fields."""
        return {("model", one.key): one.stated() for one in self.model}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one model what `change` says; wordings that were recorded with stay as they are."""
        stored.save(change.key, change.fields, note="From the council's file")
