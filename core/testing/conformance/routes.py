"""Routes: stamped, answered by role and council alone, hidden when switched off, deaf without a CSRF token."""

from flask import Flask

from core.authority import effective
from core.db import db
from core.testing.conformance.addresses import role_for, routes
from core.testing.conformance.ground import HERE, THERE, Browsers, Ground


class GuardedRoutes(Ground):
    """Who gets which answer."""

    def test_every_route_is_stamped(self, app: Flask) -> None:
        """Each view says who may open it."""
        assert not [route.url for route in routes(app, self.plugin) if route.stamp is None]

    def test_a_stranger_is_sent_to_sign_in(self, app: Flask, browsers: Browsers) -> None:
        """Reading a private page without being signed in leads to the sign-in page."""
        for route in routes(app, self.plugin):
            if route.method == "GET" and route.is_private:
                answer = browsers.anonymous().get(route.url)
                assert answer.status_code == 302, route.url
                assert f"/{HERE}/sign-in?next=" in answer.headers["Location"], route.url

    def test_without_the_right_a_page_is_not_there(self, app: Flask, browsers: Browsers) -> None:
        """Whoever lacks the permission gets, byte for byte, what a mistyped address gets."""
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=False)
            if route.method == "GET" and role:
                browser = browsers.of(role)
                assert browser.get(route.url).data == browser.get(f"/{HERE}/mistyped").data, route.url

    def test_a_member_of_another_council_is_a_stranger(self, app: Flask, browsers: Browsers) -> None:
        """The right in one council opens nothing in another."""
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=True)
            if route.method == "GET" and route.is_private and role:
                assert browsers.of(role, THERE).get(route.url).status_code == 404, route.url

    def test_every_plain_page_opens_for_those_who_may(self, app: Flask, browsers: Browsers) -> None:
        """Each page of a permitted role comes up; its quality is looked at by the browser."""
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=True)
            if route.method == "GET" and route.is_plain:
                browser = browsers.of(role) if role and route.is_private else browsers.anonymous()
                assert browser.get(route.url).status_code in (200, 302), f"{route.url} for {role}"

    def test_a_record_that_is_not_there_is_not_found(self, app: Flask, browsers: Browsers) -> None:
        """An id that nobody has gives the neutral page, never an error."""
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=True)
            if route.method == "GET" and not route.is_plain and role:
                assert browsers.of(role).get(route.url).status_code == 404, route.url

    def test_nothing_is_changed_without_a_csrf_token(self, app: Flask, browsers: Browsers) -> None:
        """A POST that did not come from our own page is refused."""
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=True)
            if route.method != "GET":
                browser = browsers.of(role) if role and route.is_private else browsers.anonymous()
                answer = browser.open(route.url, method=route.method, data={"words": "forged"})
                assert answer.status_code == 400, f"{route.method} {route.url}"

    def test_switched_off_it_is_not_there_for_anybody(self, app: Flask, browsers: Browsers) -> None:
        """Every address gives the neutral page, while the other council still has it."""
        self._switch(app, on=False)
        try:
            for route in routes(app, self.plugin):
                if route.method == "GET":
                    role = role_for(app, route, may=True)
                    browser = browsers.of(role) if role else browsers.anonymous()
                    assert browser.get(route.url).status_code == 404, route.url
                    assert browsers.anonymous().get(route.url).status_code == 404, route.url
                    elsewhere = browsers.anonymous().get(route.url.replace(HERE, THERE, 1))
                    assert elsewhere.status_code != 404 or not route.is_plain, route.url
        finally:
            self._switch(app, on=True)

    def _switch(self, app: Flask, *, on: bool) -> None:
        with self.council(app, write=True) as (_, authority):
            effective.save_switch(authority, self.plugin.name, on)
            db.session.commit()
