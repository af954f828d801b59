"""The words a council uses for people and things, the reading bands it writes in and the languages it offers.

Councils name the same people differently ("young citizens" N67, "Children Looked After" LA4, "YPA" W57), so
a page never spells such a word itself: it asks for it by its key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


@dataclass(frozen=True)
class Language:
    """A language as its own speakers write it, and the direction it is read in ("ltr" or "rtl")."""

    name: str
    direction: str = "ltr"


def gettext_noop(text: str) -> str:
    """`text` itself: marks a word that is kept in English and translated where it is shown."""
    return text


BANDS: Mapping[str, str] = MappingProxyType(
    {"standard": gettext_noop("Standard"), "young": gettext_noop("Younger"), "easy": gettext_noop("Easy Read")}
)

TRANSLATIONS = Path(__file__).resolve().parent / "translations"  # <code>/LC_MESSAGES/messages.po

# English is what the source is written in; each other language has a catalogue (docs/languages.md). A test holds
# this list and that folder together.
LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        "en": Language("English"),
        "pl": Language("Polski"),
        "uk": Language("Українська"),
        "ur": Language("اردو", "rtl"),
    }
)


class Avoided(BaseModel):
    """A word this council asks its pages not to use, what to say instead, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: Word
    instead: Word
    reason: str = ""


class Words(BaseModel):
    """One council's terminology: each key has a plain default, and a council changes only what it must."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    child: Word = "child"
    children: Word = "children"
    young_person: Word = "young person"
    young_people: Word = "young people"
    children_and_young_people: Word = "children and young people"
    parent_carer: Word = "parent or carer"
    parents_carers: Word = "parents and carers"
    child_in_care: Word = "child in care"
    children_in_care: Word = "children in care"
    care_leaver: Word = "care leaver"
    care_leavers: Word = "care leavers"
    worker: Word = "participation worker"
    workers: Word = "participation workers"
    practitioner: Word = "practitioner"
    practitioners: Word = "practitioners"
    personal_adviser: Word = "personal adviser"
    personal_advisers: Word = "personal advisers"
    reviewing_officer: Word = "independent reviewing officer"
    decision_maker: Word = "decision-maker"
    decision_makers: Word = "decision-makers"
    group: Word = "group"
    groups: Word = "groups"
    board: Word = "board"
    boards: Word = "boards"
    avoid: tuple[Avoided, ...] = Field(default=())

    def word(self, key: str) -> str:
        """Return the council's word for `key`; raises KeyError for a key that no council has."""
        if key == "avoid" or key not in type(self).model_fields:
            raise KeyError(f"no such word key: {key}")
        return str(getattr(self, key))


PLAIN_WORDS = Words()


def avoided_in(text: str, words: Words) -> tuple[Avoided, ...]:
    """Return the words of `text` that the council asks its pages not to use, in the council's order."""
    padded = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    spaced = f" {' '.join(padded.split())} "
    return tuple(avoided for avoided in words.avoid if f" {avoided.word.casefold()} " in spaced)
