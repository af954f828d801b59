"""Every page, attached to its blueprint: a region's, for everybody and for its lead, and a council's."""

from plugins.regional import council_views, download_views, lead_views, region_views
from plugins.regional.blueprint import blueprint, region_blueprint

__all__ = ["blueprint", "council_views", "download_views", "lead_views", "region_blueprint", "region_views"]
