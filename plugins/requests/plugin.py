"""Requests: agencies ask to work with young people, who say yes or no, and hear by a promised day what came of it."""

from core.api import Plugin
from plugins.requests import hooks, models
from plugins.requests.links import REFS
from plugins.requests.personal import KEEPS
from plugins.requests.settings import RequestsSettings
from plugins.requests.telling import NOTICES
from plugins.requests.timed import JOBS
from plugins.requests.views import blueprint
from plugins.requests.visibility import PERMISSIONS

plugin = Plugin(
    name="requests",
    title="Request desk",
    description="Agencies ask to work with young people: who was asked how often, their yes or no, who approves, "
    "and by which day they hear what came of it.",
    package=__package__,
    path="requests",
    hooks=hooks,
    blueprint=blueprint,
    settings=RequestsSettings,
    permissions=PERMISSIONS,
    refs=REFS,
    requires=("groups", "influence"),
    tables=tuple(getattr(models, name) for name in models.__all__),
    keeps=KEEPS,
    jobs=JOBS,
    notices=NOTICES,
    dpia="Outside agencies come to work with children: who asks, what they keep of them, and who may approve it.",
)
