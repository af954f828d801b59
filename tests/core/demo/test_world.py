"""The demonstration is made up, the same every time, complete, and never in production."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.access.roles import COUNCIL_ROLES
from core.app import create_app
from core.authority.saved import Declared, last_applied
from core.config import ConfigFault, Deployment
from core.db import authority_scope, db
from core.demo import load as loading
from core.demo.accounts import FILE
from core.demo.guard import has_demo_accounts
from core.demo.load import Size, load
from core.demo.names import password
from core.demo.people import Ground, crowd, person_id
from core.people.models import Organisation, Person
from core.people.names import fold, other_name
from core.people.rules import usual_school_year, years_between
from core.testing.browsing import PageClient
from core.testing.councils import SLUGS
from core.web.house import house

TODAY = date(2026, 11, 21)
SMALL = Size(people=20)
DRAMA = re.compile(r"07700 900\d{3}")


@pytest.fixture
def loaded(app: Flask) -> Flask:
    """An application with a small demonstration in it."""
    list(load(app, SMALL, TODAY))
    return app


def listed(app: Flask) -> list[dict[str, str]]:
    """The accounts' file."""
    file: Path = app.extensions["heard"].deployment.data / FILE
    found: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def counted(app: Flask) -> dict[str, int]:
    """People in each council."""
    found = {}
    with app.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                found[authority.slug] = db.session.scalar(db.select(db.func.count(Person.id))) or 0
    return found


def test_the_same_council_gets_the_same_people() -> None:
    first, again = (list(crowd("ashdown", 30, TODAY, Ground())) for _ in range(2))
    assert first == again
    assert first != list(crowd("brackwell", 30, TODAY, Ground()))


def test_people_are_a_believable_mix_and_cannot_be_reached() -> None:
    everyone = list(crowd("ashdown", 400, TODAY, Ground()))
    kinds = Counter(one["kind"] for one in everyone)
    assert kinds["young_person"] > 200
    assert min(kinds.values()) > 5
    assert all(DRAMA.fullmatch(one["phone"]) for one in everyone if one["phone"])
    assert all(one["email"].endswith("@ashdown.example") for one in everyone if one["email"])
    ages = [(TODAY - one["born_on"]).days // 365 for one in everyone if one["born_on"]]
    assert 8 <= min(ages) < 12
    assert 20 < max(ages) <= 25


def test_people_belong_where_their_age_and_work_say() -> None:
    primary, secondary, college, team, partner = (person_id("ashdown", f"place {n}") for n in range(5))
    ground = Ground((), (primary,), (secondary,), (college,), (team,), (partner,))
    everyone = list(crowd("ashdown", 400, TODAY, ground))
    found: dict[Any, set[Any]] = {}
    for one in everyone:
        year = usual_school_year(one["born_on"], TODAY) if one["born_on"] else None
        found.setdefault((one["kind"], year), set()).add(one["organisation_id"])
    young = {year: belongs - {None} for (kind, year), belongs in found.items() if kind == "young_person"}
    assert young[5] == young[6] == {primary}
    assert young[7] == young[11] == {secondary}
    assert young[12] | young[13] == {secondary, college}
    assert found["parent_carer", None] == {None}
    assert found["worker", None] - {None} == {team} and found["partner", None] - {None} == {partner}


def test_some_are_called_what_their_name_does_not_say() -> None:
    everyone = list(crowd("ashdown", 400, TODAY, Ground()))
    called = [one for one in everyone if one["known_as"]]
    assert 10 < len(called) < 100
    assert all(other_name(one["name"], one["known_as"]) == one["known_as"] for one in called)
    assert all(fold(one["known_as"]) in one["find_text"] for one in called)


def test_the_young_person_with_an_account_is_a_teenager(loaded: Flask) -> None:
    with loaded.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                born = db.session.get_one(Person, (authority.id, person_id(authority.slug, "young_person"))).born_on
                assert born and 14 <= years_between(born, TODAY) <= 16


def test_every_role_of_every_council_has_an_account(loaded: Flask) -> None:
    accounts = listed(loaded)
    assert {(one["authority"], one["role"]) for one in accounts} == {
        *((slug, role) for slug in SLUGS for role in COUNCIL_ROLES),
        (None, "regional_lead"),
        (None, "operator"),
    }
    regional = next(one for one in accounts if one["role"] == "regional_lead")
    assert regional["region"] == "made-up"
    assert set(accounts[0]) == {"authority", "role", "username", "password", "name"}


@pytest.mark.parametrize("role", [*COUNCIL_ROLES, "regional_lead", "operator"])
def test_each_account_signs_in(loaded: Flask, role: str) -> None:
    account = next(one for one in listed(loaded) if one["role"] == role)
    client = loaded.test_client()
    assert isinstance(client, PageClient)
    page = f"/{account['authority']}/sign-in" if account["authority"] else "/sign-in"
    typed = {name: account[name] for name in ("username", "password")}
    assert client.submit(page, typed).status_code == 302


def test_loading_again_adds_nothing(loaded: Flask) -> None:
    before, accounts = counted(loaded), listed(loaded)
    assert [done.new_people for done in load(loaded, SMALL, TODAY)] == [0, 0]
    assert counted(loaded) == before
    assert listed(loaded) == accounts


def test_more_people_can_be_added_later(loaded: Flask) -> None:
    assert [done.new_people for done in load(loaded, Size(people=25), TODAY)] == [5, 5]


def test_a_load_that_was_stopped_goes_on_where_it_stopped(app: Flask) -> None:
    stopped = load(app, SMALL, TODAY)
    first = next(stopped)
    stopped.close()
    assert (first.place, first.of) == (1, 2)
    assert [done.new_people for done in load(app, SMALL, TODAY)] == [0, first.new_people]


def test_a_council_that_fails_is_planted_whole_the_next_time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 7)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(loading, "touch", lambda council: 1 / 0)
        list(load(app, SMALL, TODAY))
    assert set(counted(app).values()) == {0}
    assert [done.new_people for done in load(app, SMALL, TODAY)] == [29, 29]


