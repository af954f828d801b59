"""What the coming room shows on a meeting's page."""

from core.api import Actor
from plugins.meetings.models import Meeting
from plugins.meetings.rooms import Button, Part


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """Nothing yet."""
    return []


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """Nothing yet."""
    return []
