"""Regional comparison: what councils did together, as it was released, and a council's own figures beside it."""

from core.api import Plugin
from plugins.regional import hooks
from plugins.regional.views import blueprint, region_blueprint
from plugins.regional.visibility import PERMISSIONS

plugin = Plugin(
    name="regional",
    title="Regional comparison",
    description="Figures of several councils together, released so that no council, group or child can be found in "
    "them; a council's own people see its own figures beside them.",
    package=__package__,
    path="compare",
    hooks=hooks,
    blueprint=blueprint,
    region_blueprint=region_blueprint,
    region_panels=hooks.region_panels,
    permissions=PERMISSIONS,
)
