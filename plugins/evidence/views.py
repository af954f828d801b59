"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.evidence.blueprint import blueprint
from plugins.evidence.quotes import views as quote_views
from plugins.evidence.reports import desk_views, public_views, publish_views, section_views
from plugins.evidence.stories import publish_views as story_publishing
from plugins.evidence.stories import reading_views, writing_views

ROOMS: tuple[object, ...] = (
    reading_views,
    writing_views,
    story_publishing,
    quote_views,
    desk_views,
    section_views,
    publish_views,
    public_views,
)

__all__ = ["ROOMS", "blueprint"]
