"""How the columns of this plugin say what they hold about people."""

from typing import Any

from core.api import not_personal, personal

OWNER = not_personal("which of an ask's owners; that row says itself whom it names")


def about(cls: str = "S3") -> dict[str, Any]:
    """What a child said, and what says that they said it: their own words are as delicate as what they are about."""
    return personal(purpose="participation", cls=cls, retention="published")


def officer() -> dict[str, Any]:
    """Somebody named for their office: who must answer, who wrote something down."""
    return personal(purpose="participation", cls="S1", retention="published")
