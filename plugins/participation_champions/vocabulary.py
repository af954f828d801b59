"""The words of the champions' plugin: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

REACHES: Final[Words] = {
    "statutory": "Statutory",
    "targeted": "Targeted",
    "universal": "Universal: for every child",
}
"""LA45: participation beyond statutory and targeted services."""

GIFTS: Final[Words] = {
    "money": "Money, in pounds",
    "staff": "Staff time, in hours a month",
    "venue": "A room or a place to meet",
    "other": "Something else",
}
GIVEN: Final[Words] = {"yes": "It came", "partly": "Some of it came", "no": "It did not come"}
GIVEN_TONES: Final = {"yes": "good", "partly": "warn", "no": "bad"}

VERDICTS: Final[Words] = {
    "holds": gettext_noop("It holds: what I read shows it"),
    "partly": gettext_noop("Partly: some of it is shown"),
    "not_shown": gettext_noop("It is not shown"),
}
VERDICT_TONES: Final = {"holds": "good", "partly": "warn", "not_shown": "bad"}
