"""The words of the groups plugin: each fixed list as key -> what people read.

Every key was met in a strategy document (table of 21 groups); a council's own words for roles, interests and
eligibility are settings, not keys. None in a record always means that the document or the staff did not say.
"""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

KINDS: Final[Words] = {
    "forum": gettext_noop("Forum"),
    "council": gettext_noop("Council"),
    "parliament": gettext_noop("Parliament"),
    "cabinet": gettext_noop("Cabinet"),
    "committee": gettext_noop("Committee"),
    "panel": gettext_noop("Panel"),
    "network": gettext_noop("Network"),
    "affiliate": gettext_noop("Affiliated group"),
    "programme": gettext_noop("Programme"),
    "umbrella": gettext_noop("Umbrella of groups"),
}
UMBRELLAS: Final = frozenset({"programme", "umbrella"})
PARTICIPANTS: Final[Words] = {
    "young_people": gettext_noop("Children and young people"),
    "parents_carers": gettext_noop("Parents and carers"),
    "staff": gettext_noop("Staff"),
}
ROUTES: Final[Words] = {
    "election": gettext_noop("Elected"),
    "nomination": gettext_noop("Nominated"),
    "advert": gettext_noop("Answering an advert"),
    "delegation": gettext_noop("Sent by another group"),
    "service_involvement": gettext_noop("Through a service"),
    "school": gettext_noop("Through school"),
    "open": gettext_noop("Open to anyone it is for"),
    "invitation": gettext_noop("Invited"),
    "appointment": gettext_noop("Appointed"),
    "local": gettext_noop("By using the place it belongs to"),
}
ROUTE_SAYS: Final[Words] = {
    "election": gettext_noop("Young people vote for you. You can ask to stand."),
    "nomination": gettext_noop("Somebody who works with you puts you forward. You decide yourself."),
    "advert": gettext_noop("Tell us that you are interested. Everybody gets an answer."),
    "delegation": gettext_noop("Your group or project sends you, if you want to."),
    "service_involvement": gettext_noop("Ask the worker who helps you. You decide yourself."),
    "school": gettext_noop("Ask at your school. You decide yourself."),
    "open": gettext_noop("Ask us, or just come along."),
    "invitation": gettext_noop("You are invited. You decide yourself."),
    "appointment": gettext_noop("Members are chosen for their work."),
    "local": gettext_noop("Ask where you go already, such as your youth centre."),
}
CADENCES: Final[Words] = {
    "per_term": "A number of times each term",
    "every_weeks": "Every few weeks",
    "monthly": "Every month",
    "per_year": "A number of times a year",
    "own_calendar": "Its own calendar",
    "not_stated": "Not decided or not known",
}
COUNTED_CADENCES: Final = frozenset({"per_term", "every_weeks", "per_year"})
DECISION_RIGHTS: Final[Words] = {
    "advisory": gettext_noop("It advises"),
    "consulted": gettext_noop("It must be asked"),
    "shared": gettext_noop("It decides together with others"),
    "deciding": gettext_noop("It decides"),
}
SEAT_ROLES: Final[Words] = {
    "seat": gettext_noop("Has seats on"),
    "meets": gettext_noop("Meets with"),
    "reports": gettext_noop("Sends its views to"),
    "consulted": gettext_noop("Is asked about the papers of"),
    "monitored": gettext_noop("Its work is checked by"),
    "is": gettext_noop("Is itself"),
}
COUNTED: Final[Words] = {
    "each": "For this board",
    "total": "Shared between several boards",
    "not_stated": "The document does not say",
}
LISTINGS: Final[Words] = {
    "public": "In the public directory",
    "members": "For its members and staff",
    "hidden": "Hidden: only its own people and those who keep it safe",
}
STATUSES: Final[Words] = {
    "starting": "Being set up",
    "active": "Meeting",
    "paused": "Paused",
    "ended": "Ended",
}
ACCESS: Final[Words] = {
    "step_free": gettext_noop("Step-free rooms"),
    "easy_read": gettext_noop("Easy Read papers"),
    "symbols": gettext_noop("Symbols and pictures"),
    "signing": gettext_noop("Sign language"),
    "hearing_loop": gettext_noop("Hearing loop"),
    "quiet_space": gettext_noop("A quiet space"),
    "supporter": gettext_noop("You can bring a supporter"),
    "interpreter": gettext_noop("An interpreter"),
    "travel": gettext_noop("Help with travel"),
    "online": gettext_noop("You can join online"),
}
MEMBERSHIP_STATUSES: Final[Words] = {"active": "In the group", "paused": "Having a break", "left": "Has left"}
MONTHS: Final[Words] = {
    str(number): name
    for number, name in enumerate(
        [
            gettext_noop("January"),
            gettext_noop("February"),
            gettext_noop("March"),
            gettext_noop("April"),
            gettext_noop("May"),
            gettext_noop("June"),
            gettext_noop("July"),
            gettext_noop("August"),
            gettext_noop("September"),
            gettext_noop("October"),
            gettext_noop("November"),
            gettext_noop("December"),
        ],
        start=1,
    )
}
