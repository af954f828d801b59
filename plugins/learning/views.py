"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.learning.awards import own_pages, public_pages, run_pages
from plugins.learning.blueprint import blueprint
from plugins.learning.resources import pages as resource_pages
from plugins.learning.training import pages as training_pages

ROOMS: tuple[object, ...] = (resource_pages, public_pages, own_pages, run_pages, training_pages)

__all__ = ["ROOMS", "blueprint"]
