"""How staff read the ledger: states, voices and ways in plain words. Other readers' pages have words of their own."""

from collections.abc import Iterable, Mapping

from core.clock import local_today
from core.consent.purposes import Purpose
from core.consent.rules import Standing
from core.people.showing import day_words

STATES: Mapping[str, tuple[str, str]] = {
    "not_asked": ("Not asked", "neutral"),
    "asked": ("Asked, no answer yet", "neutral"),
    "given": ("Yes", "good"),
    "refused": ("No", "bad"),
    "withdrawn": ("Yes taken back", "bad"),
    "expired": ("Has run out", "warn"),
    "lapsed": ("No longer counts", "warn"),
    "unsettled": ("Has to be settled", "warn"),
}
LINES: Mapping[str, str] = {
    "asked": "Was asked",
    "given": "Yes",
    "refused": "No",
    "withdrawn": "Took the yes back",
    "expired": "Ran out",
    "lapsed": "Lapsed with a birthday",
}
CAPACITIES: Mapping[str, str] = {
    "own": "for themselves",
    "parental_responsibility": "with parental responsibility",
    "parent": "as a parent to whom it was delegated",
    "carer": "as a carer to whom it was delegated",
    "guardian": "as a guardian to whom it was delegated",
    "corporate_parent": "as corporate parent",
    "deputy": "as deputy",
    "worker": "settling what people said differently",
}
HOWS: Mapping[str, str] = {
    "screen": "on a screen",
    "link": "by a one-time link",
    "paper": "on paper",
    "spoken": "spoken, and noted",
    "job": "by itself",
}
IDENTITIES: Mapping[str, str] = {
    "seen": "I saw them in person and know them",
    "voice": "I know their voice",
    "called_back": "I called back on the number on record",
    "papers": "They showed who they are: a passport, a driving licence",
    "handed_over": "I handed the link or form over in person, and I know them",
}
SOON = 30  # days before its end from which staff are told to ask again
GIVEN = {
    "own": "the person themselves",
    "adult": "an adult",
    "council": "the council",
    "worker": "a worker who settled it",
}


def titles(purpose: Purpose, chosen: Iterable[str]) -> list[str]:
    """The chosen uses and wishes in the words and the order of the purpose."""
    wanted = set(chosen)
    return [title for name, title in purpose.choices.items() if name in wanted]


def standing_words(standing: Standing) -> str:
    """Why it stands as it stands: who said yes and until when, or the reason of the rules."""
    if not standing.holds:
        return standing.why
    who = " and ".join(GIVEN.get(voice, voice) for voice in standing.by)
    until = f", until {day_words(standing.until)}" if standing.until else ""
    soon = standing.until is not None and (standing.until - local_today()).days <= SOON
    return f"Yes from {who}{until}.{' Ask again soon.' if soon else ''}"
