"""Safeguarding: what somebody says is wrong reaches the right person at once, is never lost, and stays with them."""

from core.safeguarding import practice
from core.safeguarding.raising.beginning import raise_url
from core.safeguarding.screen import screen
from core.safeguarding.screening import screened

__all__ = ["practice", "raise_url", "screen", "screened"]
