"""How a request moves and what it must say, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from plugins.requests import rules
from plugins.requests.fatigue.similar import words_of
from plugins.requests.rules import MOVES, Meter, NotNow
from plugins.requests.vocabulary import FACTS, LEVELS, STATES, STEPS
from tests.plugins.requests.asking import whole

DAY = date(2026, 3, 2)
ACTS = sorted({act for _, act in MOVES})
ALLOWED = [(state, act) for state in STATES for act in ACTS if (state, act) in MOVES]
REFUSED = [(state, act) for state in STATES for act in ACTS if (state, act) not in MOVES]


@pytest.mark.parametrize(("state", "act"), ALLOWED)
def test_a_step_of_the_table_leads_to_a_state_that_there_is(state: str, act: str) -> None:
    assert rules.after(state, act) in STATES


@pytest.mark.parametrize(("state", "act"), REFUSED)
def test_every_other_step_is_refused_in_a_sentence(state: str, act: str) -> None:
    with pytest.raises(NotNow, match="Nothing was changed."):
        rules.after(state, act)


@pytest.mark.parametrize("state", rules.FINAL)
def test_what_is_final_has_no_way_out(state: str) -> None:
    assert not [act for there, act in MOVES if there == state]


def test_a_no_is_final_and_said_kindly() -> None:
    with pytest.raises(NotNow, match="The young people said no, and that is final.*Thank them for looking at it"):
        rules.after("no", "yes")


def test_every_state_is_open_final_or_a_draft() -> None:
    assert {*rules.OPEN, *rules.FINAL, "draft"} == set(STATES) and "lifted" in STEPS


def request(**columns: Any) -> Any:
    days = {"starts_on": DAY + timedelta(5), "ends_on": DAY + timedelta(9), "feedback_by": DAY + timedelta(20)}
    none: dict[str, Any] = {"touches": [], "risks": "", "records": "", "thanks": ""}
    return SimpleNamespace(**(whole() | none | days | columns))


def test_a_whole_request_lacks_nothing() -> None:
    assert rules.missing(request(), DAY, 60) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("agency", "Say which agency asks."),
        ("question", "Say what you want to ask or do."),
        ("space", "Space: say where and how it is safe and easy to take part."),
        ("voice", "Voice: say how each young person can say it in their own way."),
        ("heard_by", "Audience: name who will hear what they say and can decide."),
        ("can_change", "Influence: say what can change because of what they say."),
        ("cannot_change", "Honest limits: say what cannot change, and why. If nothing stands in the way, say so."),
        ("success", "Say how you will know that it worked."),
        ("feedback", "Say what you will tell the young people afterwards."),
    ],
)
def test_each_part_is_asked_for(name: str, words: str) -> None:
    assert rules.missing(request(**{name: "  "}), DAY, 60) == [words]


@pytest.mark.parametrize("asks", [{"kind": "research"}, {"from_kind": "research"}, {"touches": ["Crime"]}])
def test_research_and_what_can_hurt_answer_about_harm(asks: dict[str, Any]) -> None:
    assert rules.missing(request(**asks), DAY, 60) == [*rules.ETHICS.values()]
    assert rules.missing(request(**asks, risks="We stop.", records="Nothing."), DAY, 60) == []


@pytest.mark.parametrize(
    ("starts", "ends", "by", "words"),
    [
        (None, None, 20, "Say on which day the work with young people ends."),
        (None, -1, 20, "The day on which the work ends has passed. Name one that is still to come."),
        (9, 5, 20, "The work ends before it begins. Look at the two days again."),
        (5, 9, None, "Promise a day by which the young people hear what came of it."),
        (5, 9, -3, "The feedback day has passed or is today. Promise one that is still to come."),
        (5, 9, 0, "The feedback day has passed or is today. Promise one that is still to come."),
        (5, 9, 8, "The feedback day comes before the work ends. Promise a day after it."),
        (5, 9, 70, "Young people wait at most 60 days after the work to hear what came of it. Promise an earlier day."),
    ],
)
def test_days_make_sense(starts: int | None, ends: int | None, by: int | None, words: str) -> None:
    days = [None if one is None else DAY + timedelta(one) for one in (starts, ends, by)]
    assert words in rules.day_faults(*days, DAY, 60)


def test_who_must_approve_follows_the_councils_rule_in_order() -> None:
    rule = [("research", "ethics"), ("outside", "head"), ("always", "team")]
    known = rules.facts("views", "research", [], False, False)
    assert rules.levels_needed(rule, known) == ("team", "head", "ethics")
    assert rules.levels_needed(rule, rules.facts("views", "service", [], False, False)) == ("team",)
    assert rules.facts("views", "service", ["Crime"], True, True) == {"always", "sensitive", "school", "cohort"}
    assert rules.facts("research", "partner", [], False, False) <= set(FACTS)
    assert rules.next_level(("team", "ethics"), ["team"]) == "ethics" and rules.next_level(("team",), LEVELS) == ""


def test_nobody_approves_their_own_nor_twice() -> None:
    me, other = uuid4(), uuid4()
    assert rules.approval_fault(me, me, True, []) == rules.OWN
    assert rules.approval_fault(me, other, True, [me]) == rules.TWICE
    assert rules.approval_fault(me, other, False, []) == rules.NOT_NAMED
    assert rules.approval_fault(None, None, True, []) == rules.NOT_NAMED
    assert rules.approval_fault(me, None, True, [other, None]) == ""


@pytest.mark.parametrize(
    ("yes", "no", "members", "over", "answer"),
    [
        (3, 1, 9, True, "yes"),
        (1, 3, 9, True, "no"),
        (2, 2, 9, True, "no"),  # as many against as for: nobody is made to take part
        (2, 0, 9, True, ""),  # too few: they are asked at a meeting
        (3, 1, 9, False, ""),  # others can still press
        (3, 1, 4, False, "yes"),  # all have
        (0, 0, 0, True, ""),
    ],
)
def test_what_the_presses_decide(yes: int, no: int, members: int, over: bool, answer: str) -> None:
    assert rules.decided(yes, no, members, 3, over) == answer


def test_the_meter_is_full_at_its_limit_and_says_when_it_is_free() -> None:
    days = [DAY, DAY - timedelta(60), DAY - timedelta(30)]
    frees = {one: one + timedelta(180) for one in days}
    full = rules.meter("Forum", days, 3, 6, frees)
    assert full.is_full and full.free_on == days[1] + timedelta(180) and not full.near
    assert rules.meter("Forum", days, 4, 6, frees).near
    over = rules.meter("Forum", days, 2, 6, frees)
    assert over.free_on == days[2] + timedelta(180), "two must be over before it may be asked again"
    assert not rules.meter("Forum", days, 0, 6, frees).is_full


def test_a_full_meter_warns_or_refuses_by_the_rule() -> None:
    meters, words = [Meter("Forum", 3, 3, 6, DAY)], {DAY: "2 March 2026"}
    warned = rules.over_limit_fault(meters, "warn", "", words)
    assert warned == (
        "They were asked too often already (Forum: 3 of 3 in 6 months). "
        "Say why they should be asked all the same, or choose others."
    )
    assert rules.over_limit_fault(meters, "warn", "It is about their own centre.", words) == ""
    refused = rules.over_limit_fault(meters, "refuse", "It is about their own centre.", words)
    assert "Nothing was put to them, the request is kept." in refused and refused.endswith("wait until 2 March 2026.")
    assert rules.over_limit_fault([Meter("Forum", 2, 3, 6)], "refuse", "", words) == ""


def test_the_words_by_which_one_thing_is_like_another() -> None:
    assert words_of("Where should the night bus stop, and what would you do?") == ("night", "bus", "stop")
    assert words_of("a an of") == ()
