"""Everything that Heard asks of every plugin, as one test class to inherit from.

    from core.testing.conformance import PluginConformance

    class TestConformance(PluginConformance):
        plugin = plugin

It builds an application with this plugin, those it requires and two made-up councils. What it asks: the manifest, the
imports and the templates; tables and migrations; who gets which answer from each route; export, erasure and two
councils apart; settings; hooks. Consent, jobs and search are not asked about yet, because they are not there yet.
"""

from core.testing.conformance.councils import CouncilsApart
from core.testing.conformance.hooks import SoundHooks
from core.testing.conformance.manifest import SoundManifest
from core.testing.conformance.people import PeoplesRights
from core.testing.conformance.routes import GuardedRoutes
from core.testing.conformance.settings import SoundSettings
from core.testing.conformance.tables import SoundTables

__all__ = ["PluginConformance"]


class PluginConformance(
    SoundManifest, SoundTables, SoundSettings, GuardedRoutes, SoundHooks, PeoplesRights, CouncilsApart
):
    """The whole kit; set `plugin`, and override `plant` where records cannot be made from their columns alone."""
