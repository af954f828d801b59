"""A report is taken in once, whole, numbered and sealed, in either store."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.db import db, utcnow
from core.safeguarding.models import ConcernBody
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS
from core.safeguarding.taking_in import Report, take_in

HARD = ("x" * 5_000_000, "🙈" * 1000, "يؤذيني أحد في البيت", "\u202eright to left\u202c", "one\x00two", "just this")


@pytest.mark.parametrize("words", HARD, ids=["5 MB", "emoji", "arabic", "turned", "nul", "short"])
def test_any_words_are_taken_in_whole(raised: Callable[..., Any], words: str) -> None:
    case = raised(words)
    (first,) = chronology.read(CONCERNS, case)
    assert first.kind == "raised" and first.body is not None and first.body["words"] == words


def test_the_same_report_twice_is_one_case(ashdown: Authority) -> None:
    report = Report(id=uuid4(), words="Twice", how="page", raised_at=utcnow())
    first, new = take_in(CONCERNS, report)
    db.session.commit()
    again, once_more = take_in(CONCERNS, report)
    assert (new, once_more, again.id) == (True, False, first.id)
    assert db.session.scalar(select(func.count(CONCERNS.case.id))) == 1


def test_each_store_counts_its_own(raised: Callable[..., Any]) -> None:
    assert [raised().number, raised().number, raised(store=ALLEGATIONS).number] == [1, 2, 1]


def test_the_database_holds_no_word_of_it(raised: Callable[..., Any]) -> None:
    raised("canary-4711")
    assert "canary-4711" not in db.session.scalar(select(ConcernBody.sealed))


def test_an_amendment_points_at_what_it_puts_right(raised: Callable[..., Any]) -> None:
    case = chronology.locked(CONCERNS, raised().id)
    chronology.append(CONCERNS, case, "amended", {"words": "It was Tuesday"}, by=None, amends=1)
    db.session.commit()
    first, second = chronology.read(CONCERNS, case)
    assert (first.put_right_by, second.amends) == (2, 1)
    assert first.body is not None and first.body["words"].startswith("Somebody")
