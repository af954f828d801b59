"""The posts beyond the council that its file says groups fill: a starting set, which staff change on screen afterwards.

A key that is left out is not the file's. Raises pydantic.ValidationError with plain reasons. Source: W48.
"""

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from plugins.youth_voice.delegates import stored
from plugins.youth_voice.settings import Key, Line

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]


class DeclaredPost(BaseModel):
    """A post that members of the group `group` hold elsewhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    group: Key
    title: Line
    forum: str = ""
    about: str = ""
    places: Annotated[int, Field(ge=1, le=50)] = 1
    deputies: Annotated[int, Field(ge=0, le=50)] = 0
    term_months: Annotated[int, Field(ge=1, le=120)] | None = None
    source: str = ""


class YouthVoiceContent(BaseModel):
    """The `[plugins.youth_voice.content]` part of a council's file: posts beyond the council."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    post: list[DeclaredPost] = []

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [one.key for one in self.post]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"post key used twice: {', '.join(twice)}")
        return self

    def declared(self) -> dict[tuple[str, str], Fields]:
        """Everything declared as ("post", key) -> plain fields."""
        return {("post", one.key): _stated(one) for one in self.post}

    @classmethod
    def current(cls, authority: "Authority") -> dict[tuple[str, str], Fields]:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one post what `change` says; who holds it stays as it is."""
        stored.save(change.key, change.fields)


def _stated(one: DeclaredPost) -> Fields:
    return one.model_dump(mode="json", exclude={"key"}, exclude_unset=True)
