"""The words of the programme: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

VERSIONS: Final[Words] = {
    "standard": gettext_noop("Young people"),
    "young": gettext_noop("Children"),
    "easy": gettext_noop("Easy Read"),
}
"""Who a version of the agenda is for; the keys are the reading bands."""
OUTPUT_STATES: Final[Words] = {
    "planned": gettext_noop("Planned"),
    "making": gettext_noop("Being made"),
    "done": gettext_noop("Done"),
    "dropped": gettext_noop("Will not be made"),
}
OUTPUT_TONES: Final[Words] = {"planned": "neutral", "making": "accent", "done": "good", "dropped": "warn"}
ASKED: Final[Words] = {
    "asked": "Asked",
    "wants_to": "Wants to come",
    "not_this_year": "Not this year",
    "not_for_them": "Not for this school",
}
ASKED_TONES: Final[Words] = {
    "asked": "neutral",
    "wants_to": "good",
    "not_this_year": "warn",
    "not_for_them": "neutral",
}
NOT_EXPECTED: Final = frozenset({"not_for_them"})
ITEM_KINDS: Final[Words] = {
    "welcome": "Welcome",
    "news": "News: what happened since last time",
    "talk": "Talk about it",
    "decide": "Decide",
    "activity": "Activity",
    "break": "Break",
    "end": "End",
}
EASY_READ: Final = "easy_read"  # what a group offers where Easy Read comes first
CORPORATE: Final = "corporate"  # the kind of a meeting with senior officers (N33)
