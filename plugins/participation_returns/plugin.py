"""Returns: each team's yearly audit and You said, we did; each provider's evaluation; the group that receives them."""

from core.api import Plugin
from plugins.participation_returns import hooks, models
from plugins.participation_returns.content import ParticipationReturnsContent
from plugins.participation_returns.links import REFS
from plugins.participation_returns.personal import KEEPS
from plugins.participation_returns.settings import ParticipationReturnsSettings
from plugins.participation_returns.telling import NOTICES
from plugins.participation_returns.views import blueprint
from plugins.participation_returns.visibility import PERMISSIONS

plugin = Plugin(
    name="participation_returns",
    title="Returns",
    description="What each team and provider hands in every year: an audit, what people said and what was done.",
    package=__package__,
    path="returns",
    hooks=hooks,
    blueprint=blueprint,
    settings=ParticipationReturnsSettings,
    content=ParticipationReturnsContent,
    permissions=PERMISSIONS,
    refs=REFS,
    requires=("groups", "standards"),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    notices=NOTICES,
    dpia="What staff tell of what young people and families said: words that could tell who said them.",
)
