"""Picnics: a plugin that comes in a package of its own."""

from core.api import Permission, Plugin
from heard_picnics import hooks
from heard_picnics.models import Picnic
from heard_picnics.views import blueprint

plugin = Plugin(
    name="picnics",
    title="Picnics",
    description="Which day the next picnic is, and who brings the blanket.",
    package=__package__,
    path="picnics",
    hooks=hooks,
    blueprint=blueprint,
    permissions=(Permission("picnics.view", "See the picnics", ("young_person", "worker", "local_admin")),),
    tables=(Picnic,),
    dpia="It holds who brings the blanket, and nothing else about anybody.",
)
