"""All pages: importing the rooms gives both faces their addresses."""

from plugins.practice_exchange.asking import pages as asking_pages
from plugins.practice_exchange.blueprint import blueprint, region_blueprint
from plugins.practice_exchange.exchange import offer_pages
from plugins.practice_exchange.exchange import pages as exchange_pages
from plugins.practice_exchange.standards import pages as standards_pages
from plugins.practice_exchange.taking import pages as taking_pages

__all__ = [
    "asking_pages",
    "blueprint",
    "exchange_pages",
    "offer_pages",
    "region_blueprint",
    "standards_pages",
    "taking_pages",
]
