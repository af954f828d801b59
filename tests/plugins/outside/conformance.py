"""What the author of Picnics runs: the kit, from the installed packages."""

from heard_picnics.plugin import plugin

from core.testing.conformance import PluginConformance


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin
