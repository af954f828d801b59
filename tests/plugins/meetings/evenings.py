"""What tests of an evening share: its page, who is who, what a page says."""

from datetime import time
from uuid import UUID

from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page, text

EARLY = time(0, 1)  # a meeting of today at this time has begun
LATE = time(23, 59)


def person(world: World, role: str) -> UUID:
    """The record of whoever has this role at Ashdown."""
    found = world.people["ashdown", role].person_id
    assert found is not None
    return found


def page_of(id: UUID) -> str:
    """The address of a meeting."""
    return f"/ashdown/meetings/{id}"


def said(browser: PageClient, url: str) -> str:
    """Everything that a page says, spaces joined."""
    return text(Page(browser.get(url, follow_redirects=True).text).root)
