"""How the columns of this plugin say what they hold about people: staff, partners and one tester from outside."""

from typing import Any

from core.api import personal


def officer() -> dict[str, Any]:
    """Somebody named for their work: who stands for a service, who asks colleagues, who wrote a pledge down."""
    return personal(purpose="participation", cls="S1", retention="published")


def outsider() -> dict[str, Any]:
    """Who tests from outside, and what they said."""
    return personal(purpose="participation", cls="S1", retention="published")
