"""The made-up questions and what became of them, read from stories.toml."""

from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("stories.toml")


class Told(BaseModel):
    """The fields of every part of a story are those of the file; see its first lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Promised(Told):
    """Something that was promised."""

    what: str
    who: str
    within: int
    state: str
    note: str


class Answered(Told):
    """One answer."""

    after: int
    outcome: str
    words: str
    easy: str
    reason: str = ""
    promise: tuple[Promised, ...] = ()


class Proved(Told):
    """How it can be seen."""

    kind: str
    words: str
    part: int | None = None
    whole: int | None = None


class Story(Told):
    """One question and what became of it."""

    key: str
    heard: tuple[str, ...]
    title: str
    words: str
    easy: str
    can: str
    cannot: str
    success: str
    to: Literal["decides", "board", "partner"]
    office: str
    organisation: str = ""
    name: str = ""
    ago: int
    public: bool
    answer: tuple[Answered, ...]
    proof: Proved | None = None
    verdict: dict[str, int] = {}
    thinks: tuple[str, ...] = ()
    check: str = ""


class Idea(Told):
    """One thing said outside meetings."""

    words: str
    days: int
    permission: str
    sort: str


@cache
def _file() -> dict[str, Any]:
    return loads(FILE.read_text(encoding="utf-8"))


@cache
def stories() -> tuple[Story, ...]:
    """All questions, the oldest first: in that order they are numbered."""
    return tuple(sorted((Story(**one) for one in _file()["story"]), key=lambda story: -story.ago))


@cache
def ideas(kind: Literal["idea", "mine"]) -> tuple[Idea, ...]:
    """What came in without a meeting: by anybody, or by the young person who has an account."""
    return tuple(Idea(**one) for one in _file()[kind])
