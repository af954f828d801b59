"""Participation champions: who stands for listening in which service, where nobody does, and whether claims hold."""

from core.api import Plugin
from plugins.participation_champions import hooks, models
from plugins.participation_champions.content import ChampionsContent
from plugins.participation_champions.indicators import INDICATORS
from plugins.participation_champions.links import REFS
from plugins.participation_champions.personal import KEEPS
from plugins.participation_champions.settings import ChampionsSettings
from plugins.participation_champions.views import blueprint
from plugins.participation_champions.visibility import PERMISSIONS

plugin = Plugin(
    name="participation_champions",
    title="Participation champions",
    description="A network of champions across services, the map of gaps, a scorecard, and tests from outside.",
    package=__package__,
    path="champions",
    hooks=hooks,
    blueprint=blueprint,
    settings=ChampionsSettings,
    content=ChampionsContent,
    permissions=PERMISSIONS,
    refs=REFS,
    requires=("groups", "influence", "learning", "standards"),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    indicators=INDICATORS,
    dpia="Somebody outside reads what a plan claims: look at how words by which somebody could be told are held back.",
)
