"""Plain rules of youth voice: terms, by-elections, where reports stand, results of votes."""

from datetime import date, timedelta

from plugins.youth_voice.delegates import rules as posts
from plugins.youth_voice.elected import rules as elected
from plugins.youth_voice.reports import rules as reports
from plugins.youth_voice.results import rules as results
from plugins.youth_voice.tasks import rules as tasks

TODAY = date(2026, 3, 10)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_a_free_place_is_voted_on_again_while_enough_of_the_term_is_left() -> None:
    assert elected.by_election(days(-10), days(200), TODAY, 60, 90) == "due"
    assert elected.by_election(days(-61), days(200), TODAY, 60, 90) == "overdue"
    assert elected.by_election(days(-61), days(89), TODAY, 60, 90) == "too_late"
    assert elected.by_election(None, None, TODAY, 60, 90) == "due"
    assert elected.call_by(days(-10), 60) == days(50)


def test_a_term_ends_the_day_before_it_would_begin_again() -> None:
    assert elected.term_end(date(2026, 9, 1), 12) == date(2027, 8, 31)
    assert elected.term_end(date(2026, 1, 31), 1) == date(2026, 2, 27)


def test_who_holds_a_post() -> None:
    assert posts.state_of(days(-5), days(0), None, TODAY) == "holds"
    assert posts.state_of(days(-5), days(-1), None, TODAY) == "over"
    assert posts.state_of(days(-5), days(90), TODAY, TODAY) == "over"
    assert posts.state_of(days(1), None, None, TODAY) == "coming"
    assert posts.report_due(days(-85), None, 12, TODAY) and not posts.report_due(days(-85), days(-3), 12, TODAY)


def test_where_a_report_stands() -> None:
    assert reports.state_of(False, "", days(0), TODAY) == "to_ask"
    assert reports.state_of(False, "", days(-1), TODAY) == "missed"
    assert reports.state_of(True, "", days(3), TODAY) == "answered"
    assert reports.state_of(True, "", days(-1), TODAY) == "waiting"
    assert reports.state_of(True, "partly", days(-1), TODAY) == "closed"
    assert reports.came_late(TODAY, days(13), 14) and not reports.came_late(TODAY, days(14), 14)
    assert reports.in_time(days(-1), TODAY) and not reports.in_time(days(1), TODAY)


def test_a_task_group_ends_with_an_outcome_and_after_it_starts() -> None:
    assert tasks.days_problem(TODAY, TODAY) and not tasks.days_problem(TODAY, days(1))
    assert tasks.is_late("open", days(-1), TODAY) and not tasks.is_late("ended", days(-1), TODAY)


def test_a_small_school_is_hidden_and_so_is_what_would_give_it_away() -> None:
    numbers = {"Large": (900, 500), "Middle": (600, 300), "Tiny": (14, 5)}
    hidden = results.hidden(numbers, 10)
    assert "Tiny" in hidden and len(hidden) == 2
    assert results.hidden({"Large": (900, 500), "Middle": (600, 300)}, 10) == frozenset()
    assert "Nearly all" in results.hidden({"Nearly all": (400, 397), "Large": (900, 500)}, 10)


def test_lines_are_read_and_those_that_cannot_be_are_named() -> None:
    typed = results.typed_lines("Buses; 1,200\nSafety\t30\n\nParks\nBuses; 3", 1)
    assert typed.found == {"Buses": (1200,), "Safety": (30,)}
    assert typed.wrong == ["Parks", "Buses; 3"]


def test_what_does_not_add_up_is_said_and_left_as_it_is() -> None:
    assert results.mismatches(100, 103, 200, [60, 40], [(200, 103)]) == []
    said = results.mismatches(434_492, 434_492, None, [434_392], [])
    assert said == ["The issues come to 434,392, the good votes in all to 434,492."]
