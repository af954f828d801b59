"""Two councils never see each other: not on pages, not in panels, not in exports."""

from flask import Flask

from core.db import db
from core.testing.conformance.addresses import role_for, routes
from core.testing.conformance.ground import HERE, THERE, Browsers, Ground
from core.testing.conformance.hooks import TODAY, actor_of, questions

SECRET = "Only for Brackwell 9914"


class CouncilsApart(Ground):
    """A record of one council, looked for from the other."""

    def test_no_page_shows_the_other_councils_records(self, app: Flask, browsers: Browsers) -> None:
        """Words planted there are on no page here."""
        person_id = self.planted_person(app, THERE)
        with self.council(app, THERE, write=True):
            for model in self.plugin.tables:
                self.plant(model, person_id, SECRET)
            db.session.commit()
        for route in routes(app, self.plugin):
            role = role_for(app, route, may=True)
            if route.method == "GET" and route.is_plain:
                browser = browsers.of(role) if role and route.is_private else browsers.anonymous()
                assert SECRET.encode() not in browser.get(route.url).get_data(), route.url
        for page in (f"/{HERE}/", f"/{HERE}/home"):
            assert SECRET not in browsers.of("worker").get(page).text, page

    def test_no_hook_tells_of_the_other_councils_records(self, app: Flask) -> None:
        """Panels, export and erasure asked here about a person there find nothing."""
        person_id = self.planted_person(app, THERE)
        with self.council(app, THERE, write=True):
            for model in self.plugin.tables:
                self.plant(model, person_id, SECRET)
            db.session.commit()
        with self.council(app, HERE) as (here, authority):
            for hook, values in questions(actor_of(here, authority, "worker"), person_id).items():
                assert SECRET not in repr(here.hooks.call(hook, authority, **values)), hook
            assert here.hooks.call("person_export", authority, person_id=person_id) == []
            assert here.hooks.call("person_erase", authority, person_id=person_id, apply=False) == []
            assert SECRET not in repr(here.hooks.call_one(self.plugin.name, "said_so_far", authority))
            due = here.hooks.call("retention_due", authority, today=TODAY.replace(year=2099))
            assert due is not None
