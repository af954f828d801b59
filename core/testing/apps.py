"""Applications for tests: migrated databases with two made-up councils, and people who sign in.

    def test_page(client):
        sign_in(client, "worker")  # in ashdown
        assert client.get("/ashdown/groups/").status_code == 200

`make_app(folder, plugins=[...])` gives any package an application with its own plugin in it.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from flask import Flask

from core.access.roles import COUNCIL_ROLES
from core.app import create_app
from core.config import Deployment
from core.data_rights.sign_off.signing import sign_all
from core.db import authority_scope, db, platform_scope
from core.people.models import Person
from core.plugging import migrations
from core.plugging.applying import apply_council
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.testing.browsing import PageClient
from core.testing.councils import SLUGS, write_councils
from core.testing.databases import copied_sqlite, test_deployment
from core.users.accounts import add_member, add_platform_user
from core.users.passwords import hash_password
from core.web.house import house

PASSWORD = "otter-lantern-biscuit-kite"
PEOPLE_HERE = "PEOPLE_OF_TESTS"
KINDS = {"young_person": "young_person", "parent_carer": "parent_carer", "decision_maker": "partner"}


@dataclass(frozen=True)
class Somebody:
    """Who signed in: their user name, their name and their record as a person of the council."""

    username: str
    name: str
    person_id: UUID | None = None


People = Mapping[tuple[str, str], Somebody]


def make_app(
    folder: Path, plugins: Sequence[Plugin] | None = None, deployment: Deployment | None = None
) -> Flask:
    """An application with both made-up councils applied and every plugin switched on at first.

    `plugins` are those of a package under test; without them every installed one. The database is that of
    `deployment`, which is migrated here, or a new SQLite file in `folder`.
    """
    installed = Plugins(plugins) if plugins is not None else Plugins.installed()
    here = deployment or sqlite_in(folder)
    councils = write_councils(folder / "councils", installed.names)
    here = here.model_copy(update={"authorities": (councils,)})
    migrations.upgrade(here, installed)
    app = create_app(here, plugins)
    app.test_client_class = PageClient
    apply_councils(app)
    return app


def sqlite_in(folder: Path) -> Deployment:
    """A deployment for tests with a SQLite file in `folder`."""
    return test_deployment(folder, f"sqlite:///{folder / 'heard.sqlite3'}")


def apply_councils(app: Flask) -> None:
    """Bring every council of `app` to what its file declares, each part of it signed off."""
    with app.app_context():
        councils, installed = house().authorities, house().plugins
        for council in councils.all_files():
            apply_council(councils, council, installed)
            _sign_off(council.slug)


def _sign_off(slug: str) -> None:
    """No test has to sign an assessment before it can use a part; those about signing take the signature back."""
    found = house().authorities.find(slug)
    assert found is not None  # applied just now
    with authority_scope(found.id, write=True):
        sign_all(found, house().plugins, "Somebody in a test", "")
        db.session.commit()


@pytest.fixture(scope="session")
def applied_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both councils' files and a SQLite file to which they were applied, made once for each process."""
    folder = tmp_path_factory.mktemp("applied")
    made = make_app(folder, deployment=copied_sqlite(sqlite_template, folder))
    with made.app_context():
        db.engine.dispose()
    return folder


@dataclass(frozen=True)
class Peopled:
    """A folder like that of `applied_sqlite`, with somebody of every role in both councils."""

    folder: Path
    people: People


