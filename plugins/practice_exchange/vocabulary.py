"""The fixed words of this plugin, kept in one place so that forms, pages and rules say the same."""

from collections.abc import Mapping
from typing import Final

NAME: Final = "practice_exchange"
FAR: Final[Mapping[str, str]] = {
    "not_yet": "Not yet",
    "begun": "We have begun",
    "mostly": "Mostly",
    "done": "We do this",
}
FAR_TONES: Final[Mapping[str, str]] = {"not_yet": "warn", "begun": "accent", "mostly": "council", "done": "good"}
SOLVED: Final = "solved"
WHY: Final[Mapping[str, str]] = {
    "consent": "The consent behind this was withdrawn. Remove it.",
    "erased": "The consent behind this was withdrawn. Remove it.",
    "owner": "The council that offered it took it back. Remove it.",
    "source": "It may not be told any more where it came from. Remove it.",
    "old": "It was offered long ago, and its time is over. Remove it.",
    "gone": "It is not there any more where it came from. Remove it.",
}
"""Why a copy must go, as the council that took it reads it: never more than it has to know."""
RESTS: Final = "It is not offered at this moment, so its words are hidden. Look again tomorrow."
"""The council has a part of Heard switched off, or something was just taken down."""