def test_what_a_council_declares_is_applied_even_where_its_row_was_there(app: Flask) -> None:
    with app.app_context():
        first = house().authorities.all()[0]
        with authority_scope(first.id, write=True):
            for row in db.session.scalars(db.select(Declared)):
                db.session.delete(row)
            db.session.commit()
        list(load(app, SMALL, TODAY))
        with authority_scope(first.id):
            assert last_applied("core")


def test_the_decision_maker_belongs_to_a_body_that_decides(app: Flask) -> None:
    with app.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id, write=True):
                board = Organisation(kind="board", name="Board of the made up")
                db.session.add_all([board, Organisation(kind="police", name="A team of police")])
                db.session.commit()
    list(load(app, Size(people=0), TODAY))
    with app.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                decides = db.session.get_one(Person, (authority.id, person_id(authority.slug, "decision_maker")))
                assert decides.organisation and decides.organisation.kind == "board"


def test_production_starts_on_no_demonstration(loaded: Flask) -> None:
    assert has_demo_accounts(loaded)
    real: Deployment = loaded.extensions["heard"].deployment.model_copy(update={"env": "production"})
    with pytest.raises(ConfigFault, match="demonstration accounts, whose passwords are public"):
        create_app(real)


def test_production_starts_on_its_own_database(app: Flask) -> None:
    real: Deployment = app.extensions["heard"].deployment.model_copy(update={"env": "production"})
    started = create_app(real)
    with pytest.raises(ConfigFault, match="only made where HEARD_ENV is demo"):
        list(load(started, SMALL, TODAY))
    with started.app_context():
        db.engine.dispose()


def test_passwords_are_four_words_and_differ() -> None:
    some = {password(f"{slug} {role}") for slug in SLUGS for role in COUNCIL_ROLES}
    assert len(some) == len(SLUGS) * len(COUNCIL_ROLES)
    assert all(len(one.split("-")) == 4 for one in some)
