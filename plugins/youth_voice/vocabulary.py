"""The fixed words of youth_voice: key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

HOW_CHOSEN: Final[Words] = {
    "elected": gettext_noop("Elected through the group"),
    "chosen": gettext_noop("Chosen by the group"),
    "stepped_up": gettext_noop("Stepped up from deputy"),
}
WHOSE: Final[Words] = {
    "own": gettext_noop("Our own issue"),
    "council": gettext_noop("The council asked us"),
}
OUTCOMES: Final[Words] = {
    "changed": gettext_noop("Something changed"),
    "answered": gettext_noop("We got an answer"),
    "goes_on": gettext_noop("The group goes on with it"),
    "stopped": gettext_noop("We stopped"),
}
OUTCOME_TONES: Final[Words] = {"changed": "good", "answered": "accent", "goes_on": "accent", "stopped": "neutral"}
DID: Final[Words] = {
    "changed": gettext_noop("Changed because of it"),
    "partly": gettext_noop("Changed in part"),
    "not_changed": gettext_noop("Not changed, with a reason"),
}
DID_TONES: Final[Words] = {"changed": "good", "partly": "accent", "not_changed": "warn"}
EVENT_KINDS: Final[Words] = {
    "agm": gettext_noop("Annual general meeting"),
    "annual_report": gettext_noop("Annual report"),
    "away_day": gettext_noop("Away day with those who decide"),
    "national": gettext_noop("National event"),
    "other": gettext_noop("Another event"),
}
PACKED: Final = frozenset({"agm", "annual_report"})  # kinds that have a pack to print and to send
EVENT_STATES: Final[Words] = {
    "planned": gettext_noop("Planned"),
    "held": gettext_noop("It took place"),
    "cancelled": gettext_noop("Cancelled"),
}
SUGGESTED: Final[Words] = {
    "suggested": gettext_noop("Suggested"),
    "agenda": gettext_noop("On an agenda"),
    "task_group": gettext_noop("A task group works on it"),
    "work_programme": gettext_noop("In the work programme of those who check"),
    "done": gettext_noop("Looked into"),
    "set_aside": gettext_noop("Set aside, with a reason"),
}
SUGGESTED_TONES: Final[Words] = {"suggested": "warn", "done": "good", "set_aside": "neutral"}
NEEDS_WHY: Final = frozenset({"work_programme", "done", "set_aside"})
OWN_KINDS: Final[Words] = {
    "topic": gettext_noop("Something to talk about"),
    "note": gettext_noop("A note"),
}
