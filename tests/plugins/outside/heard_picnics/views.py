"""The one page of the plugin."""

from flask import Blueprint
from werkzeug.wrappers import Response

from core.api import db, page, requires
from heard_picnics.models import Picnic

blueprint = Blueprint("picnics", __name__)


@blueprint.get("/")
@requires("picnics.view")
def picnics() -> Response:
    """Every picnic, the next one first."""
    return page("picnics/list.html", days=db.session.scalars(db.select(Picnic.on).order_by(Picnic.on)).all())
