"""Examples of practice as a council offers them to others of its region: stories of the one collection."""

from collections.abc import Mapping
from typing import Final

from core.api import offers
from plugins.evidence.api import stories_offered
from plugins.practice_examples.here import SERIES

OFFERS: Final[Mapping[str, offers.Offerable]] = {"example": stories_offered("Example of practice", SERIES)}
