"""The fixed words of elections: key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

STATES: Final[Words] = {
    "draft": "Not started",
    "standing": "Candidates can stand",
    "voting": "Voting is open",
    "closed": "Papers to count",
    "counted": "Counted, not declared yet",
    "declared": "Declared",
    "void": "Called off",
}
TONES: Final[Words] = {"voting": "accent", "closed": "warn", "counted": "warn", "declared": "good"}
HOW: Final[Words] = {
    "both": gettext_noop("On screen and on paper"),
    "screen": gettext_noop("On screen"),
    "paper": gettext_noop("On paper"),
}
TIE_RULES: Final[Words] = {
    "lot": gettext_noop("By lot, drawn in front of witnesses"),
    "vote_again": gettext_noop("Those who tied are voted on again"),
    "share": gettext_noop("They share the place and take turns"),
    "group": gettext_noop("The group chooses between them"),
}
SETTLING: Final[Words] = {
    "lot": "Draw lots in front of witnesses, then say here who won.",
    "vote_again": "Hold another vote between those who tied.",
    "share": "They share the place. Agree with them who goes when, and write it down here.",
    "group": "Ask the group to choose between them, then say here whom it chose.",
}
CANDIDATES: Final[Words] = {
    "asked": "Has not answered yet",
    "standing": "Stands",
    "declined": "Said no",
    "withdrawn": "Has withdrawn",
}
