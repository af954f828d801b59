"""Whoever a report is about, or is too close to it, does not find it anywhere; in doubt they do not."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.safeguarding.conflicts import bars
from core.safeguarding.models import AdultPractice
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS, STORES
from core.testing.apps import Somebody, add_person

Account = Callable[..., Somebody]
Sees = Callable[..., bool]
Raised = Callable[..., Any]


@pytest.fixture
def leads(account: Account, ashdown: Authority) -> tuple[Somebody, Somebody]:
    """Two leads: one who may be named, one who is not."""
    return account("safeguarding_lead", "Kelly Okafor"), account("safeguarding_lead", "Ravi Menon")


@pytest.mark.parametrize("words", ["Kelly Okafor hurt me", "it was miss kelly", "OKAFOR", "kelly o. did"])
def test_a_lead_who_may_be_named_never_sees_it(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, words: str
) -> None:
    case = raised(words, store=ALLEGATIONS)
    assert [sees(one) for one in leads] == [False, True]
    (row,) = bars.live(ALLEGATIONS, case.id)
    assert row.why == "name"
    entry = chronology.latest(chronology.read(ALLEGATIONS, case), "barred")
    assert entry is not None and entry.by_user_id is None and entry.body is not None
    assert "nobody_left" not in entry.body


def test_the_field_for_a_name_counts_in_every_store(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees
) -> None:
    raised("He hit me.", answers={"adult_name": "kelly"})
    assert [sees(one, CONCERNS) for one in leads] == [False, True]


@pytest.mark.parametrize(("about_staff", "found"), [("yes", False), ("not_sure", False), ("no", True), ("", True)])
def test_a_concern_is_looked_through_when_it_may_be_about_staff(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, about_staff: str, found: bool
) -> None:
    raised("Kelly Okafor knows about it", answers={"about_staff": about_staff})
    assert sees(leads[0], CONCERNS) is found


@pytest.mark.parametrize("store", STORES.values(), ids=lambda store: store.name)
def test_the_adult_of_a_case_never_sees_it(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, store: Any
) -> None:
    raised("Somebody hurt me", store=store, people=((leads[0].person_id, "adult"),))
    assert [sees(one, store) for one in leads] == [False, True]


def test_a_twin_of_their_record_is_them(leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees) -> None:
    twin = add_person("K Okafor", "worker")
    found = db.session.get(Person, twin)
    assert found is not None
    found.merged_into_id = leads[0].person_id
    db.session.commit()
    raised("Somebody hurt me", people=((twin, "adult"),))
    assert not sees(leads[0], CONCERNS)


@pytest.mark.parametrize("part", ["child", "sibling"])
def test_the_childs_family_never_sees_it(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, part: str
) -> None:
    child = add_person("Ada Okafor")
    db.session.add(Relationship(child_id=child, adult_id=leads[0].person_id, kind="parent", no_contact=True))
    db.session.commit()
    raised("Somebody hurts Ada", people=((child, part),))
    assert [sees(one, CONCERNS) for one in leads] == [False, True]


def test_who_raises_it_about_somebody_else_still_sees_it(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    words, by = "Ravi hit a child. Signed: Kelly Okafor", user_of(leads[0])
    raised(words, store=ALLEGATIONS, by_user_id=by, by_person_id=leads[0].person_id, role="safeguarding_lead")
    assert [sees(one) for one in leads] == [True, False]


def test_who_raises_it_about_themself_does_not(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    answers = {"adult_name": "Kelly Okafor"}
    raised("I was too rough", store=ALLEGATIONS, by_user_id=user_of(leads[0]), answers=answers)
    assert [sees(one) for one in leads] == [False, True]


def test_a_case_that_no_lead_may_read_says_so(leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees) -> None:
    case = raised("Kelly and Ravi, both of them", store=ALLEGATIONS)
    assert [sees(one) for one in leads] == [False, False]
    entry = chronology.latest(chronology.read(ALLEGATIONS, case), "barred")
    assert entry is not None and entry.body is not None and entry.body["nobody_left"] is True
    assert not bars.is_anybody_left(ALLEGATIONS, case.id)


def test_words_added_later_are_looked_through(leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees) -> None:
    case = chronology.locked(ALLEGATIONS, raised("A worker hurt me", store=ALLEGATIONS).id)
    assert sees(leads[0])
    bars.again(ALLEGATIONS, case, "it was Kelly")
    db.session.commit()
    assert not sees(leads[0])


def test_somebody_let_in_again_stays_in(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    case = chronology.locked(ALLEGATIONS, raised("Another Kelly", store=ALLEGATIONS).id)
    kelly, ravi = user_of(leads[0]), user_of(leads[1])
    assert not bars.let_in(ALLEGATIONS, case, kelly, kelly, "me") and not sees(leads[0])
    assert bars.let_in(ALLEGATIONS, case, kelly, ravi, "Another Kelly, of the swimming club")
    bars.again(ALLEGATIONS, case, "Kelly did it again")
    db.session.commit()
    assert sees(leads[0])
    assert bars.bar(ALLEGATIONS, case, kelly, "close", ravi) and not sees(leads[0])
    assert db.session.scalars(select(ALLEGATIONS.bar)).one().ended_at is None


def test_a_declared_conflict_holds_for_the_next_case_about_the_same_child(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    child = add_person("Ada Shah")
    first = chronology.locked(CONCERNS, raised(people=((child, "child"),)).id)
    bars.bar(CONCERNS, first, user_of(leads[0]), "declared", user_of(leads[0]))
    raised("It goes on", store=ALLEGATIONS, people=((child, "child"),))
    assert [sees(one) for one in leads] == [False, True]


def test_a_bar_beats_being_given_the_case(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    case = raised("It was Kelly", store=ALLEGATIONS)
    db.session.add(ALLEGATIONS.allocation(case_id=case.id, user_id=user_of(leads[0])))
    db.session.commit()
    assert not sees(leads[0], permission="safeguarding.work")


def test_an_authors_own_name_is_not_whom_it_is_about(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees
) -> None:
    raised("A worker hit me", store=ALLEGATIONS, answers={"name": "Kelly", "contact_word": "Ravi"})
    assert [sees(one) for one in leads] == [True, True]


def test_the_whole_line_of_the_adult_never_sees_it(
    leads: tuple[Somebody, Somebody], account: Account, raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    above = account("safeguarding_lead", "Ines Duarte")
    adult = add_person("Tom Reed-Hale", "worker")
    db.session.add(AdultPractice(person_id=adult, line_manager_user_id=user_of(leads[0])))
    db.session.add(AdultPractice(person_id=leads[0].person_id, line_manager_user_id=user_of(above)))
    db.session.commit()
    case = raised("He pushed me", store=ALLEGATIONS, people=((adult, "adult"),))
    assert [sees(one) for one in (*leads, above)] == [False, True, False]
    assert {row.why for row in bars.live(ALLEGATIONS, case.id)} == {"line"}


def test_the_line_of_somebody_named_in_words_never_sees_it(
    leads: tuple[Somebody, Somebody], account: Account, raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    worker = account("worker", "Tom Reed-Hale")
    db.session.add(AdultPractice(person_id=worker.person_id, line_manager_user_id=user_of(leads[0])))
    db.session.commit()
    raised("tom reed-hale pushed me", store=ALLEGATIONS)
    assert [sees(one) for one in leads] == [False, True]
