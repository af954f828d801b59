"""Planters of groups, of what was said, and of what was asked."""

import pytest
from flask import Flask

from tests.core.notify.conftest import SITE, PostRoom
from tests.plugins.groups.planting import Plant, planter
from tests.plugins.influence.planting import Asking, Say, asker, speaker


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)


@pytest.fixture
def said(app: Flask) -> Say:
    """Plant what somebody said."""
    return speaker(app)


@pytest.fixture
def asked(app: Flask) -> Asking:
    """Plant what was asked of whom."""
    return asker(app)


@pytest.fixture
def texting(app: Flask) -> None:
    """Let the council send text messages."""
    room = PostRoom(app)
    room.set(mail="file", site=SITE)
    room.messages(text="mail", mail_to_text="{number}@texts.example")
