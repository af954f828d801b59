"""Practice exchange: what councils of a region offer each other, ask each other, and keep to together."""

from core.api import Plugin
from plugins.practice_exchange import hooks
from plugins.practice_exchange.home import of_region
from plugins.practice_exchange.models import Copy, Told
from plugins.practice_exchange.offers import OFFERS
from plugins.practice_exchange.personal import KEEPS
from plugins.practice_exchange.settings import ExchangeSettings
from plugins.practice_exchange.timed import JOBS, NOTICES
from plugins.practice_exchange.views import blueprint, region_blueprint
from plugins.practice_exchange.visibility import PERMISSIONS

plugin = Plugin(
    name="practice_exchange",
    title="Practice exchange",
    description="What councils of a region offer each other: practice, templates, settings; questions, and standards.",
    package=__package__,
    path="practice",
    hooks=hooks,
    blueprint=blueprint,
    region_blueprint=region_blueprint,
    region_panels=of_region,
    settings=ExchangeSettings,
    permissions=PERMISSIONS,
    tables=(Copy, Told),
    jobs=JOBS,
    notices=NOTICES,
    keeps=KEEPS,
    offers=OFFERS,
    dpia="Stories of children under other names cross to other councils: who looks at the words, how they come back.",
)
