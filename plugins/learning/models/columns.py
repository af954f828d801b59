"""How the columns of this plugin say what they hold about people."""

from typing import Any

from core.api import personal


def nominee(cls: str = "S2") -> dict[str, Any]:
    """Who was put forward, and why: praise tells about a child's life as well."""
    return personal(purpose="participation", cls=cls, retention="published")


def nominator() -> dict[str, Any]:
    """Who put somebody forward, and how to reach them."""
    return personal(purpose="participation", cls="S2", retention="published")


def learner(cls: str = "S2") -> dict[str, Any]:
    """What somebody has learned, and what they promised there."""
    return personal(purpose="participation", cls=cls, retention="member")


def officer() -> dict[str, Any]:
    """Somebody named for their work: who wrote something down, who looks after it."""
    return personal(purpose="participation", cls="S1", retention="published")
