"""What a blueprint may not do, by the words that its author reads."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Blueprint, Flask

from core.access.stamps import public
from core.plugging.manifest import Plugin
from core.plugging.mount import mount
from core.plugging.registry import PluginFaults, Plugins

Spoil = Callable[[Blueprint], Any]


def mounted(spoil: Spoil, **said: Any) -> Flask:
    app, blueprint = Flask("test"), Blueprint("picnic", "picnic")
    blueprint.add_url_rule("/", view_func=public("anybody may come")(lambda: "Welcome"), endpoint="welcome")
    spoil(blueprint)
    plugin = Plugin(
        name="picnic",
        title="Picnic",
        description="Lunch outside.",
        package="core.testing.councils",
        path="picnic",
        blueprint=blueprint,
        **said,
    )
    mount(app, Plugins([plugin]))
    return app


def test_pages_stand_under_the_council_and_the_path() -> None:
    app = mounted(lambda blueprint: None)
    assert [rule.rule for rule in app.url_map.iter_rules() if "picnic" in rule.rule] == ["/<authority>/picnic/"]


def test_region_pages_stand_under_the_region() -> None:
    region = Blueprint("picnic_region", "picnic")
    region.add_url_rule("/", view_func=public("released figures")(lambda region: region), endpoint="all")
    app = mounted(lambda blueprint: None, region_blueprint=region)
    assert app.test_client().get("/regions/north/picnic/").text == "north"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            lambda it: it.add_url_rule("/x", view_func=lambda: "", endpoint="x"),
            "the view picnic.x does not say who may",
        ),
        (lambda it: it.before_app_request(lambda: None), "changes requests outside its own pages"),
        (lambda it: it.after_app_request(lambda answer: answer), "changes requests outside its own pages"),
        (lambda it: it.app_errorhandler(404)(lambda error: "mine"), "changes requests outside its own pages"),
        (lambda it: it.app_context_processor(dict), "changes requests outside its own pages"),
        (lambda it: it.add_app_template_global(len, "mine"), "changes requests outside its own pages"),
        (lambda it: it.add_app_template_filter(len, "mine"), "changes requests outside its own pages"),
    ],
)
def test_what_reaches_beyond_its_pages_is_refused(spoil: Spoil, words: str) -> None:
    with pytest.raises(PluginFaults, match=words):
        mounted(spoil)
