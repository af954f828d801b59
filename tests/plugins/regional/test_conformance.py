"""The comparison passes everything that Heard asks of every plugin."""

from core.testing.conformance import PluginConformance
from plugins.regional.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin
