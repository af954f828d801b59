"""Routes whose functions are made when the first address is asked for."""

from flask import Flask, url_for

from core.web.routing import LaterRule


def bare(rule_class=LaterRule):
    app = Flask("bare")
    app.url_rule_class = rule_class
    app.add_url_rule("/<council>/things/<int:number>", "thing", lambda council, number: f"{council} {number}")
    app.add_url_rule("/<council>/", "front", lambda council, page: page, defaults={"page": "front"})
    return app


def test_nothing_is_compiled_before_an_address_is_asked_for():
    app = bare()
    rule = next(app.url_map.iter_rules("thing"))
    before = rule._build_unknown
    with app.test_request_context():
        assert url_for("thing", council="a b", number=3) == "/a%20b/things/3"
    assert rule._build_unknown is not before, "made once, and kept"
    with app.test_request_context():
        assert url_for("thing", council="x", number=4, more="y z") == "/x/things/4?more=y+z"


def test_addresses_and_pages_are_those_of_werkzeug():
    plain, later = bare(Flask.url_rule_class), bare()
    for app in (plain, later):
        assert app.test_client().get("/x/things/5").text == "x 5"
        assert app.test_client().get("/x/").text == "front"
    with plain.test_request_context():
        wanted = [url_for("front", council="y", page="front"), url_for("thing", council="é", number=1, _external=True)]
    with later.test_request_context():
        assert [
            url_for("front", council="y", page="front"),
            url_for("thing", council="é", number=1, _external=True),
        ] == wanted
