"""A case that is moved is whole in its new place, closed in the old, and hidden in both from the same people."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from core.authority.resolve import Authority
from core.db import db
from core.safeguarding.allegations.moving import Move, move
from core.safeguarding.conflicts import bars
from core.safeguarding.record import chronology, enclosures
from core.safeguarding.states import NotNow
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.testing.apps import Somebody, add_person

Raised = Callable[..., Any]
Sees = Callable[..., bool]
CODE = "c" * 64


@pytest.fixture
def leads(account: Callable[..., Somebody], ashdown: Authority) -> tuple[Somebody, Somebody]:
    """One who is named later, one who moves."""
    return account("safeguarding_lead", "Kelly Okafor"), account("safeguarding_lead", "Ravi Menon")


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


def _moved(store: Store, case_id: UUID, by: UUID, new_id: UUID | None = None, **more: Any) -> Any:
    case = chronology.locked(store, case_id)
    why = Move("The adult works at the club", by, "safeguarding_lead", **more)
    new = move(store, case, new_id or uuid4(), why)
    db.session.commit()
    return new


def test_a_concern_becomes_an_allegation_whole(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    child = add_person("Ada Shah")
    case = raised(receipt_hash=CODE, people=((child, "child"),), answers={"safe_now": "no"})
    held = chronology.locked(CONCERNS, case.id)
    chronology.append(CONCERNS, held, "added", {"id": "1", "words": "and again today"}, by=None)
    db.session.commit()
    enclosures.keep(CONCERNS, case.id, enclosures.Raw(_picture()))
    new = _moved(CONCERNS, case.id, user_of(leads[1]), adult_name="Kelly")
    first, *rest = chronology.read(ALLEGATIONS, new)
    assert first.body is not None and first.body["words"].startswith("Somebody at home")
    assert first.body["safe_now"] == "no" and new.raised_at == case.raised_at
    assert [one.body["words"] for one in rest if one.kind == "added" and one.body] == ["and again today"]
    (kept,) = enclosures.of(ALLEGATIONS, new)
    assert enclosures.opened(new, kept) == enclosures.opened(case, enclosures.of(CONCERNS, case)[0])
    assert (new.receipt_hash, case.receipt_hash) == (CODE, None)
    assert case.state == "closed" and case.closed_at and case.due_at is None and new.state == "raised"


def test_the_named_lead_loses_sight_of_both(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    case = raised("A worker hit me")
    assert sees(leads[0], CONCERNS)
    _moved(CONCERNS, case.id, user_of(leads[1]), adult_id=leads[0].person_id)
    assert [sees(leads[0], store) for store in (CONCERNS, ALLEGATIONS)] == [False, False]
    assert [sees(leads[1], store) for store in (CONCERNS, ALLEGATIONS)] == [True, True]


def test_whoever_it_was_given_to_has_it_no_more(
    leads: tuple[Somebody, Somebody], raised: Raised, account: Callable[..., Somebody], sees: Sees,
    user_of: Callable[[Somebody], UUID],
) -> None:  # fmt: skip
    case, worker = raised(), account("practitioner", "Tom Reed-Hale")
    db.session.add(CONCERNS.allocation(case_id=case.id, user_id=user_of(worker)))
    db.session.commit()
    assert sees(worker, CONCERNS, "safeguarding.work")
    _moved(CONCERNS, case.id, user_of(leads[1]))
    assert not sees(worker, CONCERNS, "safeguarding.work") and not sees(worker, ALLEGATIONS, "safeguarding.work")


@pytest.mark.parametrize("kinds", [(), ("acknowledged",), ("acknowledged", "triaged"), ("acknowledged", "triaged",
                         "decided", "opened")], ids=len)  # fmt: skip
def test_it_can_be_moved_from_wherever_it_stands(
    leads: tuple[Somebody, Somebody], raised: Raised, user_of: Callable[[Somebody], UUID], kinds: tuple[str, ...]
) -> None:
    case = chronology.locked(CONCERNS, raised().id)
    for kind in kinds:
        chronology.append(CONCERNS, case, kind, {}, by=None)
    db.session.commit()
    _moved(CONCERNS, case.id, user_of(leads[1]))
    assert case.state == "closed"


def test_a_second_click_moves_it_once(
    leads: tuple[Somebody, Somebody], raised: Raised, user_of: Callable[[Somebody], UUID]
) -> None:
    case, new_id, by = raised(), uuid4(), user_of(leads[1])
    assert _moved(CONCERNS, case.id, by, new_id).id == _moved(CONCERNS, case.id, by, new_id).id == new_id
    assert [one.kind for one in chronology.read(CONCERNS, case)].count("moved") == 1
    with pytest.raises(NotNow):
        _moved(CONCERNS, case.id, by)


def test_an_allegation_that_is_moved_still_waits_for_a_second_lead(
    leads: tuple[Somebody, Somebody], raised: Raised, sees: Sees, user_of: Callable[[Somebody], UUID]
) -> None:
    case = raised("Kelly hit me", store=ALLEGATIONS)
    new = _moved(ALLEGATIONS, case.id, user_of(leads[1]))
    assert (case.state, case.closed_at) == ("closing", None)
    assert bars.barred(CONCERNS, new.id) == bars.barred(ALLEGATIONS, case.id) == {user_of(leads[0])}
    assert not sees(leads[0], CONCERNS)
