"""What other plugins may use of influence: put a question to somebody by a day, how it stands, what is public of it,
and how activities were run.
"""

from plugins.influence.answers.put_back import checks_put_to
from plugins.influence.asks.by_a_day import Answerer, Limits, ask_by_a_day, standing
from plugins.influence.modes.shares import Chart, shares_by_term
from plugins.influence.tracker.alike import Published, published_alike
from plugins.influence.tracker.listing import Line
from plugins.influence.tracker.of_meetings import public_asks_of

__all__ = [
    "Answerer",
    "Chart",
    "Limits",
    "Line",
    "Published",
    "ask_by_a_day",
    "checks_put_to",
    "public_asks_of",
    "published_alike",
    "shares_by_term",
    "standing",
]
