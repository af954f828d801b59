"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.learning.blueprint import blueprint

__all__ = ["blueprint"]
