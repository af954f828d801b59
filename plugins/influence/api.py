"""What other plugins may use of influence: the public questions that came out of a meeting or another space."""

from plugins.influence.tracker.listing import Line
from plugins.influence.tracker.of_meetings import public_asks_of

__all__ = ["Line", "public_asks_of"]
