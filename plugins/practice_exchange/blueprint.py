"""The two faces of the exchange: a council's pages, and those of a region's lead; the rooms add their addresses."""

from flask import Blueprint

blueprint = Blueprint("practice_exchange", __name__)
region_blueprint = Blueprint("practice_exchange_region", __name__)
