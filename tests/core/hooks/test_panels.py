"""A page does without a part that fails, says so quietly, and shows the rest."""

from types import SimpleNamespace
from typing import Any

import pytest

from core.hooks.hookspecs import hookimpl
from core.hooks.values import HomePanel
from core.plugging.manifest import Plugin
from core.testing.apps import make_app
from core.web.panels import MISSING

EMPTY = "core.testing.councils"  # a package without tables, migrations or templates


def _plugin(name: str, home_panels: Any) -> Plugin:
    hooks = SimpleNamespace(home_panels=hookimpl(home_panels))
    return Plugin(name=name, title=name.title(), description="Made up.", package=EMPTY, hooks=hooks)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda: 1 / 0,
        lambda: [HomePanel("Broken", "no/such/template.html")],
        lambda: "not a list",
    ],
    ids=["raises", "has no template", "gives the wrong thing"],
)
def test_a_front_page_does_without_a_failing_panel(tmp_path: Any, spoilt: Any) -> None:
    whole = HomePanel("Still here", "components/more.html")
    app = make_app(tmp_path, [_plugin("spoilt", spoilt), _plugin("whole", lambda: [whole])])
    page = app.test_client().get("/ashdown/")
    assert page.status_code == 200
    assert "Still here" in page.text and MISSING.title in page.text and "Broken" not in page.text
