"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.evidence.blueprint import blueprint
from plugins.evidence.stories import reading_views

ROOMS: tuple[object, ...] = (reading_views,)

__all__ = ["ROOMS", "blueprint"]
