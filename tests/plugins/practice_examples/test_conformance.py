"""Practice examples pass everything that Heard asks of every plugin."""

from core.testing.conformance import PluginConformance
from plugins.practice_examples.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin
