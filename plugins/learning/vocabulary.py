"""The words of the learning plugin: each fixed list as key -> what people read."""

from typing import Final

from core.api import gettext_noop

Words = dict[str, str]

ROUND_STATES: Final[Words] = {
    "draft": gettext_noop("Being planned"),
    "open": gettext_noop("Open: put somebody forward"),
    "judging": gettext_noop("The judges are choosing"),
    "announced": gettext_noop("The winners are known"),
}
NEXT_STATE: Final = {"draft": "open", "open": "judging", "judging": "announced"}
TONES: Final = {"draft": "neutral", "open": "accent", "judging": "warn", "announced": "good"}

RELATIONS: Final[Words] = {
    "friend": gettext_noop("Their friend"),
    "family": gettext_noop("Their family"),
    "teacher": gettext_noop("Their teacher"),
    "youth_worker": gettext_noop("Their youth worker"),
    "support_worker": gettext_noop("Their support worker"),
    "other": gettext_noop("Somebody else who knows them"),
}
"""Who puts somebody forward (NC24)."""

AGREEMENTS: Final[Words] = {
    "waiting": "Not asked yet, or no answer",
    "yes": "They said yes",
    "no": "They said no",
}
STAGES: Final[Words] = {
    "nominated": gettext_noop("Put forward"),
    "shortlisted": gettext_noop("On the shortlist"),
    "winner": gettext_noop("Winner"),
    "overall": gettext_noop("Winner over all"),
}
STAGE_ORDER: Final = tuple(STAGES)
ON_THE_LIST: Final = ("shortlisted", "winner", "overall")
"""A winner was on the shortlist too."""
WON: Final = ("winner", "overall")

AUDIENCES: Final[Words] = {
    "staff": gettext_noop("Staff"),
    "champions": gettext_noop("Participation champions"),
    "young_people": gettext_noop("Young people"),
    "carers": gettext_noop("Parents and carers"),
    "decision_makers": gettext_noop("People who decide"),
}
PLEDGES: Final[Words] = {
    "yes": gettext_noop("Yes, I did it"),
    "partly": gettext_noop("Partly"),
    "no": gettext_noop("Not yet"),
}

KINDS: Final[Words] = {
    "link": gettext_noop("A website"),
    "file": gettext_noop("A paper to save"),
    "guide": gettext_noop("A guide"),
    "practice": gettext_noop("What worked for us"),
}
OPEN_TO: Final[Words] = {
    "everybody": gettext_noop("Everybody"),
    "members": gettext_noop("Whoever can sign in here"),
    "staff": gettext_noop("Staff and partners"),
}
TAG_SORTS: Final = ("audience", "language", "topic")
