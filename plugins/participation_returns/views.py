"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.participation_returns import overview_views
from plugins.participation_returns.blueprint import blueprint
from plugins.participation_returns.contracts import views as contract_views
from plugins.participation_returns.returns import receiving_views
from plugins.participation_returns.returns import views as return_views

ROOMS: tuple[object, ...] = (return_views, receiving_views, overview_views, contract_views)

__all__ = ["ROOMS", "blueprint"]
