"""Where the pages hang: of a region under /regions/<region>/compare/, of a council under /<council>/compare/."""

from flask import Blueprint

blueprint = Blueprint("regional", __name__)
region_blueprint = Blueprint("regional_region", __name__)
