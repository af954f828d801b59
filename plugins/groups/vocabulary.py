"""The words of the groups plugin: each fixed list as key -> what people read.

Every key was met in a strategy document (table of 21 groups); a council's own words for roles, interests and
eligibility are settings, not keys. None in a record always means that the document or the staff did not say.
"""

from typing import Final

Words = dict[str, str]

KINDS: Final[Words] = {
    "forum": "Forum",
    "council": "Council",
    "parliament": "Parliament",
    "cabinet": "Cabinet",
    "committee": "Committee",
    "panel": "Panel",
    "network": "Network",
    "affiliate": "Affiliated group",
    "programme": "Programme",
    "umbrella": "Umbrella of groups",
}
UMBRELLAS: Final = frozenset({"programme", "umbrella"})
PARTICIPANTS: Final[Words] = {
    "young_people": "Children and young people",
    "parents_carers": "Parents and carers",
    "staff": "Staff",
}
ROUTES: Final[Words] = {
    "election": "Elected",
    "nomination": "Nominated",
    "advert": "Answering an advert",
    "delegation": "Sent by another group",
    "service_involvement": "Through a service",
    "school": "Through school",
    "open": "Open to anyone it is for",
    "invitation": "Invited",
    "appointment": "Appointed",
    "local": "By using the place it belongs to",
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
    "advisory": "It advises",
    "consulted": "It must be asked",
    "shared": "It decides together with others",
    "deciding": "It decides",
}
SEAT_ROLES: Final[Words] = {
    "seat": "Has seats on",
    "meets": "Meets with",
    "reports": "Sends its views to",
    "consulted": "Is asked about the papers of",
    "monitored": "Its work is checked by",
    "is": "Is itself",
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
    "step_free": "Step-free rooms",
    "easy_read": "Easy Read papers",
    "symbols": "Symbols and pictures",
    "signing": "Sign language",
    "hearing_loop": "Hearing loop",
    "quiet_space": "A quiet space",
    "supporter": "You can bring a supporter",
    "interpreter": "An interpreter",
    "travel": "Help with travel",
    "online": "You can join online",
}
MEMBERSHIP_STATUSES: Final[Words] = {"active": "In the group", "left": "Has left"}
MONTHS: Final[Words] = {
    str(number): name
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        start=1,
    )
}
