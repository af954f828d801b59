"""The plugin's words: how a return stands, and what happened to it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Words = Mapping[str, str]

STATES: Words = MappingProxyType(
    {
        "draft": "Being written",
        "sent": "Sent",
        "looked": "Looked at",
        "asked": "Asked again",
        "accepted": "Accepted",
        "taken": "Taken to the group",
        "withdrawn": "Taken back",
    }
)
TONES: Words = MappingProxyType(
    {
        "draft": "neutral",
        "sent": "council",
        "looked": "council",
        "asked": "warn",
        "accepted": "good",
        "taken": "good",
        "withdrawn": "neutral",
    }
)
STEPS: Words = MappingProxyType(
    {
        "begun": "Begun",
        "changed": "Changed",
        "send": "Sent",
        "look": "Looked at",
        "ask": "Asked again",
        "accept": "Accepted",
        "day": "Given its day",
        "take": "Taken to the group",
        "withdraw": "Taken back",
    }
)
WAITING: Final = ("sent", "looked", "accepted")
"""What waits for those who receive."""
COUNTS: Final = ("sent", "looked", "asked", "accepted", "taken")
"""What counts as a return that was handed in."""
WRITTEN: Final = ("draft", "asked")
"""What waits for those who write."""
SENT_ALREADY: Final = "This return was sent already, and it is one return. Nothing was added."
SAME_WORDS: Final = (
    "Your team has a return with the same words this year: it stands below. Nothing was added. "
    "To add to it, wait until it is looked at, or take it back first."
)
"""Shown where the same words are sent from another page or by a colleague."""
