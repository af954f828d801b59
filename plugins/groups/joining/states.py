"""The way into a group as a table of moves: what may follow what, who says it, and why a move is refused.

    asked -> thinking -> said_yes -> joined        somebody put them forward; nothing happens before their own yes
    interested -> welcomed -> joined               they answered an advert; everybody gets an answer

"" stands for somebody who has no way towards the group yet, and for a member who left: they may begin again. A no can
be changed by whoever said it and by nobody else. Source: W18, W51, W57.
"""

from datetime import date
from typing import Final

from core.api import gettext_noop

NOBODY: Final = ""
STATES: Final[dict[str, str]] = {
    "asked": "Waiting for their own yes",
    "thinking": "Not sure yet, they will say",
    "said_yes": "Said yes",
    "said_no": "Said no",
    "interested": "Wants to come",
    "welcomed": "Welcomed",
    "not_this_time": "Not this time",
    "withdrawn": "Changed their mind",
    "joined": "In the group",
    "taken_back": "Taken back by staff",
}
OWN_WORDS: Final[dict[str, str]] = {
    "asked": gettext_noop("Somebody put you forward. You decide."),
    "thinking": gettext_noop("You are not sure yet. Take your time."),
    "said_yes": gettext_noop("You said yes. The people who run the group will be in touch."),
    "said_no": gettext_noop("You said no. That is fine. You can change your mind."),
    "interested": gettext_noop("You asked to come. You will get an answer."),
    "welcomed": gettext_noop("The group said: welcome!"),
    "not_this_time": gettext_noop("The group answered: not this time."),
    "withdrawn": gettext_noop("You changed your mind. That is fine."),
    "joined": gettext_noop("You are in the group."),
}
TONES: Final = {
    "asked": "warn",
    "thinking": "warn",
    "said_yes": "good",
    "interested": "accent",
    "welcomed": "good",
    "joined": "good",
}
WAITS_FOR_THEM: Final = frozenset({"asked", "thinking"})
WAITS_FOR_STAFF: Final = frozenset({"interested", "said_yes", "welcomed"})
TO_PUT_IN: Final = frozenset({"said_yes", "welcomed"})
ANSWERED: Final = frozenset({"welcomed", "not_this_time"})
OVER: Final = frozenset({"said_no", "not_this_time", "withdrawn"})

# By them: the person alone. By staff: whoever runs the group, and for `ask` whoever puts somebody forward.
BY_THEM: Final = frozenset({"say_yes", "say_no", "wait", "express", "withdraw"})
BY_STAFF: Final = frozenset({"ask", "welcome", "not_this_time", "put_in", "take_back"})
MOVES: Final[dict[tuple[str, str], str]] = {
    (NOBODY, "ask"): "asked",
    ("taken_back", "ask"): "asked",
    ("withdrawn", "ask"): "asked",
    ("not_this_time", "ask"): "asked",
    ("asked", "say_yes"): "said_yes",
    ("asked", "say_no"): "said_no",
    ("asked", "wait"): "thinking",
    ("asked", "take_back"): "taken_back",
    ("asked", "express"): "said_yes",
    ("thinking", "say_yes"): "said_yes",
    ("thinking", "say_no"): "said_no",
    ("thinking", "wait"): "thinking",
    ("thinking", "take_back"): "taken_back",
    ("thinking", "express"): "said_yes",
    ("said_yes", "say_yes"): "said_yes",
    ("said_yes", "say_no"): "said_no",
    ("said_yes", "put_in"): "joined",
    ("said_no", "say_no"): "said_no",
    ("said_no", "say_yes"): "said_yes",
    ("said_no", "wait"): "thinking",
    ("said_no", "express"): "said_yes",
    (NOBODY, "express"): "interested",
    ("taken_back", "express"): "interested",
    ("withdrawn", "express"): "interested",
    ("not_this_time", "express"): "interested",
    ("interested", "express"): "interested",
    ("interested", "welcome"): "welcomed",
    ("interested", "not_this_time"): "not_this_time",
    ("interested", "withdraw"): "withdrawn",
    ("not_this_time", "welcome"): "welcomed",
    ("not_this_time", "withdraw"): "withdrawn",
    ("welcomed", "withdraw"): "withdrawn",
    ("welcomed", "put_in"): "joined",
    ("withdrawn", "withdraw"): "withdrawn",
}
_REFUSED: Final[dict[str, str]] = {
    "said_no": "{name} said no to this group{on}. They can change their mind themselves; leave it with them.",
    "asked": "{name} was put forward{by}{on} and has not answered yet. Wait for their own answer.",
    "thinking": "{name} was put forward{by} and is not sure yet. Wait for their own answer.",
    "said_yes": "{name} has said yes already{on}. Put them in from “Who is coming in”.",
    "interested": "{name} asked to come themselves{on}. Answer them from “Who is coming in”.",
    "welcomed": "{name} was welcomed{on}. Put them in from “Who is coming in”.",
    "joined": "{name} is in this group already. Change their place from its list of members.",
    "not_this_time": "{name} was told “not this time”{on}. Welcome them first if there is a place now.",
    "withdrawn": "{name} changed their mind{on}. Leave it with them; they can ask again whenever they like.",
    "taken_back": "The invitation of {name} was taken back. Put them forward again if that was a mistake.",
    NOBODY: "{name} has not been asked. Put them forward first, so that they can say yes themselves.",
}


class Refused(ValueError):
    """A move that may not be made; the message says why and what to do."""


def after(state: str, move: str) -> str | None:
    """The state that `move` leads to from `state`; None where it may not be made."""
    return MOVES.get((state, move))


def refusal(state: str, name: str, on: date | None = None, by: str = "") -> str:
    """One sentence for staff: why nothing can be done from `state`, who and when, and what to do instead."""
    when = f" on {on.strftime('%-d %B %Y')}" if on else ""
    return _REFUSED[state].format(name=name, on=when, by=f" by {by}" if by else "")


def moved(state: str, move: str, name: str, on: date | None = None, by: str = "") -> str:
    """The state after `move`; raises Refused with the sentence for staff."""
    following = after(state, move)
    if following is None:
        raise Refused(refusal(state, name, on, by))
    return following


def overdue(made_on: date, today: date, answer_days: int) -> bool:
    """True once somebody who asked to come has waited longer than the council promises."""
    return (today - made_on).days > answer_days
