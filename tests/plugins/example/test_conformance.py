"""Kind words passes everything that Heard asks of every plugin."""

from core.testing.conformance import PluginConformance
from plugins.example.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin
