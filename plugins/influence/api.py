"""What other plugins may use of influence: put a question to somebody by a day, see how it stands, what is public."""

from plugins.influence.answers.put_back import checks_put_to
from plugins.influence.asks.by_a_day import Answerer, Limits, ask_by_a_day, standing
from plugins.influence.tracker.alike import Published, published_alike

__all__ = ["Answerer", "Limits", "Published", "ask_by_a_day", "checks_put_to", "published_alike", "standing"]
