"""The council and its choices of the present request, and the names that this plugin gives to what it arranges."""

from typing import Final

from core.api import Authority, required_authority, settings
from plugins.practice_examples.settings import PracticeExamplesSettings

SERIES: Final = "practice_examples"
"""The collection of stories that are examples of practice."""
REPORT: Final = "practice_examples.annual"
"""The kind of the yearly report."""


def council() -> Authority:
    """The council whose pages these are."""
    return required_authority()


def chosen(authority: Authority | None = None) -> PracticeExamplesSettings:
    """What the council has chosen about this page."""
    return settings(authority or council(), "practice_examples", PracticeExamplesSettings).model
