"""What holds at this council now, and whether the plugin, the council's file or an admin decided it."""

from itertools import groupby

from flask import Blueprint
from werkzeug.wrappers import Response

from core.access.stamps import requires
from core.admin.showing import SOURCES, in_words
from core.authority import effective
from core.web.house import house
from core.web.render import page as render
from core.web.request import required_authority

blueprint = Blueprint("effective", __name__)


@blueprint.get("/effective")
@requires("admin.settings")
def page() -> Response:
    """Every setting of every offered plugin."""
    plugins = house().plugins
    explained = effective.explain(required_authority(), plugins)
    groups = [
        {
            "plugin": plugins.get(name),
            "rows": [(row.title, in_words(row.value), SOURCES[row.source], row.locked) for row in rows],
        }
        for name, rows in groupby(explained, key=lambda row: row.plugin)
    ]
    return render("admin/effective.html", face="worker", groups=groups)
