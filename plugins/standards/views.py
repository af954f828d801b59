"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.standards.audits import form_views
from plugins.standards.audits import views as audit_views
from plugins.standards.blueprint import blueprint
from plugins.standards.charters import views as charter_views
from plugins.standards.plans import action_views, link_views, plan_views, target_views

ROOMS: tuple[object, ...] = (
    charter_views,
    plan_views,
    action_views,
    link_views,
    target_views,
    audit_views,
    form_views,
)

__all__ = ["ROOMS", "blueprint"]
