"""The table of steps, the next step and the words of the clock: plain values that have to fit one another."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from core.safeguarding.desk import asks, words
from core.safeguarding.desk.asks import STEPS
from core.safeguarding.desk.next_step import Stand, next_step
from core.safeguarding.desk.telling_time import left, tone
from core.safeguarding.states import STATES, STAYS, after
from core.safeguarding.store import STORES

NOW = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_is_offered_only_where_it_can_be_written(step: asks.Step) -> None:
    for store in STORES.values():
        for state in step.states if step.store in ("", store.name) else ():
            after(state, step.kind, two_to_close=store.two_to_close)


@pytest.mark.parametrize("store", STORES)
def test_wherever_a_case_stands_its_next_step_can_be_taken(store: str) -> None:
    for state, *flags in product(STATES, *([(True, False)] * 4)):
        for decision in ("", *words.DECISIONS):
            name = next_step(Stand(store, state, decision, *flags))
            step = STEPS[name] if name else None
            assert step is None or (state in step.states and step.store in ("", store)), (state, flags, name)
            assert name or state == "closed" or (state == "closing" and (flags[-1] or store == "concerns"))


def test_every_field_of_every_step_has_its_words() -> None:
    for step in STEPS.values():
        for ask in step.asks:
            assert ask.name in words.LABELS or ask.name in {"on", "at", "of", "case_id"}, (step.name, ask.name)
            assert not ask.options or ask.name in words.CHOICES, (step.name, ask.name)
            assert all(words.value(ask.name, key) == said for key, said in ask.options.items())


def test_every_kind_of_entry_and_every_state_has_its_words() -> None:
    assert set(words.STATES) == set(STATES)
    assert {*STAYS, *(step.kind for step in STEPS.values())} <= set(words.KINDS)


@pytest.mark.parametrize(
    ("minutes", "said", "how"),
    [(12, "12 minutes left", "warn"), (1, "1 minute left", "warn"), (-1, "1 minute late", "bad"),
     (180, "3 hours left", "neutral"), (-90, "1 hour late", "bad"), (60 * 24 * 3, "3 days left", "neutral"),
     (0, "1 minute left", "warn")],
)  # fmt: skip
def test_the_clock_in_words(minutes: int, said: str, how: str) -> None:
    due = NOW + timedelta(minutes=minutes)
    assert (left(due, NOW), tone(due, NOW)) == (said, how)
