"""The words of the meetings plugin: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

KINDS: Final[Words] = {
    "ordinary": gettext_noop("Meeting"),
    "convention": gettext_noop("Convention"),
    "with_board": gettext_noop("With the people who decide"),
    "corporate": gettext_noop("With senior officers"),
    "task_group": gettext_noop("Task group"),
    "annual": gettext_noop("Annual meeting"),
    "away_day": gettext_noop("Away day"),
    "training": gettext_noop("Training"),
    "activity": gettext_noop("Activity"),
    "get_together": gettext_noop("Get-together"),
}
STATES: Final[Words] = {
    "planned": gettext_noop("Planned"),
    "cancelled": gettext_noop("Cancelled"),
    "held": gettext_noop("It took place"),
}
CHANGES: Final[Words] = {
    "planned": gettext_noop("New"),
    "moved": gettext_noop("Moved to another time"),
    "place": gettext_noop("Somewhere else now"),
    "cancelled": gettext_noop("Cancelled"),
    "on_again": gettext_noop("On again"),
    "minutes": gettext_noop("You can read what happened"),
}
LEADING: Final[Words] = {
    "leads": "Leads the meeting",
    "helps": "Helps",
    "on_duty": "On duty for safeguarding",
}
PARTS: Final[Words] = {
    "formal": gettext_noop("The meeting"),
    "informal": gettext_noop("Time together"),
}
ITEM_KINDS: Final[Words] = {
    "welcome": gettext_noop("Welcome"),
    "talk": gettext_noop("Talk about it"),
    "decide": gettext_noop("Decide"),
    "activity": gettext_noop("Activity"),
    "news": gettext_noop("News: what happened since last time"),
    "break": gettext_noop("Break"),
    "end": gettext_noop("End"),
}
ANSWERS: Final[Words] = {
    "coming": gettext_noop("I'm coming"),
    "cant": gettext_noop("I can't come"),
}
HOW: Final[Words] = {
    "room": gettext_noop("In the room"),
    "online": gettext_noop("Online"),
    "asked": gettext_noop("Asked for a place online"),
}
NEEDS: Final[Words] = {
    "travel": gettext_noop("Help with travel"),
    "food": gettext_noop("Something about food"),
    "access": gettext_noop("Help to take part"),
    "interpreter": gettext_noop("An interpreter"),
    "supporter": gettext_noop("I bring somebody who supports me"),
}
HOME: Final[Words] = {
    "unknown": "Not known: ask before they leave",
    "alone": "May go home alone",
    "collected": "Is collected",
}
REGISTER: Final[Words] = {
    "here": "Here",
    "online": "Online",
    "walk_in": "Walked in",
    "apologies": "Said they cannot come",
    "away": "Not here",
}
CAME: Final = frozenset({"here", "online", "walk_in"})
COUNTS_AS: Final[Words] = {
    "child": "Child or young person",
    "parent": "Parent or carer",
    "worker": "Worker",
    "guest": "Guest, such as a councillor or senior officer",
}
PERMISSIONS_TO_SHARE: Final[Words] = {
    "my_worker": gettext_noop("My worker may read it"),
    "team": gettext_noop("The team may read it"),
    "decision_makers": gettext_noop("The people who decide may read it"),
    "published": gettext_noop("Everybody may read it"),
    "nobody": gettext_noop("Keep it in the room"),
}
SAID_BY: Final[Words] = {
    "member": gettext_noop("A member"),
    "group": gettext_noop("The group"),
    "nobody": "",
}
DECIDED_BY: Final[Words] = {
    "group": gettext_noop("The group decided"),
    "together": gettext_noop("Young people and adults decided together"),
    "board": gettext_noop("A board decided"),
    "adults": gettext_noop("Adults decided"),
}
ACTION_STATES: Final[Words] = {
    "open": gettext_noop("To do"),
    "done": gettext_noop("Done"),
    "dropped": gettext_noop("Will not be done"),
}
