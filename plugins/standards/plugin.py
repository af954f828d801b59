"""Standards: what a council promised, plans to do, how far it is, and how each team says that it does."""

from core.api import Plugin
from plugins.standards import hooks, models
from plugins.standards.content import StandardsContent
from plugins.standards.links import REFS
from plugins.standards.offers import OFFERS
from plugins.standards.personal import KEEPS
from plugins.standards.reminding import JOBS, NOTICES
from plugins.standards.settings import StandardsSettings
from plugins.standards.views import blueprint
from plugins.standards.visibility import PERMISSIONS

plugin = Plugin(
    name="standards",
    title="Promises and plans",
    description="Charters and who pledged to keep them, action plans, targets, and the audits that each team fills in.",
    package=__package__,
    path="standards",
    hooks=hooks,
    blueprint=blueprint,
    settings=StandardsSettings,
    content=StandardsContent,
    permissions=PERMISSIONS,
    refs=REFS,
    requires=("groups",),
    jobs=JOBS,
    notices=NOTICES,
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    offers=OFFERS,
    dpia="Names of staff beside what they do, and words of young people in audits that could tell who said them.",
)
