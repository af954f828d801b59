"""Demonstrations of the five councils: every page of charters, plans, audits and returns answers, nothing twice."""

import json
from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.accounts import FILE
from core.demo.load import Size, load
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.participation_returns.models import Contract, Return
from plugins.standards.models import (
    Action,
    Audit,
    AuditAnswer,
    AuditForm,
    AuditQuestion,
    Charter,
    Plan,
    Pledge,
    Priority,
    Target,
    TargetFigure,
)
from tests.plugins.groups.planting import council_id

TODAY = date(2026, 11, 21)
COUNCILS = ("lancashire", "lincolnshire", "nottingham", "nottinghamshire", "wolverhampton")
PER_KIND = 6
"""Records of a kind whose pages are opened: each page is drawn alike for all of them."""
STAFF = (
    "plans",
    "plans/new",
    "plans?ended=yes",
    "actions",
    "audits",
    "audits/forms/new",
    "charters/new",
    "targets/new",
)
RETURNS = ("", "new", "queue", "queue?status=all", "overview", "overview?missing=yes", "contracts", "contracts/new")


@pytest.fixture(scope="module")
def shown(real_councils: Flask) -> Flask:
    """The five councils with a demonstration."""
    list(load(real_councils, Size(people=40), TODAY))
    return real_councils


def browser(app: Flask, slug: str, role: str = "worker") -> PageClient:
    """A browser of the demonstration's own account."""
    listed = json.loads((app.extensions["heard"].deployment.data / FILE).read_text())
    account = next(one for one in listed if (one["authority"], one["role"]) == (slug, role))
    app.test_client_class = PageClient
    found = cast(PageClient, app.test_client())
    found.submit(f"/{slug}/sign-in", {name: account[name] for name in ("username", "password")})
    return found


def of(app: Flask, slug: str, model: type) -> list[object]:
    """Some records of a council."""
    with app.app_context(), authority_scope(council_id(app, slug)):
        rows = list(db.session.scalars(db.select(model).limit(PER_KIND)))
        db.session.expunge_all()
        return rows


def pages(app: Flask, slug: str) -> Iterator[str]:
    """The address of every page that staff open."""
    at = f"/{slug}/standards"
    yield from (f"{at}/{end}" for end in ("", *STAFF))
    for charter in of(app, slug, Charter):
        yield from (f"{at}/charters/{charter.key}{end}" for end in ("", "/edit", "/pledge"))  # type: ignore[attr-defined]
    for plan in of(app, slug, Plan):
        ends = ("", "/edit", "/end", "/next", "/priorities/new")
        yield from (f"{at}/plans/{plan.key}{end}" for end in ends)  # type: ignore[attr-defined]
    for form in of(app, slug, AuditForm):
        ends = ("", "/edit", "/round", "/questions/new")
        yield from (f"{at}/audits/forms/{form.key}{end}" for end in ends)  # type: ignore[attr-defined]
    for target in of(app, slug, Target):
        yield from (f"{at}/targets/{target.key}{end}" for end in ("", "/edit", "/end"))  # type: ignore[attr-defined]
    yield from by_id(app, slug)


def by_id(app: Flask, slug: str) -> Iterator[str]:
    """Pages of records that are called by their id."""
    ends = {
        Pledge: ("pledges/{}", "pledges/{}/back"),
        Priority: ("priorities/{}", "priorities/{}/actions/new"),
        Action: ("actions/{}", "actions/{}/edit", "actions/{}/evidence", "actions/{}/done", "actions/{}/end"),
        Audit: ("audits/{}", "audits/{}/owner"),
        AuditQuestion: ("audits/questions/{}", "audits/questions/{}/remove"),
    }
    for model, addresses in ends.items():
        for row in of(app, slug, model):
            yield from (f"/{slug}/standards/{address.format(row.id)}" for address in addresses)  # type: ignore[attr-defined]


@pytest.mark.parametrize("slug", COUNCILS)
def test_every_page_of_staff_answers(shown: Flask, slug: str) -> None:
    worker = browser(shown, slug)
    for url in pages(shown, slug):
        assert worker.get(url).status_code == 200, url


def test_every_page_of_returns_answers(shown: Flask) -> None:
    worker, at = browser(shown, "lincolnshire"), "/lincolnshire/returns"
    for end in RETURNS:
        assert worker.get(f"{at}/{end}").status_code == 200, end
    held = of(shown, "lincolnshire", Return)
    assert {row.status for row in held} == {"draft", "sent", "looked", "asked", "accepted", "taken"}  # type: ignore[attr-defined]
    for row in held:
        assert worker.get(f"{at}/{row.id}").status_code == 200  # type: ignore[attr-defined]
    for row in of(shown, "lincolnshire", Contract):
        assert worker.get(f"{at}/contracts/{row.id}").status_code == 200  # type: ignore[attr-defined]


@pytest.mark.parametrize("slug", COUNCILS)
def test_young_people_read_what_was_promised_and_what_is_done(shown: Flask, slug: str) -> None:
    young = browser(shown, slug, "young_person")
    text = young.get(f"/{slug}/standards/").text
    shown_plans = [plan for plan in of(shown, slug, Plan) if plan.shown]  # type: ignore[attr-defined]
    for plan in shown_plans:
        assert plan.title in text  # type: ignore[attr-defined]
        assert young.get(f"/{slug}/standards/what-we-do/{plan.key}").status_code == 200  # type: ignore[attr-defined]
    for charter in of(shown, slug, Charter):
        assert young.get(f"/{slug}/standards/charters/{charter.key}").status_code == 200  # type: ignore[attr-defined]


def test_no_page_is_empty(shown: Flask) -> None:
    assert of(shown, "nottingham", TargetFigure) and of(shown, "lancashire", AuditAnswer)
    states = {row.state for row in of(shown, "lincolnshire", Audit)}  # type: ignore[attr-defined]
    assert states == {"open", "sent"}
    worker = browser(shown, "lancashire")
    text = worker.get("/lancashire/standards/plans/priorities").text
    assert all(words in text for words in ("Late", "Done", "Under way", "Not SMART yet"))


def test_a_second_load_adds_nothing(shown: Flask) -> None:
    models = (Action, Audit, AuditAnswer, Pledge, TargetFigure, Return)

    def counted() -> list[int | None]:
        with shown.app_context():
            found = house().authorities.find("lincolnshire")
            assert found
            with authority_scope(found.id):
                return [db.session.scalar(db.select(db.func.count()).select_from(model)) for model in models]

    before = counted()
    list(load(shown, Size(people=40), TODAY))
    assert counted() == before
