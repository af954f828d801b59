"""How the columns of this plugin say what they hold about people: staff and officers, named for what they do."""

from typing import Any

from core.api import personal


def officer() -> dict[str, Any]:
    """Somebody named for their work: who owns an action, who filled in an audit, who wrote a pledge down."""
    return personal(purpose="participation", cls="S1", retention="published")


def about() -> dict[str, Any]:
    """Words in which staff tell what they do, and sometimes what young people said of it."""
    return personal(purpose="participation", cls="S2", retention="published")
