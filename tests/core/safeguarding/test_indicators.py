"""What safeguarding says of itself for its council: yes or no, the same whether one report was late or none came."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from core.authority.resolve import Authority
from core.clock import local_today
from core.db import db, utcnow
from core.indicators import Quarter, count, every_indicator, indicators_of
from core.indicators.models import IndicatorCount
from core.safeguarding import indicators
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store

NAME = "safeguarding.opened_in_time"
MUCH_LATER = timedelta(days=60)


def said(council: Authority, quarter: Quarter) -> list[dict[str, object]]:
    return [asdict(one) for one in indicators.opened_in_time(council, quarter)]


def present() -> Quarter:
    return Quarter.of(local_today())


def test_every_council_answers_and_the_answer_leaves_none(ashdown: Authority) -> None:
    one = every_indicator()[NAME]
    assert one in indicators_of(ashdown)
    assert one.met
    assert len(said(ashdown, present())) == 1


@pytest.mark.parametrize("store", [CONCERNS, ALLEGATIONS], ids=lambda store: store.name)
def test_nobody_opened_it_in_time(
    ashdown: Authority, raised: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    quarter = present()
    nothing_came = said(ashdown, quarter)
    raised(store=store)
    raised(store=store)
    assert said(ashdown, quarter) == nothing_came, "what still has time tells no more than nothing"
    assert nothing_came[0]["part"] == "met"
    monkeypatch.setattr(indicators, "utcnow", lambda: utcnow() + MUCH_LATER)
    (late,) = said(ashdown, quarter)
    assert (late["part"], late["number"]) == ("not-met", 1), "two late ones are one no: never how many"
    assert said(ashdown, quarter.before) == nothing_came


def test_what_was_opened_stays_opened(
    ashdown: Authority, raised: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = raised()
    case.acknowledged_at = utcnow()
    db.session.flush()
    monkeypatch.setattr(indicators, "utcnow", lambda: utcnow() + MUCH_LATER)
    assert said(ashdown, present())[0]["part"] == "met"


def test_a_trial_of_the_alarm_is_no_concern(
    ashdown: Authority, raised: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    raised().is_test = True
    db.session.flush()
    monkeypatch.setattr(indicators, "utcnow", lambda: utcnow() + MUCH_LATER)
    assert said(ashdown, present())[0]["part"] == "met"


def test_no_number_of_concerns_is_kept(ashdown: Authority, raised: Callable[..., Any]) -> None:
    for _ in range(3):
        raised()
    count(ashdown, [present()])
    db.session.flush()
    rows = db.session.scalars(db.select(IndicatorCount).where(IndicatorCount.indicator == NAME)).all()
    assert {row.number for row in rows} <= {0, 1}
    assert {row.contributors for row in rows} <= {0, 1}
