"""What the author of Picnics runs: the kit, from the installed packages."""

from core.testing.conformance import PluginConformance
from heard_picnics.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin
