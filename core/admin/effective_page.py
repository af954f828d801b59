"""What holds at this council now, and whether the plugin, the council's file or an admin decided it."""

from itertools import groupby

from flask import Blueprint
from pydantic import BaseModel
from werkzeug.wrappers import Response

from core.access.stamps import requires
from core.admin.showing import SOURCES, setting_in_words
from core.authority import effective
from core.authority.effective import Explained
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
    by_plugin = {name: list(rows) for name, rows in groupby(explained, key=lambda row: row.plugin)}
    groups = [
        {"plugin": plugin, "rows": [_cells(plugin.settings, row) for row in by_plugin[plugin.name]]}
        for plugin in plugins
        if plugin.settings and plugin.name in by_plugin
    ]
    return render("admin/effective.html", face="worker", groups=groups)


def _cells(model: type[BaseModel], row: Explained) -> tuple[str, str, str, bool]:
    return row.title, setting_in_words(model, row.key, row.value), SOURCES[row.source], row.locked
