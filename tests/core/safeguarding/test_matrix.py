"""Who gets what of concerns, cell by cell: every route of safeguarding against every kind of reader, from the live map.

A new route fails here until its row stands in ROWS. What is not named is closed: whoever a cell leaves out gets the one
neutral page that a missing address gets, byte for byte, and changes nothing; a stranger is asked to sign in.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from core.access.actor import Actor
from core.access.roles import COUNCIL_ROLES
from core.db import authority_scope, begin_write, db, utcnow
from core.safeguarding.conflicts import bars
from core.safeguarding.desk.asks import STEPS
from core.safeguarding.models import CaseGrant, DutyOverride
from core.safeguarding.record.chronology import locked
from core.safeguarding.release import glass, overrides
from core.safeguarding.store import ALLEGATIONS, CONCERNS, GLASS, STORES
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import Somebody, World, add_account, add_person, sign_in_as
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house

BLUEPRINTS: Final = ("telling", "safeguarding", "emergency")
DESK: Final = re.compile("/ashdown/safeguarding/(?!raise)")
NOBODY: Final = UUID(int=7)
LEADS: Final = frozenset({"safeguarding_lead", "barred lead"})
GIVEN: Final = frozenset({"given"})
PRACTITIONERS: Final = frozenset({"given", "practitioner"})
SEE: Final = frozenset({"safeguarding_lead"})
"""Leads who are not barred from the case, the opening, the override."""
CASE: Final = SEE | GIVEN
WORK: Final = LEADS | PRACTITIONERS
STAFF: Final = WORK | {"worker", "decision_maker", "data_protection_officer", "local_admin"}
"""Those who may also raise one from a record; everybody may at tell-someone."""
EVERYBODY: Final = frozenset({"everybody"})
ROWS: Final[Mapping[str, frozenset[str]]] = {
    "telling.tell": EVERYBODY,
    "telling.again": EVERYBODY,
    "telling.advocate": EVERYBODY,
    "safeguarding.trial_read": EVERYBODY,
    "safeguarding.raise_concern": STAFF,
    "safeguarding.listing": LEADS,
    "safeguarding.looks": LEADS,
    "safeguarding.releases": LEADS,
    "safeguarding.duty_page": LEADS,
    "safeguarding.duty_part": LEADS,
    "safeguarding.trial": LEADS,
    "safeguarding.keeping": LEADS,
    "safeguarding.low_level_log": LEADS,
    "safeguarding.sealed": LEADS,
    "safeguarding.sealed_file": LEADS,
    "safeguarding.to_chase": LEADS,
    "safeguarding.mine": PRACTITIONERS,
    "safeguarding.case": CASE,
    "safeguarding.step": CASE,
    "safeguarding.declare": CASE,
    "safeguarding.enclosure": CASE,
    "safeguarding.given_out": CASE,
    "safeguarding.referrals": CASE,
    "safeguarding.override_in_case": CASE,
    "safeguarding.conflicts": SEE,
    "safeguarding.let_in": SEE,
    "safeguarding.move_case": SEE,
    "safeguarding.hand_over": SEE,
    "safeguarding.transfer_case": SEE,
    "safeguarding.refer": SEE,
    "safeguarding.referral_sent": SEE,
    "safeguarding.referral_accepted": SEE,
    "safeguarding.keeping_one": SEE,
    "safeguarding.lado": SEE,
    "safeguarding.outcome": SEE,
    "safeguarding.threshold": SEE,
    "safeguarding.release": SEE,
    "safeguarding.release_task": SEE,
    "safeguarding.release_end": SEE,
    "safeguarding.override": SEE,
    "safeguarding.override_step": SEE,
    "safeguarding.override_list": WORK,
    "safeguarding.override_about": WORK,
    "emergency.mine": WORK,
    "emergency.open_up": WORK,
    "emergency.end": WORK,
    "emergency.ask": frozenset({"local_admin"}),
}
"""By endpoint the readers whom it answers; EVERYBODY is those without an account, too."""
OBJECT_MISSES: Final = frozenset(
    {"enclosure", "given_out", "referral_sent", "referral_accepted", "let_in", "keeping_one", "duty_part", "trial_read"}
)
"""Routes to things that this world has not: whoever may open them gets the neutral page here as well."""


@dataclass(frozen=True)
class Place:
    """A world with one concern, one allegation, an opening and an override, and a browser for each kind of reader."""

    app: Flask
    browsers: Mapping[str, PageClient]
    ids: Mapping[str, Any]

    def path(self, rule: Rule) -> str:
        """The address of a route, filled in with what this world has."""
        store = "allegations" if "/safeguarding/allegations/" in rule.rule else "concerns"
        own = {"authority": "ashdown", "store": "concerns", "case_id": self.ids[store]}
        own |= {"step": "approved"} if rule.endpoint == "safeguarding.override_step" else {}
        values = {name: own.get(name, self.ids.get(name, NOBODY)) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built is not None, rule
        return built[1]


@pytest.fixture
def place(world: World) -> Place:
    """Planted once; nothing is read or written in it but by the test."""
    people = {role: world.people["ashdown", role] for role in COUNCIL_ROLES}
    with world.app.app_context():
        people["barred lead"] = add_account("safeguarding_lead", name="Barbara Barred")
        people["given"] = add_account("practitioner", name="Gil Given")
        outside: dict[str, Somebody] = {
            role: add_account(role, None) for role in ("regional_lead", "operator")
        }
        ids = _planted()
    browsers = {name: _browser(world, who, "ashdown") for name, who in people.items()}
    browsers |= {name: _browser(world, who, None) for name, who in outside.items()}
    browsers["lead elsewhere"] = world.browser("safeguarding_lead", "brackwell")
    browsers["stranger"] = _browser(world, None, None)
    return Place(world.app, browsers, ids)


def test_every_route_has_its_row(app: Flask) -> None:
    found = {rule.endpoint for rule in _rules(app)}
    assert found == set(ROWS), "a route without a row in the matrix, or a row without its route"


def test_the_matrix(place: Place) -> None:
    wrong: list[str] = []
    for name, browser in place.browsers.items():
        neutral = browser.get("/ashdown/no-such-page").data
        for rule in _rules(place.app, "GET"):
            answer = browser.get(place.path(rule))
            if not _is_right(rule.endpoint, name, answer, neutral):
                wrong.append(f"{name} at {rule.endpoint}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_whoever_is_left_out_changes_nothing(place: Place) -> None:
    wrong, before = [], _counts(place.app)
    for name, browser in place.browsers.items():
        token, neutral = _token(browser, name), browser.get("/ashdown/no-such-page").data
        for rule in _rules(place.app, "POST"):
            if _may(rule.endpoint, name):
                continue
            answer = browser.post(place.path(rule), data={"csrf_token": token})
            if not _is_right(rule.endpoint, name, answer, neutral):
                wrong.append(f"{name} at {rule.endpoint}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert _counts(place.app) == before


def test_the_steps_of_a_case(place: Place) -> None:
    """A lead decides; whoever was given the case adds to it; nobody else finds a step."""
    wrong = []
    for name, browser in place.browsers.items():
        for step in STEPS.values():
            answer = browser.get(f"/ashdown/safeguarding/concerns/{place.ids['concerns']}/step/{step.name}")
            may = name in SEE or (name in GIVEN and not step.lead)
            there = answer.status_code in (200, 302) and "/sign-in" not in answer.headers.get("Location", "")
            if there != may:
                wrong.append(f"{name} at {step.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_an_allegation_is_not_shown_by_what_a_concern_gives(place: Place) -> None:
    url = f"/ashdown/safeguarding/allegations/{place.ids['allegations']}"
    seen = {name for name, browser in place.browsers.items() if browser.get(url).status_code == 200}
    assert seen == SEE


def test_nobodys_menu_or_home_names_the_desk_but_theirs(place: Place) -> None:
    for name, browser in place.browsers.items():
        home = browser.get("/ashdown/home")
        if home.status_code == 200:
            assert bool(DESK.search(home.text)) == (name in WORK), name


def _is_right(endpoint: str, name: str, answer: Any, neutral: bytes) -> bool:
    to = answer.headers.get("Location", "")
    if _may(endpoint, name):
        missing = endpoint.split(".")[1] in OBJECT_MISSES and answer.status_code == 404
        return missing or (answer.status_code in (200, 302, 303) and "/sign-in" not in to)
    if name == "stranger":
        return bool(answer.status_code == 302 and to.startswith("/ashdown/sign-in"))
    return bool(answer.status_code == 404 and answer.data == neutral)


def _may(endpoint: str, name: str) -> bool:
    return ROWS[endpoint] == EVERYBODY or name in ROWS[endpoint]


def _rules(app: Flask, method: str = "") -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.split(".")[0] in BLUEPRINTS and (not method or method in (rule.methods or ())):
            yield rule


def _browser(world: World, who: Somebody | None, council: str | None) -> PageClient:
    browser = world.app.test_client()
    assert isinstance(browser, PageClient)
    if who is not None:
        sign_in_as(browser, who, council)
    return browser


def _token(browser: PageClient, name: str) -> str:
    where = {"lead elsewhere": "/brackwell/home", "stranger": "/ashdown/sign-in"}
    outside = {"regional_lead", "operator"}
    page = browser.get(where.get(name, "/sign-in/me/" if name in outside else "/ashdown/home")).text
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def _planted() -> dict[str, Any]:
    """One of each, about one child; the barred lead is barred from both cases."""
    child = add_person("Robin Vale")
    with _ashdown():
        user = {row.name: row.user_id for row in db.session.scalars(select(Membership))}
        ids: dict[str, Any] = {
            "person_id": child, "step": "note", "task": "widen", "user_id": user["Gil Given"], "ending": "pdf",
        }  # fmt: skip
        for store in STORES.values():
            report = Report(id=uuid4(), words="x", how="page", raised_at=utcnow(), people=((child, "child"),))
            ids[store.name] = take_in(store, report)[0].id
            bars.bar(store, locked(store, ids[store.name]), user["Barbara Barred"], "close", by=None)
        db.session.add(CONCERNS.allocation(case_id=ids["concerns"], user_id=user["Gil Given"]))
        ids["grant_id"], ids["override_id"] = _opened(child), _proposed(child)
    return ids


def _opened(child: UUID) -> UUID:
    actor = Actor(user_id=NOBODY, permissions=frozenset({GLASS}))
    row = glass.ask(uuid4(), NOBODY, child, 60, {"reason": "danger", "words": "x"}, actor)
    assert glass.open_now(row, actor)
    return row.id


def _proposed(child: UUID) -> UUID:
    made = overrides.Proposal(uuid4(), child, 7, is_emergency=False, body={"basis": "harm", "what": "x"})
    return overrides.propose(made, Actor(user_id=NOBODY)).id


def _counts(app: Flask) -> tuple[int, ...]:
    with app.app_context(), _ashdown():
        counted = (CONCERNS.entry, ALLEGATIONS.entry, CONCERNS.bar, ALLEGATIONS.bar, CaseGrant, DutyOverride)
        return tuple(db.session.scalar(select(func.count()).select_from(one)) or 0 for one in counted)


@contextmanager
def _ashdown() -> Iterator[None]:
    found = house().authorities.find("ashdown")
    assert found is not None
    with authority_scope(found.id, write=True):
        begin_write()
        yield
        db.session.commit()
