"""How the columns of this plugin say what they hold about people."""

from typing import Any

from core.api import personal


def about(cls: str = "S3") -> dict[str, Any]:
    """What is told of somebody, or what they said: as delicate as what it is about, whatever name stands there."""
    return personal(purpose="participation", cls=cls, retention="published")


def staff() -> dict[str, Any]:
    """Somebody named for their work: who wrote, checked or signed something."""
    return personal(purpose="participation", cls="S1", retention="published")
