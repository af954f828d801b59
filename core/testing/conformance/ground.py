"""What the parts of the kit stand on: the application, people who sign in, planted records."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from flask import Flask, g

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.testing.apps import Somebody, add_account, add_person, make_app, sign_in_as
from core.testing.browsing import PageClient
from core.testing.conformance import planting
from core.web.house import House, house

HERE, THERE = "ashdown", "brackwell"


class Ground:
    """Base of every part of the kit; `plugin` is the one that is tested."""

    plugin: ClassVar[Plugin]

    @pytest.fixture(scope="class")
    @classmethod
    def app(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
        """An application with this plugin and those it requires, both councils having all of them on."""
        app = make_app(tmp_path_factory.mktemp(cls.plugin.name), cls.needed())
        yield app
        with app.app_context():
            db.engine.dispose()

    @pytest.fixture(scope="class")
    @classmethod
    def browsers(cls, app: Flask) -> "Browsers":
        """Signed-in people of both councils, one for each role."""
        return Browsers(app)

    @classmethod
    def needed(cls) -> list[Plugin]:
        """The plugin with all it requires."""
        if not cls.plugin.requires:
            return [cls.plugin]
        return [*Plugins.installed().needed_for(cls.plugin.name), cls.plugin]

    @classmethod
    def package_files(cls, pattern: str) -> list[Path]:
        """Files of the plugin's package."""
        return sorted(cls.plugin.folder.rglob(pattern))

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` about the person, carrying the words `mark` where it has room for words."""
        return planting.plant(model, person_id, mark, self.plugin.tables)

    @contextmanager
    def council(self, app: Flask, slug: str = HERE, write: bool = False) -> Iterator[tuple[House, Authority]]:
        """The house and a council, with a request and its scope open."""
        with app.app_context():
            authority = house().authorities.find(slug)
        assert authority is not None
        with app.test_request_context(f"/{slug}/"), authority_scope(authority.id, write=write):
            g.authority = authority  # as the request path does, so that addresses can be built
            yield house(), authority

    def planted_person(self, app: Flask, slug: str = HERE) -> UUID:
        """A person nobody else in the test knows of."""
        with app.app_context():
            return add_person("Robin Planted", authority=slug)


class Browsers:
    """One browser for each role and council, signed in when it is first asked for."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._known: dict[tuple[str, str], PageClient] = {}

    def anonymous(self) -> PageClient:
        """A browser in which nobody is signed in."""
        browser = self._app.test_client()
        assert isinstance(browser, PageClient)
        return browser

    def of(self, role: str, slug: str = HERE) -> PageClient:
        """The browser of somebody who holds `role` at that council and nothing elsewhere."""
        if (role, slug) not in self._known:
            with self._app.app_context():
                who: Somebody = add_account(role, slug, name=f"{role.replace('_', ' ').capitalize()} Of {slug}")
            browser = self.anonymous()
            sign_in_as(browser, who, slug)
            self._known[role, slug] = browser
        return self._known[role, slug]
