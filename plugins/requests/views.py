"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.requests.asking import views as asking
from plugins.requests.blueprint import blueprint
from plugins.requests.desk import act_views, page
from plugins.requests.fatigue import views as fatigue
from plugins.requests.young import views as young

ROOMS: tuple[object, ...] = (asking, page, act_views, fatigue, young)

__all__ = ["ROOMS", "blueprint"]
