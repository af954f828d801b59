"""The shapes of a participation model, and the models that Heard knows (models.toml); pure.

Raises pydantic.ValidationError with plain reasons: a model of degrees never carries a level, so that it cannot be drawn
as a ranking, and a mapping never goes without its reason. Source: N18, L9, LA1, LA47, W26.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Shape = Literal["steps", "degrees", "questions"]
FILE = Path(__file__).with_name("models.toml")


class Strict(BaseModel):
    """Base of everything here: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DeclaredMeans(Strict):
    """What a mode is in another model, and the reason."""

    model: Key
    mode: Key
    why: Reason


class DeclaredMode(Strict):
    """One mode: a step, a degree or a question. `about` is for staff, `plain` what a young person says of it.

    `level` counts the steps of a model whose shape is steps. `openings`, `opportunities` and `obligations` are the
    three stages of a level (Shier); other models leave them empty.
    """

    key: Key
    title: Line
    about: Words = ""
    plain: Words = ""
    level: Annotated[int, Field(ge=1, le=20)] | None = None
    openings: Words = ""
    opportunities: Words = ""
    obligations: Words = ""
    means: tuple[DeclaredMeans, ...] = ()


class KnownModel(Strict):
    """A whole model. No modes: an empty template, which a council fills in."""

    key: Key
    title: Line
    shape: Shape = "degrees"
    source: Words = ""
    modes: tuple[DeclaredMode, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if problem := fault_of(self.shape, self.modes):
            raise ValueError(problem)
        return self


def fault_of(shape: str, modes: Iterable[DeclaredMode]) -> str:
    """What is wrong with these modes in a model of that shape, "" for nothing."""
    found = list(modes)
    for what, values in (("key", [mode.key for mode in found]), ("title", [mode.title for mode in found])):
        if len(set(values)) != len(values):
            return f"two modes have the same {what}"
    levels = [mode.level for mode in found if mode.level is not None]
    if shape != "steps" and levels:
        return "only a model of steps counts its modes: take the levels out, or make the shape steps"
    if shape == "steps" and (len(levels) != len(found) or len(set(levels)) != len(levels)):
        return "each step needs a level of its own"
    if shape == "questions" and any(mode.means for mode in found):
        return "questions are answered one by one and stand for no mode of another model"
    return ""


def loose_ends(models: Mapping[str, Iterable[DeclaredMode]]) -> list[str]:
    """Mappings among `models` that lead to a model or mode that is not there, in words."""
    there = {key: {mode.key for mode in modes} for key, modes in models.items()}
    return [
        f"{key}/{mode.key} means {means.model}/{means.mode}, which is not there"
        for key, modes in models.items()
        for mode in modes
        for means in mode.means
        if means.mode not in there.get(means.model, ())
    ]


@cache
def library() -> Mapping[str, KnownModel]:
    """The models that come with Heard, by key, in the order of the file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["model"]
    return MappingProxyType({model["key"]: KnownModel.model_validate(model) for model in read})
