"""How the columns of this plugin say what they hold about people."""

from typing import Any

from core.api import not_personal, personal

WORK = not_personal("what an agency plans to do; the form asks to name no young person")


def about() -> dict[str, Any]:
    """What says that a young person belongs to a group and took part in its decision."""
    return personal(purpose="participation", cls="S3", retention="published")


def officer() -> dict[str, Any]:
    """Somebody named for their office: who asks, who approves, who wrote something down."""
    return personal(purpose="participation", cls="S1", retention="published")
