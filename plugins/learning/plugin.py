"""Learning: awards that celebrate young people, a register of training, and resources for everybody."""

from core.api import Plugin
from plugins.learning import hooks, models
from plugins.learning.content import LearningContent
from plugins.learning.indicators import INDICATORS
from plugins.learning.links import PUBLIC_REFS, REFS
from plugins.learning.offers import OFFERS
from plugins.learning.personal import KEEPS
from plugins.learning.settings import LearningSettings
from plugins.learning.views import blueprint
from plugins.learning.visibility import PERMISSIONS

plugin = Plugin(
    name="learning",
    title="Learning and celebrating",
    description="Awards for young people, who did which training, and guides and links for everybody.",
    package=__package__,
    path="learning",
    hooks=hooks,
    blueprint=blueprint,
    settings=LearningSettings,
    content=LearningContent,
    permissions=PERMISSIONS,
    refs=REFS,
    public_refs=PUBLIC_REFS,
    requires=("groups",),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    indicators=INDICATORS,
    offers=OFFERS,
    dpia="Praise of a child, put forward by others, and winners' names: who reads them, and who agreed to be named.",
)