@pytest.fixture(scope="session")
def peopled_sqlite(applied_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Peopled:
    """The applied councils with people, made once for each process: a copy costs a tenth of making them anew."""
    folder = tmp_path_factory.mktemp("peopled")
    shutil.copytree(applied_sqlite / "councils", folder / "councils")
    made = _copied_app(applied_sqlite, folder)
    people = _people(made)
    with made.app_context():
        db.engine.dispose()
    return Peopled(folder, people)


@pytest.fixture
def app(request: pytest.FixtureRequest, deployment: Deployment, tmp_path: Path) -> Iterator[Flask]:
    """The whole application, all installed plugins in it, over the database of `deployment`."""
    if deployment.on_postgresql:
        made = make_app(tmp_path, deployment=deployment)
    elif "world" in request.fixturenames:
        ready: Peopled = request.getfixturevalue("peopled_sqlite")
        made = _copied_app(ready.folder, tmp_path)
        made.config[PEOPLE_HERE] = ready.people
    else:
        made = _copied_app(request.getfixturevalue("applied_sqlite"), tmp_path)
    yield made
    with made.app_context():
        db.engine.dispose()


def _copied_app(applied: Path, folder: Path) -> Flask:
    """An application on a copy of the applied file, which takes the place of the empty one in `folder`."""
    here = copied_sqlite(applied / "heard.sqlite3", folder)
    app = create_app(here.model_copy(update={"authorities": (applied / "councils",)}))
    app.test_client_class = PageClient
    return app


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser of nobody in particular; it looks at the quality of every page it fetches."""
    return cast(PageClient, app.test_client())


@dataclass(frozen=True)
class World:
    """Somebody of every role in both councils, by council and role, and their browsers."""

    app: Flask
    people: People

    def browser(self, role: str, authority: str = "ashdown") -> PageClient:
        """A browser in which that person is signed in."""
        browser = cast(PageClient, self.app.test_client())
        sign_in_as(browser, self.people[authority, role], authority)
        return browser


@pytest.fixture
def world(app: Flask) -> World:
    """The application with somebody of every role in both councils; those who are there already where it was copied."""
    return World(app, app.config.get(PEOPLE_HERE) or _people(app))


def _people(app: Flask) -> People:
    with app.app_context():
        return {(slug, role): add_account(role, slug) for slug in SLUGS for role in COUNCIL_ROLES}


def add_person(name: str, kind: str = "young_person", authority: str = "ashdown") -> UUID:
    """Plant a person in a council; returns the id. Call inside an application context."""
    with authority_scope(_council(authority), write=True):
        person = Person(kind=kind, name=name)
        db.session.add(person)
        db.session.commit()
        return person.id


def add_account(
    role: str, authority: str | None = "ashdown", name: str = "", region: str = "made-up"
) -> Somebody:
    """Open a sign-in for `role` with PASSWORD, in a council or (authority None) on the platform."""
    who = name or f"{role.replace('_', ' ').capitalize()} Tester"
    username = who.casefold().replace(" ", ".")
    if authority is None:
        with platform_scope(reason="open an account for a test", write=True):
            add_platform_user(
                name=who,
                username=username,
                role=role,
                region=region if role == "regional_lead" else None,
                password_hash=_hashed(),
            )
            db.session.commit()
        return Somebody(username, who)
    person_id = add_person(who, KINDS.get(role, "worker"), authority)
    with authority_scope(_council(authority), write=True):
        add_member(name=who, username=username, roles=[role], person_id=person_id, password_hash=_hashed())
        db.session.commit()
    return Somebody(username, who, person_id)


def sign_in_as(client: PageClient, who: Somebody, authority: str | None = "ashdown") -> None:
    """Sign in through the page, as anybody would."""
    page = f"/{authority}/sign-in" if authority else "/sign-in"
    answer = client.submit(page, {"username": who.username, "password": PASSWORD})
    assert answer.status_code == 302, f"{who.username} could not sign in at {page}"


def sign_in(client: PageClient, role: str, authority: str | None = "ashdown", name: str = "") -> Somebody:
    """Open an account for `role` and sign in with it."""
    with client.application.app_context():
        who = add_account(role, authority, name)
    sign_in_as(client, who, authority)
    return who


def _council(slug: str) -> UUID:
    found = house().authorities.find(slug)
    assert found is not None, f"{slug} is no council of this test"
    return found.id


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)
