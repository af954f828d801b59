"""Judging one decision, on screen: what has to be said, what it changes, who reads the reasons, how it ends."""

from uuid import UUID

import pytest
from sqlalchemy import select

from core.consent.models import Competence
from core.consent.reading import standing_of
from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.consent.conftest import PHOTOS, Open, person, says

JUDGED = {
    "decision": PHOTOS,
    "judgement": "competent",
    "information": "Pictures and the young text",
    "understanding": "Said that pictures stay on the internet",
    "weighing": "Wanted it for the art show, not for school",
    "freedom": "Nobody pressed",
    "parent_advice": "Will tell mum",
}


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def teenager(within: Open) -> UUID:
    with within():
        made = person("Kit Larch", 14)
        says(made, True)
    return made


def page(who: UUID) -> str:
    return f"/ashdown/people/{who}/competence"


def test_a_judgement_lets_a_14_year_old_decide_this_and_nothing_else(
    worker: PageClient, teenager: UUID, within: Open
) -> None:
    with within():
        assert not standing_of(teenager, PHOTOS).holds
        says(teenager, True, "core.named")
    worker.submit(f"{page(teenager)}/add", JUDGED)
    with within():
        assert standing_of(teenager, PHOTOS).holds
        assert not standing_of(teenager, "core.named").holds


def test_its_end_brings_the_rules_for_their_age_back(worker: PageClient, teenager: UUID, within: Open) -> None:
    worker.submit(f"{page(teenager)}/add", JUDGED)
    with within():
        judged = db.session.scalars(select(Competence.id).where(Competence.person_id == teenager)).one()
    worker.submit(f"/ashdown/people/competence/{judged}/end", {"ended_why": "Circumstances changed"})
    with within():
        assert not standing_of(teenager, PHOTOS).holds
    assert "Circumstances changed" in worker.get(page(teenager)).text


def test_a_newer_judgement_takes_the_place_of_the_former(worker: PageClient, teenager: UUID, within: Open) -> None:
    worker.submit(f"{page(teenager)}/add", JUDGED)
    worker.submit(f"{page(teenager)}/add", JUDGED | {"judgement": "not_now"})
    with within():
        assert not standing_of(teenager, PHOTOS).holds
        held = db.session.scalars(select(Competence).where(Competence.ended_on.is_(None))).all()
        assert [one.judgement for one in held if one.person_id == teenager] == ["not_now"]


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("understanding", "Say what they understood"),
        ("freedom", "Say whether anybody pressed them"),
        ("parent_advice", "Say what you advised"),
    ],
)
def test_each_part_has_to_be_said(worker: PageClient, teenager: UUID, left_out: str, told: str) -> None:
    assert told in worker.submit(f"{page(teenager)}/add", JUDGED | {left_out: ""}).text


def test_what_is_contested_wants_a_second_colleague_and_a_review_within_a_year(
    worker: PageClient, teenager: UUID
) -> None:
    assert "ask a second colleague" in worker.submit(f"{page(teenager)}/add", JUDGED | {"contested": "y"}).text
    late = JUDGED | {"review_on": ["1", "1", "2099"]}
    assert "within a year" in worker.submit(f"{page(teenager)}/add", late).text


def test_reasons_are_for_who_wrote_them_practitioners_and_leads(world: World, teenager: UUID) -> None:
    world.browser("practitioner").submit(f"{page(teenager)}/add", JUDGED)
    for role, reads in (("practitioner", True), ("worker", False)):
        said = world.browser(role).get(page(teenager)).text
        assert "Yes, they can decide this themselves" in said
        assert (JUDGED["understanding"] in said) is reads
    assert world.browser("local_admin").get(page(teenager)).status_code == 404
