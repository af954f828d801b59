"""What other plugins may use of influence: how activities were run, and the public questions that came out of a meeting."""

from plugins.influence.modes.shares import Chart, shares_by_term
from plugins.influence.tracker.listing import Line
from plugins.influence.tracker.of_meetings import public_asks_of

__all__ = ["Chart", "Line", "public_asks_of", "shares_by_term"]
