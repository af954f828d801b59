"""The pages of the plugin: each room's views attach themselves to the one blueprint when they are imported."""

from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.coverage import pages as coverage_pages
from plugins.participation_champions.network import champion_pages, question_pages, service_pages
from plugins.participation_champions.partners import pages as partner_pages
from plugins.participation_champions.testing import pages as test_pages
from plugins.participation_champions.testing import tester_pages

ROOMS: tuple[object, ...] = (
    champion_pages,
    coverage_pages,
    service_pages,
    question_pages,
    partner_pages,
    test_pages,
    tester_pages,
)

__all__ = ["ROOMS", "blueprint"]
