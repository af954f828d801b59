"""The pages of the programme: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.participation_in_governance import public_views
from plugins.participation_in_governance.agenda import views as agenda_pages
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.officers import views as officer_pages
from plugins.participation_in_governance.planner import views as planner_pages
from plugins.participation_in_governance.reports import views as report_pages
from plugins.participation_in_governance.schools import views as school_pages
from plugins.participation_in_governance.seats import views as seat_pages
from plugins.participation_in_governance.series import views as series_pages
from plugins.participation_in_governance.terms import views as term_pages

ROOMS: tuple[object, ...] = (
    public_views,
    term_pages,
    planner_pages,
    agenda_pages,
    school_pages,
    officer_pages,
    seat_pages,
    series_pages,
    report_pages,
)

__all__ = ["ROOMS", "blueprint"]
