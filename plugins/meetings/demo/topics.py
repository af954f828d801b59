"""What made-up groups talk about: read from topics.toml, chosen by whom a group is for."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plugins.groups.api import Group

FILE = Path(__file__).parent / "topics.toml"
ELIGIBLE = (  # a word in who a group is for, and the audience that it stands for
    ("in care", "care"), ("care leaver", "leavers"), ("asylum", "care"), ("disab", "send"),
    ("young carer", "carers"), ("justice", "justice"),
)  # fmt: skip
CHILDREN = 12  # years: a group whose oldest are no older is one of children
LAST_PRIMARY_YEAR = 6
GROWN = 18
TEXTS = ("key", "title", "easy", "about", "aim", "younger", "older", "prompt", "summary")


@dataclass(frozen=True)
class Promise:
    """What somebody will do: by "worker", "decides", "member" or a name in words; `note` is what became of it."""

    text: str
    by: str
    note: str = ""


@dataclass(frozen=True, eq=False)
class Topic:
    """One thing to talk about, with everything that came of it; the fields are those of topics.toml."""

    key: str
    suits: frozenset[str]
    title: str
    easy: str
    about: str
    aim: str
    younger: str
    older: str
    prompt: str
    said: tuple[str, ...]
    said_younger: tuple[str, ...]
    decided: tuple[str, ...]
    promised: tuple[Promise, ...]
    summary: str
    lines: tuple[str, ...]
    paper: dict[str, str]


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic in the order of the file."""
    return tuple(_read(one) for one in tomllib.loads(FILE.read_text(encoding="utf-8"))["topic"])


def suiting(group: Group) -> Sequence[Topic]:
    """The topics for this group: those of its own first, then those of everybody of its age."""
    own, general = audiences(group)
    first = [one for one in topics() if own & one.suits]
    return [*first, *(one for one in topics() if general in one.suits and one not in first)]


def audiences(group: Group) -> tuple[frozenset[str], str]:
    """The audiences of the group's own, and the general one that it belongs to, "" for none."""
    if group.participants != "young_people":
        return frozenset({"staff" if group.participants == "staff" else "parents"}), ""
    words = " ".join(group.eligibility).casefold()
    own = frozenset(audience for word, audience in ELIGIBLE if word in words)
    return own, "children" if is_of_children(group) else "" if is_grown(group) and own else "teens"


def is_of_children(group: Group) -> bool:
    """True for a group of primary age."""
    years, oldest = group.school_years, group.age_max
    return max(years) <= LAST_PRIMARY_YEAR if years else oldest is not None and oldest <= CHILDREN


def is_grown(group: Group) -> bool:
    """True for a group of young adults."""
    return (group.age_min or 0) >= GROWN


def words_of(topic: Topic, group: Group) -> Sequence[str]:
    """What members of this group say about the topic."""
    return topic.said_younger or topic.said if is_of_children(group) else topic.said


def _read(one: dict[str, Any]) -> Topic:
    lists = {name: tuple(one.get(name, ())) for name in ("said", "said_younger", "decided", "lines")}
    promised = tuple(Promise(**each) for each in one["promised"])
    rest: dict[str, Any] = {name: one[name] for name in TEXTS} | lists
    paper = {name: text.strip() for name, text in one.get("paper", {}).items()}
    return Topic(suits=frozenset(one["suits"]), promised=promised, paper=paper, **rest)
