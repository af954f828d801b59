"""The words of the request desk: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

KINDS: Final[Words] = {
    "views": gettext_noop("Hear what young people think"),
    "together": gettext_noop("Make or plan something together"),
    "research": gettext_noop("Research"),
    "visit": gettext_noop("Show, teach or visit something"),
    "panel": gettext_noop("Sit on a panel, such as an interview panel"),
}
FROM: Final[Words] = {
    "service": gettext_noop("A service of the council"),
    "board": gettext_noop("A board or committee"),
    "partner": gettext_noop("A partner, such as health, police or a bus company"),
    "research": gettext_noop("A researcher, such as a university"),
}
"""Who asks (W20: boards may ask directly; LA24: universities)."""
STATES: Final[Words] = {
    "draft": gettext_noop("Being written"),
    "sent": gettext_noop("Waits to be looked through"),
    "back": gettext_noop("Sent back: something is missing"),
    "asking": gettext_noop("Young people decide: yes or no"),
    "approving": gettext_noop("They said yes. Waits for approval"),
    "planning": gettext_noop("Approved. Days are being found"),
    "arranged": gettext_noop("The days are fixed"),
    "feedback": gettext_noop("Done. Young people wait to hear what came of it"),
    "closed": gettext_noop("Young people heard what came of it"),
    "no": gettext_noop("Young people said no"),
    "refused": gettext_noop("It does not go ahead"),
    "withdrawn": gettext_noop("Taken back by those who asked"),
}
"""Where a request stands (LA34): looked through, young people's yes or no, approvals, days, what came of it."""
TONES: Final = {
    "sent": "accent", "back": "warn", "asking": "accent", "approving": "accent", "planning": "accent",
    "arranged": "good", "feedback": "warn", "closed": "good",
}  # fmt: skip
"""In which colour a state is shown, beside its words; any other is neutral."""
WAY: Final = ("sent", "asking", "approving", "planning", "arranged", "feedback", "closed")
"""The way of a request that goes well, in order."""
STEP_TITLES: Final[Words] = {
    "sent": gettext_noop("Looked through"),
    "asking": gettext_noop("Young people decide"),
    "approving": gettext_noop("Approval"),
    "planning": gettext_noop("Days are found"),
    "arranged": gettext_noop("It happens"),
    "feedback": gettext_noop("They hear what came of it"),
}
STEPS: Final[Words] = {
    "sent": gettext_noop("The request was sent"),
    "sent_back": gettext_noop("It was sent back, because something is missing"),
    "put": gettext_noop("It was put to the young people"),
    "yes": gettext_noop("The young people said yes"),
    "no": gettext_noop("The young people said no"),
    "approved": gettext_noop("It was approved"),
    "refused": gettext_noop("It does not go ahead"),
    "offered": gettext_noop("Days were offered to the young people"),
    "arranged": gettext_noop("The days are fixed"),
    "done": gettext_noop("The work with young people is done"),
    "found": gettext_noop("What they said was written down"),
    "closed": gettext_noop("Young people heard what came of it"),
    "late": gettext_noop("The day of the feedback has passed"),
    "lifted": gettext_noop("A lead let the agency ask again all the same"),
    "withdrawn": gettext_noop("It was taken back by those who asked"),
}
"""What happened to a request, as its history says it."""
LEVELS: Final[Words] = {
    "team": gettext_noop("The participation team"),
    "head": gettext_noop("Head of service"),
    "ethics": gettext_noop("Ethics panel"),
}
"""Levels of approval, in the order in which they are given."""
FACTS: Final[Words] = {
    "always": "Every request",
    "outside": "Requests from outside the council",
    "research": "Research",
    "sensitive": "Requests that touch something that can hurt",
    "school": "Requests to the pupils of a school",
    "cohort": "Requests to young people in one situation, such as children in care",
}
"""What an approval can depend on."""
HOW: Final[Words] = {
    "press": gettext_noop("each by their own press"),
    "meeting": gettext_noop("at a meeting"),
}
"""How young people gave their answer."""
