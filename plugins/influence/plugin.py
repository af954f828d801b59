"""Influence: what was said, who must answer, what they answered, what came of it, and what those who asked think."""

from core.api import Plugin
from plugins.influence import hooks, models
from plugins.influence.content import InfluenceContent
from plugins.influence.indicators import INDICATORS
from plugins.influence.links import PUBLIC_REFS, REFS
from plugins.influence.personal import KEEPS
from plugins.influence.settings import InfluenceSettings
from plugins.influence.timed import JOBS, NOTICES
from plugins.influence.views import blueprint
from plugins.influence.visibility import PERMISSIONS

plugin = Plugin(
    name="influence",
    title="What happened?",
    description="What young people said, who must answer and by when, what they answered, and whether it happened.",
    package=__package__,
    path="what-happened",
    hooks=hooks,
    blueprint=blueprint,
    settings=InfluenceSettings,
    content=InfluenceContent,
    permissions=PERMISSIONS,
    refs=REFS,
    public_refs=PUBLIC_REFS,
    requires=("groups",),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    jobs=JOBS,
    notices=NOTICES,
    indicators=INDICATORS,
    dpia="Children's own words, and what is published of them: who reads them, and what could tell who they are.",
)
