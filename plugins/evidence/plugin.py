"""Evidence: what difference it made, told in stories, quotes and reports."""

from core.api import Plugin
from plugins.evidence import hooks, models
from plugins.evidence.links import PUBLIC_REFS, REFS
from plugins.evidence.offers import OFFERS
from plugins.evidence.personal import KEEPS
from plugins.evidence.settings import EvidenceSettings
from plugins.evidence.views import blueprint
from plugins.evidence.visibility import PERMISSIONS

plugin = Plugin(
    name="evidence",
    title="What difference it made",
    description="Stories of what changed, what people said about it, and reports of a year, put together and signed.",
    package=__package__,
    path="difference",
    hooks=hooks,
    blueprint=blueprint,
    settings=EvidenceSettings,
    permissions=PERMISSIONS,
    refs=REFS,
    public_refs=PUBLIC_REFS,
    requires=("groups",),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    offers=OFFERS,
    dpia="Stories about children and their own words are published: under other names, after somebody looked at each.",
)
