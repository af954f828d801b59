"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.influence.answers import by_link, check_pages, desk, promise_pages, proof_pages, typed_in
from plugins.influence.asks import listing_views as ask_list
from plugins.influence.asks import making_views, owner_views, sending_views
from plugins.influence.asks import page as ask_page
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import code_views, mine_views, pulse_views, staff_views
from plugins.influence.ledger import pages as ledger_pages
from plugins.influence.maps import pages as map_pages
from plugins.influence.maps import silence_pages
from plugins.influence.modes import model_pages, running, trend_pages
from plugins.influence.papers import pages as papers_pages
from plugins.influence.tracker import desk_views, public_views
from plugins.influence.voice import capture_views, idea_views, list_views, paper_views
from plugins.influence.voice import mine_views as my_view_pages
from plugins.influence.voice import page as view_page

ROOMS: tuple[object, ...] = (
    ask_page,
    ask_list,
    making_views,
    owner_views,
    sending_views,
    mine_views,
    code_views,
    staff_views,
    pulse_views,
    by_link,
    check_pages,
    typed_in,
    desk,
    promise_pages,
    proof_pages,
    model_pages,
    running,
    trend_pages,
    map_pages,
    silence_pages,
    ledger_pages,
    papers_pages,
    desk_views,
    public_views,
    view_page,
    list_views,
    capture_views,
    idea_views,
    my_view_pages,
    paper_views,
)

__all__ = ["ROOMS", "blueprint"]
