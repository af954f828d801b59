"""The plugin's words: states of actions and audits, kinds of questions, answers, and what changed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from core.api import gettext_noop

Words = Mapping[str, str]

ACTION_STATES: Words = MappingProxyType(
    {
        "planned": gettext_noop("Planned"),
        "doing": gettext_noop("Under way"),
        "done": gettext_noop("Done"),
        "ended": gettext_noop("Ended without being done"),
    }
)
OPEN: Final = ("planned", "doing")
ACTION_TONES: Words = MappingProxyType({"planned": "neutral", "doing": "council", "done": "good", "ended": "neutral"})

PRIORITY_STATES: Words = MappingProxyType(
    {
        "empty": gettext_noop("Nothing planned yet"),
        "planned": gettext_noop("Planned"),
        "doing": gettext_noop("Under way"),
        "late": gettext_noop("Something is late"),
        "done": gettext_noop("Done"),
    }
)
"""Read from a priority's actions by rules.state_of; stored nowhere."""
PRIORITY_TONES: Words = MappingProxyType(
    {"empty": "warn", "planned": "neutral", "doing": "council", "late": "bad", "done": "good"}
)

CHANGES: Words = MappingProxyType(
    {
        "made": "Written down",
        "changed": "Changed",
        "moved": "Its day was changed",
        "begun": "Begun",
        "done": "Done",
        "ended": "Ended without being done",
        "opened": "Opened again",
        "handed_on": "Handed on",
        "evidence": "Something was added that shows it",
        "evidence_gone": "Something that showed it was taken away",
    }
)

MISSING: Words = MappingProxyType(
    {
        "title": "Say what exactly will be done.",
        "measure": "Say how you will know that it was done.",
        "unit": "Say what the number counts, for example “schools”. A number without a unit tells nobody anything.",
        "owner": "Say whose action it is: a person with an account here, or a post.",
        "due_on": "Say by which day.",
    }
)
"""What an action lacks to be SMART (W6), each as what to do."""

QUESTIONS: Words = MappingProxyType(
    {
        "level": "One of the form’s levels",
        "yes_no": "Yes, partly, no",
        "text": "Words",
        "number": "A number",
    }
)
YES_NO: Words = MappingProxyType(
    {"yes": gettext_noop("Yes"), "partly": gettext_noop("Partly"), "no": gettext_noop("No")}
)
KEPT: Words = YES_NO
AUDIT_STATES: Words = MappingProxyType({"open": "Not sent yet", "sent": "Sent", "late": "Late"})
AUDIT_TONES: Words = MappingProxyType({"open": "neutral", "sent": "good", "late": "bad"})

ORGANISATIONS: Words = MappingProxyType(
    {
        "service": "Teams and services",
        "provider": "Providers",
        "school": "Schools",
        "voluntary": "Voluntary bodies",
    }
)
"""Kinds of organisation that a form can be for."""
NO_UNIT: Final = (
    "A target needs its unit: what does the number count? Nothing was saved. "
    "Write for example “schools” or “young people”."
)
"""Refused on every way in: the form, the council's file, other plugins."""
